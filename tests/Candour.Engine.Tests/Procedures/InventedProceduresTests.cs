using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using CsCheck;

namespace Candour.Engine.Tests.Procedures;

/// <summary>Procedures that nobody would write: steps of any kind in any order, held against a second reading of the form.</summary>
public class InventedProceduresTests
{
    private const int MostSteps = 9;
    private const int Facts = 4;

    private static readonly string[] Values = ["yes", "no"];

    private static readonly Gen<Condition> Fact = Gen.Select(Gen.Int[0, Facts - 1], Gen.Int[0, 1], Gen.Bool, (f, v, known) => new Condition { Fact = $"f{f}", Is = [Values[v]], Known = known });

    private static readonly Gen<Condition?> When = Gen.Select(Gen.Int[0, 5], Fact, Fact, (form, a, b) => form switch
    {
        0 => a,
        1 => new Condition { Not = a },
        2 => new Condition { All = [a, b] },
        3 => new Condition { Any = [a, new() { Not = b }] },
        _ => null,
    });

    private static readonly Gen<Step> Step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, Facts - 1], When, Gen.Int[0, 3], Gen.Bool, (kind, fact, when, how, should) => new Step
    {
        Id = "", Say = "Do it.", Kind = kind switch { 0 or 1 or 2 => StepKind.Ask, 3 => StepKind.Choose, 4 => StepKind.End, 5 => StepKind.Decide, _ => StepKind.Do },
        Asks = kind is 0 or 1 or 2 or 3 or 5 ? $"f{fact}" : null,
        Rules = kind is 5 ? [new("yes", new() { Fact = $"f{(fact + 1) % Facts}", Is = ["yes"] }, "", []), new("no", null, "", [])] : [],
        When = kind is 4 ? new() { All = [new() { Fact = $"f{fact}", Is = ["yes"], Known = true }, new() { Fact = $"f{(fact + 1) % Facts}", Is = ["yes"], Known = true }] } : when,
        Act = kind > 5 ? "explain" : null, Should = should && kind is not (4 or 5), Alongside = how == 0 && kind is not (4 or 5), Anytime = how == 1 && kind is not (4 or 5),
    });

    private static readonly Gen<(Procedure Procedure, int[] Choices)> Walks = Gen.Select(Step.Array[1, MostSteps], Gen.Int[0, 100_000].Array[0, 30], Gen.Int[0, 100], (steps, choices, loop) => (Made(steps, loop), choices));

    [Fact]
    public void Walk_Anyhow_OpensWhatASecondReadingOpens() => Walks.Sample(one =>
    {
        foreach (var walk in Answering.Along(Begin(one.Procedure), one.Choices))
        {
            if (walk.End is null && walk.Procedure.Steps.All(s => s.Kind is not StepKind.Decide))
            {
                string[] open = [.. walk.Open.Where(o => !o.Anytime).Select(o => o.Id)];
                Assert.True(Read(walk).SequenceEqual(open), $"{Told(walk)}; read {string.Join(",", Read(walk))}");
            }
        }
    });

    [Fact]
    public void Walk_Anyhow_NeverStandsStillAndEnds() => Walks.Sample(one =>
    {
        foreach (var walk in Answering.Along(Begin(one.Procedure), one.Choices))
        {
            Assert.True(walk.End is not null || walk.Open.Count > 0);
            Assert.InRange(Answering.AnswersToEnd(walk, 2_000), 0, 2_000);
        }
    });

    [Fact]
    public void Walk_WhatComesNext_WasAhead() => Walks.Sample(one =>
    {
        foreach (var walk in Answering.Along(Begin(one.Procedure), one.Choices).Where(w => w.End is null))
        {
            var known = walk.Open.Select(o => o.Step.Id).Concat(walk.Ahead.Select(a => a.Id)).ToHashSet();
            foreach (var next in walk.Open.SelectMany(o => Answering.Possible(walk, o)).Select(a => walk.Answer(a).Walk!))
            {
                Assert.True(!next.Open.Select(o => o.Step.Id).Except(known).Any(), Told(walk) + $" then {next.Answers[^1].Step}={next.Answers[^1].Value?[0]} opens {string.Join(",", next.Open.Select(o => o.Id))}");
                Assert.True(next.End is not { } end || known.Contains(end.Step));
            }
        }
    });

    [Fact]
    public void Walk_Replayed_IsTheSame() => Walks.Sample(one =>
    {
        var walk = Answering.Along(Begin(one.Procedure), one.Choices).Last();
        var again = WalkHistory.Parse(walk.History.ToJson()).Resume(walk.Rulebook);

        Assert.Equal(walk.Open.Select(o => o.Id), again.Open.Select(o => o.Id));
        Assert.Equal(walk.Ahead.Select(o => o.Id), again.Ahead.Select(o => o.Id));
        Assert.Equal(walk.End?.Step, again.End?.Step);
    });

    private static string Told(Walk walk) => string.Join(" | ", walk.Procedure.Steps.Select(s => $"{s.Id} {s.Kind} {s.Asks}{(s.Anytime ? " any" : "")}{(s.Alongside ? " ||" : "")}{(s.When is { } w ? $" when {Candour.Engine.Versions.ConditionWords.Of(w)}" : "")}{(s.Again is { } a ? $" again {a.From}" : "")}"))
        + $" || done {string.Join(",", walk.Done.Select(d => $"{d.Step}={d.Answer.Value?[0] ?? (d.Answer.Skip is null ? "done" : "skip")}"))}; facts {string.Join(",", walk.Facts.All.Select(f => $"{f.Name}={f.Values[0]}"))}; open {string.Join(",", walk.Open.Select(o => o.Id))}; ahead {string.Join(",", walk.Ahead.Select(o => o.Id))}";

    // The form once more: groups in order; the first that holds anything unanswered is open, and nothing behind it.
    private static List<string> Read(Walk walk)
    {
        var steps = walk.Procedure.Steps.Where(s => !s.Anytime).ToArray();
        var asked = walk.Procedure.Steps.Select(s => s.Asks).OfType<string>().ToHashSet();
        var answered = Answered(walk);
        var open = new List<string>();
        for (var i = 0; i < steps.Length; i++)
        {
            if (open.Count > 0 && !steps[i].Alongside)
            {
                return open;
            }

            if (answered.Contains(steps[i].Id) || (steps[i].Kind is StepKind.Ask && walk.Facts.TryGet(steps[i].Asks!, out _)))
            {
                continue;
            }

            var holds = Answering.Holds(steps[i].When, walk.Facts, asked);
            if (holds is null && Unknown(steps[i].When!, walk.Facts, asked) is var fact && !open.Contains(fact))
            {
                open.Add(fact);
            }
            else if (holds is true && steps[i].Kind is not StepKind.End)
            {
                open.Add(steps[i].Id);
            }
        }

        return open;
    }

    // What was answered, less what loops have opened again since.
    private static HashSet<string> Answered(Walk walk)
    {
        var steps = walk.Procedure.Steps.ToList();
        var answered = new HashSet<string>();
        foreach (var done in walk.Done)
        {
            answered.Add(done.Step);
            if (walk.Procedure.Step(done.Step)?.Again is { } again && done.Answer.Value?[0] == again.When.Is![0])
            {
                var (from, to) = (steps.FindIndex(s => s.Id == again.From), steps.FindIndex(s => s.Id == done.Step));
                answered.ExceptWith(steps.Skip(from).Take(to - from + 1).Select(s => s.Id));
            }
        }

        return answered;
    }

    // The first unknown fact of a condition that cannot be told, as the evaluator names it.
    private static string Unknown(Condition when, FactSet facts, HashSet<string> asked) =>
        when.Fact is { } fact ? fact
        : when.Not is { } not ? Unknown(not, facts, asked)
        : Unknown((when.All ?? when.Any)!.First(c => Answering.Holds(c, facts, asked) is null), facts, asked);

    private static Walk Begin(Procedure procedure) => Walk.Begin(Sample.Rulebook with { Procedures = [procedure] }, procedure, new FactSet(), Sample.Start);

    private static Procedure Made(Step[] steps, int loop)
    {
        var named = steps.Select((s, i) => s with { Id = $"s{i}", Alongside = s.Alongside && i > 0 }).Append(new() { Id = "end", Kind = StepKind.End, Say = "Done." }).ToArray();
        // One question may lead back; the other answer leaves.
        var back = Enumerable.Range(0, steps.Length).FirstOrDefault(i => named[i] is { Kind: StepKind.Choose, Anytime: false }, -1);
        if (back >= 0 && loop % 2 == 0)
        {
            named[back] = named[back] with { Again = new($"s{loop % (back + 1)}", new() { Fact = named[back].Asks, Is = ["yes"] }) };
        }

        return new()
        {
            Id = "invented", Title = "Invented", Kind = "recording", Audience = "staff", Because = ["sample-1-01"], Situations = [], Steps = named,
            Questions = [.. Enumerable.Range(0, Facts).Select(f => new ProcedureQuestion($"f{f}", $"Is it so ({f})?", new Dictionary<string, string> { ["yes"] = "Yes", ["no"] = "No" }))],
        };
    }
}
