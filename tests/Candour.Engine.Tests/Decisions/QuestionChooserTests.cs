using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using CsCheck;

namespace Candour.Engine.Tests.Decisions;

/// <summary>
/// What is asked, against the definition by brute force: the answer under every completion of the asked facts, from a two-valued evaluation of
/// conditions that shares no line with the engine's.
/// </summary>
public class QuestionChooserTests
{
    private static readonly (string Fact, string[] Values)[] Facts =
    [
        ("device", ["organisation", "personal", "shared"]), ("time", ["on-duty", "break", "off-duty"]), ("recognisable", ["yes", "no"]), ("disclaimer", ["yes", "no"]),
        ("network", ["organisation", "guest-wifi", "own"]), ("subject", ["self", "colleague", "patient"]),
    ];

    private static readonly Gen<Condition> Conditions = Gen.Recursive<Condition>((depth, condition) => depth >= 3 ? Leaf : Gen.Frequency(
        (3, Leaf), (2, condition.Array[1, 3].Select(all => new Condition { All = all })), (2, condition.Array[1, 3].Select(any => new Condition { Any = any })), (1, condition.Select(not => new Condition { Not = not }))));

    private static readonly Gen<IReadOnlyList<DecisionRule>> Rulebooks = Gen.Select(Gen.Int[0, 5], Conditions, Conditions.Array[0, 2], Gen.Int[0, 9])
        .Array[1, 7].Select(rules => (IReadOnlyList<DecisionRule>)[.. rules.Select((r, i) => Rule(r.Item1, r.Item2, r.Item3, r.Item4, i, rules.Length))]);

    private static readonly Gen<(string Fact, int Value)[]> Known = Gen.Select(Gen.Int[0, 5].Select(i => Facts[i]), Gen.Int[0, 2]).Select((f, v) => (f.Fact, Math.Min(v, f.Values.Length - 1))).Array[0, 3].Select(k => k.DistinctBy(x => x.Fact).ToArray());

    private static Gen<Condition> Leaf => Gen.Select(Gen.Int[0, 5].Select(i => Facts[i]), Gen.Int[1, 6], Gen.Int[0, 4]).Select((f, mask, known) => new Condition
    {
        Fact = f.Fact,
        Is = f.Values.Where((_, i) => (mask >> i & 1) == 1).DefaultIfEmpty(f.Values[0]).ToArray(),
        Known = known == 0,
    });

    [Fact]
    public void Choose_AnyRulebook_AsksExactlyWhatCanChangeTheAnswer() => Gen.Select(Rulebooks, Known).Sample((rules, known) =>
    {
        var given = known.ToDictionary(k => k.Fact, k => new[] { Facts.First(f => f.Fact == k.Fact).Values[k.Value] });
        var answer = Ask(rules, given.Select(g => $"{g.Key}={g.Value[0]}"));
        var asked = answer.Missing.Select(m => m.Fact).ToHashSet();
        Assert.Empty(asked.Intersect(given.Keys));
        // A fact that some rules ask for and others only look at once it is known may drop out again: then it changes nothing once said.
        var unasked = Facts.Select(f => f.Fact).Except(asked).Except(given.Keys).ToArray();
        var tests = rules.SelectMany(r => r.Conditions.Select(c => c.Met).OfType<Condition>().Prepend(r.When)).SelectMany(c => c.Tree()).Where(c => c.Fact is not null).ToArray();
        var mixed = unasked.Where(f => tests.Any(t => t.Fact == f && t.Known) && tests.Any(t => t.Fact == f && !t.Known)).ToArray();
        Assert.Contains(Enumerable.Range(0, 1 << mixed.Length).Select(m => mixed.Where((_, i) => (m >> i & 1) == 1).ToHashSet()), said => IsExact(rules, given, asked, unasked, said, answer));
    }, iter: 3_000);

    private static bool IsExact(
        IReadOnlyList<DecisionRule> rules, Dictionary<string, string[]> given, HashSet<string> asked, string[] unasked, HashSet<string> said, Answer answer)
    {
        var others = Completions(unasked).ToArray();
        var completions = Completions([.. asked]).Select(c => (Facts: c, Answers: others.Select(o => Answer(rules, given, c, o, said)).Distinct().ToArray())).ToArray();
        // What is not asked changes nothing, whatever it turns out to be.
        return completions.All(c => c.Answers.Length == 1)
            && completions.Max(c => c.Answers[0]) == answer.Level
            && (completions.Select(c => c.Answers[0]).Distinct().Count() == 1) == answer.Final
            // Of each fact that is asked, two values lead to different answers under the same completion of the others.
            && asked.All(fact => completions.GroupBy(c => Line(c.Facts.Where(x => x.Key != fact))).Any(g => g.Select(c => c.Answers[0]).Distinct().Count() > 1));
    }

    private static string Line(IEnumerable<KeyValuePair<string, string[]>> facts) => string.Join(';', facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={string.Join(',', f.Value)}"));

    [Fact]
    public void Ask_AnyOrderOfFacts_GivesTheSameAnswer() => Gen.Select(Rulebooks, Known, Gen.Int[0, 5]).Sample((rules, known, turn) =>
    {
        var words = known.Select(k => $"{k.Fact}={Facts.First(f => f.Fact == k.Fact).Values[k.Value]}").ToArray();
        var turned = words.Skip(turn % Math.Max(1, words.Length)).Concat(words.Take(turn % Math.Max(1, words.Length))).Reverse();

        var (one, other) = (Ask(rules, words), Ask(rules, turned));

        Assert.Equal((one.Level, one.Final), (other.Level, other.Final));
        Assert.Equal(one.Missing.Select(m => m.Fact), other.Missing.Select(m => m.Fact));
        Assert.Equal(one.Reasons.Select(r => (r.Rule, r.Level)), other.Reasons.Select(r => (r.Rule, r.Level)));
    }, iter: 1_000);

    [Fact]
    public void Ask_AnsweringEveryQuestion_EndsAndNeverGetsStricterThanWasSaid() => Gen.Select(Rulebooks, Gen.Int[0, 1_000]).Sample((generated, seed) =>
    {
        // Conditions on known facts alone may come to count with what is said; all others were reckoned with from the start.
        IReadOnlyList<DecisionRule> rules = [.. generated.Select(r => r with { When = Open(r.When) })];
        var known = new List<string>();
        var answer = Ask(rules, known);
        for (var step = 0; answer.Missing.Count > 0; step++)
        {
            Assert.True(step < Facts.Length);
            var values = Facts.First(f => f.Fact == answer.Missing[0].Fact).Values;
            known.Add($"{answer.Missing[0].Fact}={values[(seed + step) % values.Length]}");
            var next = Ask(rules, known);
            Assert.True(next.Level <= answer.Level);
            answer = next;
        }

        Assert.True(answer.Final);
    }, iter: 1_000);

    [Fact]
    public void Choose_UsualCircumstance_IsAskedAfterTheOpenOne()
    {
        // Both decide alone; one of them hardly ever holds.
        var answer = Ask([Plain("a", new() { Fact = "interferes", Is = ["yes"] }), Plain("b", new() { Fact = "device", Is = ["organisation"] })], []);

        Assert.Equal(["device", "interferes"], answer.Missing.Select(m => m.Fact));
    }

    private static Answer Ask(IReadOnlyList<DecisionRule> rules, IEnumerable<string> known) =>
        new Advisor(Sample.Rulebook with { Decisions = new() { OtherwiseWho = "you", OtherwiseHow = "Ask.", Rules = rules } }).Ask(Sample.Facts(known), Sample.Day);

    private static DecisionRule Plain(string id, Condition when) => new() { Id = id, Because = ["sample-1-01"], Answer = AnswerLevel.Deny, When = when, Why = "It does." };

    private static DecisionRule Rule(int level, Condition when, Condition[] met, int overrides, int number, int count)
    {
        var answer = (AnswerLevel)Math.Min(level, 4);
        return new()
        {
            Id = $"r{number}",
            Because = ["sample-1-01"],
            Answer = answer,
            When = when,
            Conditions = answer is AnswerLevel.Conditional ? [.. met.Select(m => new DecisionCondition("It holds.", Open(m))), .. met.Length == 0 ? [new DecisionCondition("It is done.", null)] : Array.Empty<DecisionCondition>()] : [],
            Overrides = answer is AnswerLevel.Allow or AnswerLevel.Conditional && overrides < count && overrides != number ? [$"r{overrides}"] : [],
            Why = "It does.",
        };
    }

    private static Condition Open(Condition condition) => condition switch
    {
        { All: { } all } => new() { All = [.. all.Select(Open)] },
        { Any: { } any } => new() { Any = [.. any.Select(Open)] },
        { Not: { } not } => new() { Not = Open(not) },
        _ => condition with { Known = false },
    };

    // Every value of every fact; for a set, every selection.
    private static IEnumerable<Dictionary<string, string[]>> Completions(string[] facts)
    {
        IEnumerable<Dictionary<string, string[]>> all = [[]];
        foreach (var fact in facts)
        {
            var values = Facts.First(f => f.Fact == fact).Values;
            var choices = fact is "subject" ? Enumerable.Range(0, 8).Select(m => values.Where((_, i) => (m >> i & 1) == 1).ToArray()).ToArray() : [.. values.Select(v => new[] { v })];
            all = all.SelectMany(c => choices.Select(v => new Dictionary<string, string[]>(c) { [fact] = v })).ToArray();
        }

        return all;
    }

    private static AnswerLevel Answer(IReadOnlyList<DecisionRule> rules, Dictionary<string, string[]> given, Dictionary<string, string[]> asked, Dictionary<string, string[]> others, HashSet<string> saidToo)
    {
        var said = given.Concat(asked).Concat(others.Where(o => saidToo.Contains(o.Key))).ToDictionary();
        var applying = rules.Where(r => Holds(r.When)).ToArray();
        var left = applying.Where(r => !applying.Any(p => p.Overrides.Contains(r.Id))).ToArray();
        return left.Any(r => r.Answer is AnswerLevel.NotCovered) ? AnswerLevel.NotCovered
            : left.Select(r => r.Answer is AnswerLevel.Conditional && r.Conditions.All(c => c.Met is { } met && Holds(met)) ? AnswerLevel.Allow : r.Answer).DefaultIfEmpty(AnswerLevel.NotCovered).Max();

        bool Holds(Condition c) => c.All is { } all ? all.All(Holds) : c.Any is { } any ? any.Any(Holds) : c.Not is { } not ? !Holds(not)
            : said.TryGetValue(c.Fact!, out var values) ? values.Any(c.Is!.Contains)
            : !c.Known && others[c.Fact!].Any(c.Is!.Contains);
    }
}
