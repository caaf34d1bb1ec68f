using System.Text.Json;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using CsCheck;

namespace Candour.Engine.Tests.Procedures;

/// <summary>What must hold of every procedure of every rulebook in the repository, and of the invented one, wherever its answers lead.</summary>
public class EveryProcedureTests
{
    // Each walk is looked at after every answer.
    private const int Walks = 25;
    private const int LongestWalk = 45;

    // Far more answers than any procedure has steps: it does not end.
    private const int Endless = 4_000;

    private static readonly Gen<int[]> Choices = Gen.Int[0, 1_000_000].Array[0, LongestWalk];

    private static readonly Dictionary<string, Rulebook> Read = Directory.EnumerateDirectories(Repository.At("rulebooks")).Where(f => Path.GetFileName(f) != "schema")
        .SelectMany(Directory.EnumerateDirectories).Append(Repository.At("rulebooks", "schema", "good"))
        .Select(f => RulebookFolder.Read(f).Rulebook!).ToDictionary(r => r.Id);

    public static TheoryData<string, string> Procedures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rulebook in Read.Values.OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                foreach (var procedure in rulebook.Procedures)
                {
                    data.Add(rulebook.Id, procedure.Id);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_Anyhow_EndsFromEveryState(string policy, string id) => Sampled(policy, id, [], walk =>
    {
        Assert.True(walk.End is not null || walk.Open.Count > 0);
        Assert.InRange(Answering.AnswersToEnd(walk, Endless), 0, Endless);
    });

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_Anyhow_SkipsNoMustStep(string policy, string id) => Sampled(policy, id, [], walk =>
    {
        foreach (var open in walk.Open.Where(o => o.Must))
        {
            Assert.Equal(StepRefusal.Must, walk.Answer(new() { Step = open.Id, Skip = "No time." }).Refusal?.Code);
        }

        if (walk.End is { } end)
        {
            var asked = walk.Procedure.Steps.Select(s => s.Asks).OfType<string>().ToHashSet();
            var answered = walk.Done.Select(d => d.Step).ToHashSet();
            var steps = walk.Procedure.Steps.ToList();
            var last = steps.FindIndex(s => s.Id == end.Step);
            // A stop question ends it at once, whatever stands alongside, perhaps by way of an end further down.
            if (walk.Done.Count > 0 && steps.FindIndex(s => s.Id == walk.Done[^1].Step) is >= 0 and var by && steps[by].Kind is StepKind.Stop && (end.Opens is not null || steps[by].Stops!.Values.Contains(end.Step)))
            {
                last = steps[by].Anytime ? 0 : by;
                while (last > 0 && (steps[last].Alongside || steps[last].Anytime))
                {
                    last--;
                }
            }

            var before = steps.Take(last).Where(s => !s.Anytime && s.Kind is not (StepKind.Decide or StepKind.End));
            Assert.Empty(before.Where(s => Answering.Holds(s.When, walk.Facts, asked) is true && !answered.Contains(s.Id) && !(s.Kind is StepKind.Ask && walk.Facts.TryGet(s.Asks!, out _))).Select(s => s.Id));
        }
    });

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_Anyhow_OpensNothingForbiddenAndNothingThatDestroysBeforeAStopQuestion(string policy, string id) => Sampled(policy, id, [], walk =>
    {
        foreach (var open in walk.Open)
        {
            Assert.DoesNotContain(walk.Procedure.Forbidden, f => f.Act == open.Step.Act || ActVocabulary.Proposed(f.Act, open.Say) is not null);
            if (open.Step.Act is { } act && ActVocabulary.Find(act)!.Destroys)
            {
                Assert.Contains(walk.Done, d => walk.Procedure.Step(d.Step)?.Kind is StepKind.Stop);
            }
        }

        Assert.Empty(walk.Ahead.Select(a => a.Step.Act).Intersect(walk.Procedure.Forbidden.Select(f => f.Act)));
    });

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_WhoeverIsImplicated_IsNeitherHandlerNorTold(string policy, string id)
    {
        var rulebook = Read[policy];
        var roles = rulebook.Procedures.Single(p => p.Id == id).Steps.SelectMany(s => s.To.Concat(s.With).Append(s.Who)).Where(r => rulebook.Roles.Any(x => x.Id == r)).Distinct().ToArray();
        foreach (var role in roles)
        {
            Sampled(policy, id, [("implicated", role), ("manager-implicated", "yes")], walk =>
            {
                foreach (var open in walk.Open)
                {
                    // What a later answer says of who is implicated counts from then on.
                    string[] implicated = [.. walk.Facts.TryGet("implicated", out var set) ? set.Values : [], .. walk.Facts.TryGet("manager-implicated", out var manager) && manager.Values[0] is "yes" ? ["line-manager"] : Array.Empty<string>()];
                    Assert.Empty(open.With.Concat(open.To).Append(open.Who).Select(r => r.Id).Intersect(implicated));
                    Assert.All(implicated, i => Assert.Equal(StepRefusal.Role, walk.Answer(new() { Step = open.Id, Role = [i], Done = true }).Refusal?.Code));
                }
            }, walks: 4);
        }
    }

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_Replayed_IsTheSame(string policy, string id) => Sampled(policy, id, [], walk =>
    {
        var again = WalkHistory.Parse(walk.History.ToJson()).Resume(walk.Rulebook);

        Assert.Equal(Json(walk), Json(again));
    }, walks: 5);

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_StepsThatOpenTogether_MayBeAnsweredInAnyOrder(string policy, string id) => Sampled(policy, id, [], walk =>
    {
        foreach (var (a, b) in walk.Open.Where(o => !o.Anytime).SelectMany(a => walk.Open.Where(b => !b.Anytime && b.Step.Alongside && b.Id == b.Step.Id && a.Id == a.Step.Id && a.Id != b.Id).Select(b => (a, b))))
        {
            var (first, second) = (Answering.Possible(walk, a)[0], Answering.Possible(walk, b)[^1]);
            var one = walk.Answer(first).Walk!.Answer(second).Walk;
            var other = walk.Answer(second).Walk!.Answer(first).Walk;
            // One of the two may end it or open a loop again; then the other is not there to be answered.
            if (one is not null && other is not null)
            {
                Assert.Equal(State(one), State(other));
            }
        }
    });

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Walk_WhatComesNext_WasAhead(string policy, string id) => Sampled(policy, id, [], walk =>
    {
        if (walk.End is not null)
        {
            return;
        }

        var known = walk.Open.Select(o => o.Step.Id).Concat(walk.Ahead.Select(a => a.Id)).ToHashSet();
        foreach (var open in walk.Open)
        {
            foreach (var answer in Answering.Possible(walk, open))
            {
                var next = walk.Answer(answer).Walk!;
                Assert.Empty(next.Open.Select(o => o.Step.Id).Except(known));
                Assert.True(next.End is not { } end || known.Contains(end.Step));
            }
        }
    }, walks: 6);

    [Theory]
    [MemberData(nameof(Procedures))]
    public async Task Walk_ByManyAtOnce_GivesEachTheSame(string policy, string id)
    {
        // No clock, no chance, nothing shared: whoever walks, however often, comes to the same words.
        var choices = Enumerable.Range(0, LongestWalk).Select(n => n * 7919).ToArray();
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Answering.Along(Begin(policy, id, []), choices).Select(Json).ToArray())));

        Assert.All(all, a => Assert.Equal(all[0], a));
    }

    [Fact]
    public void Procedures_KeepNoStateOfTheirOwn() => Assert.Empty(typeof(Walk).Assembly.GetTypes().Where(t => t.Namespace is "Candour.Engine.Procedures" or "Candour.Engine.Time")
        .SelectMany(t => t.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public))
        .Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.Contains('<', StringComparison.Ordinal)).Select(f => $"{f.DeclaringType}.{f.Name}"));

    private static void Sampled(string policy, string id, (string Fact, string Value)[] facts, Action<Walk> check, int walks = Walks)
    {
        var begun = Begin(policy, id, facts);
        Choices.Sample(choices =>
        {
            foreach (var walk in Answering.Along(begun, choices))
            {
                check(walk);
            }
        }, iter: walks, threads: 1);
    }

    private static Walk Begin(string policy, string id, (string Fact, string Value)[] facts)
    {
        var rulebook = Read[policy];
        var known = new FactSet();
        foreach (var (fact, value) in facts)
        {
            Assert.Null(known.Give(fact, value));
        }

        return Walk.Begin(rulebook, rulebook.Procedures.Single(p => p.Id == id), known, Sample.Start);
    }

    private static string Json(Walk walk) => JsonSerializer.Serialize(WalkReport.Of(walk, new(2026, 4, 2)), EngineJson.Line.WalkReport);

    // All but the order of what was done.
    private static string State(Walk walk) => JsonSerializer.Serialize(WalkReport.Of(walk, new(2026, 4, 2)) with { Done = [] }, EngineJson.Line.WalkReport);
}
