using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>True, false, or not known for want of a fact.</summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>A fact that nobody has given decides it.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    True,
}

/// <summary>What a condition came to.</summary>
/// <param name="Value">True, false or unknown.</param>
/// <param name="Findings">The findings that speak for it.</param>
/// <param name="Read">A reader's score speaks for it.</param>
/// <param name="Known">A known fact speaks for it.</param>
/// <param name="Unknown">The facts that would settle it.</param>
public sealed record Outcome(Truth Value, IReadOnlyList<Finding> Findings, bool Read, bool Known, IReadOnlyList<string> Unknown)
{
    internal static readonly Outcome Yes = new(Truth.True, [], false, false, []);

    internal static readonly Outcome No = new(Truth.False, [], false, false, []);

    /// <summary>Something that was seen or read speaks for it, not facts alone.</summary>
    public bool HasSign => Findings.Count > 0 || Read;
}

/// <summary>Evaluates the rule language over findings, facts and a reader's scores, in three values. The only evaluator there is.</summary>
/// <param name="findings">What was seen.</param>
/// <param name="facts">What is known.</param>
/// <param name="signs">Whether a reader's score for a category is above its threshold; arguments are category, close and lifted.</param>
/// <param name="asked">Facts that are asked for anyway: conditions on known facts alone count as open for them.</param>
public sealed class Evaluator(IReadOnlyList<Finding> findings, FactSet facts, Func<string, bool, bool, bool> signs, IReadOnlySet<string>? asked = null)
{
    /// <summary>For decisions, which look at facts alone.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="asked">As for the type.</param>
    internal static Evaluator OfFacts(FactSet facts, IReadOnlySet<string>? asked = null) => new([], facts, (_, _, _) => false, asked);

    private static readonly DraftPart[] Published = [DraftPart.Text, DraftPart.Bio, DraftPart.AccountName, DraftPart.Quoted];

    private readonly ILookup<string, Finding> _byKind = findings.ToLookup(f => f.Kind);

    /// <summary>Evaluates one condition.</summary>
    /// <param name="condition">Any condition of a rulebook.</param>
    public Outcome Evaluate(Condition condition) => condition switch
    {
        { All: { } all } => Every(all),
        { Any: { } any } => Some(any, condition.AtLeast ?? 1),
        { Not: { } not } => Negate(Evaluate(not)),
        { Fact: { } fact } => OfFact(fact, condition),
        { Finding: { } kinds } => OfFindings(Matching(kinds, condition), condition.Count ?? 1),
        { Sign: { } category } => OfSign(category, condition),
        _ => Outcome.No,
    };

    private Outcome Every(IReadOnlyList<Condition> conditions)
    {
        var outcomes = conditions.Select(Evaluate).ToArray();
        var value = outcomes.Min(o => o.Value);
        return value is Truth.False ? Outcome.No : Joined(value, outcomes);
    }

    private Outcome Some(IReadOnlyList<Condition> conditions, int least)
    {
        var outcomes = conditions.Select(Evaluate).Where(o => o.Value is not Truth.False).ToArray();
        if (outcomes.Length < least)
        {
            return Outcome.No;
        }

        Outcome[] hold = [.. outcomes.Where(o => o.Value is Truth.True)];
        return hold.Length >= least ? Joined(Truth.True, hold) : Joined(Truth.Unknown, outcomes);
    }

    private static Outcome Joined(Truth value, Outcome[] outcomes) => new(
        value, [.. outcomes.SelectMany(o => o.Findings).Distinct()], outcomes.Any(o => o.Read), outcomes.Any(o => o.Known),
        value is Truth.True ? [] : [.. outcomes.SelectMany(o => o.Unknown).Distinct()]);

    // What speaks against something is no sign for it.
    private static Outcome Negate(Outcome outcome) => outcome.Value switch
    {
        Truth.True => Outcome.No,
        Truth.False => Outcome.Yes,
        _ => outcome with { Findings = [], Read = false },
    };

    private Outcome OfFact(string name, Condition condition) =>
        !facts.TryGet(name, out var fact) ? condition.Known && asked?.Contains(name) is not true ? Outcome.No : new(Truth.Unknown, [], false, false, [name])
        : fact.HasOneOf(condition.Is!) ? new(Truth.True, [], false, true, [])
        : Outcome.No;

    private static Outcome OfFindings(Finding[] found, int count) => found.Length >= count ? new(Truth.True, found, false, false, []) : Outcome.No;

    private Outcome OfSign(string category, Condition condition)
    {
        var found = Matching([category], condition);
        // A reader scores the draft as a whole, so it says nothing about one part.
        if (found.Length > 0 || condition.Words || condition.In is not null)
        {
            return OfFindings(found, 1);
        }

        var topical = condition.Topic is null ? [] : findings.Where(f => Narrow(f, condition, ofKind: false)).ToArray();
        var lifted = findings.Any(f => Kinds.Of(f.Kind).Lifts?.Contains(category) is true);
        return (condition.Topic is null || topical.Length > 0) && signs(category, condition.Close, lifted) ? new(Truth.True, topical, true, false, []) : Outcome.No;
    }

    private Finding[] Matching(IEnumerable<string> kinds, Condition condition) =>
        [.. kinds.SelectMany(k => _byKind[k]).Where(f => Narrow(f, condition, ofKind: true))];

    private static bool Narrow(Finding finding, Condition condition, bool ofKind) =>
        (condition.Topic is null || (finding.Topic is { } topic && condition.Topic.Contains(topic)))
        && (condition.In ?? Published).Contains(finding.Part)
        && (condition.Lifted || !finding.Lifted)
        && (!ofKind || ((condition.About is null || condition.About.Contains(finding.About)) && finding.Score >= (condition.Score ?? 0)));
}
