using System.Text.Json.Serialization;

namespace Candour.Engine.Decisions;

/// <summary>How a question is answered, least strict first.</summary>
public enum AnswerLevel
{
    /// <summary>This policy does not speak of it.</summary>
    NotCovered,

    /// <summary>Yes.</summary>
    Allow,

    /// <summary>Yes, on conditions.</summary>
    Conditional,

    /// <summary>The policy leaves it to somebody.</summary>
    Refer,

    /// <summary>No.</summary>
    Deny,
}

/// <summary>The answer to "may I ...?". In JSON as in ARCHITECTURE.md, section "The command line".</summary>
public sealed record Answer
{
    /// <summary>The rulebook that answered.</summary>
    public required PolicyReference Policy { get; init; }

    /// <summary>The strictest answer still possible.</summary>
    [JsonPropertyName("answer")]
    public required AnswerLevel Level { get; init; }

    /// <summary>No missing fact can change the answer.</summary>
    public required bool Final { get; init; }

    /// <summary>What must hold and is not known to hold, each checkable.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>Facts that can still change the answer, the most telling first; none when it is final.</summary>
    public required IReadOnlyList<MissingFact> Missing { get; init; }

    /// <summary>Every rule that applies, strictest first; beside those that give the answer stand those that may.</summary>
    public required IReadOnlyList<DecisionReason> Reasons { get; init; }

    /// <summary>The next step.</summary>
    public required NextStep Next { get; init; }

    /// <summary>Facts that were used.</summary>
    public required IReadOnlyList<KnownFact> Facts { get; init; }

    /// <summary>What goes with the answer, such as the warning of a policy past its review.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>Guidance that belongs to it.</summary>
    public required IReadOnlyList<GuidanceReference> Guidance { get; init; }

    /// <summary>The day whose rules were used.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Hash of the rulebook's sources.</summary>
    public required string Rulebook { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Engine { get; init; }
}

/// <summary>A decision rule that applies, or may.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Origin">policy, local or law.</param>
/// <param name="Level">What it answers here: a conditional rule whose conditions are all met allows.</param>
/// <param name="Category">What kind of matter.</param>
/// <param name="Clauses">Ids of the clauses.</param>
/// <param name="Sections">Their sections, as printed.</param>
/// <param name="Findings">Always empty: decision rules look at facts alone. There so that reasons of a verdict and of an answer have one shape.</param>
/// <param name="Why">In plain words.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record DecisionReason(
    string Rule, string Origin, [property: JsonPropertyName("verdict")] AnswerLevel Level, string Category, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections,
    IReadOnlyList<int> Findings, string Why, string? Advice)
{
    /// <summary>The conditions of a conditional rule.</summary>
    public IReadOnlyList<RuleCondition>? Conditions { get; init; }

    /// <summary>Where the policy is unclear or contradicts itself: how it is read here. The reading is ours.</summary>
    public string? Reading { get; init; }

    /// <summary>Facts that decide whether it applies; null when it does.</summary>
    public IReadOnlyList<string>? Open { get; init; }

    /// <summary>Whom to turn to because of this reason.</summary>
    public NextStep? Next { get; init; }
}

/// <summary>One condition of a conditional rule.</summary>
/// <param name="Words">What must hold.</param>
/// <param name="Met">yes, no or unknown.</param>
public sealed record RuleCondition(string Words, string Met);

/// <summary>Guidance that belongs to an answer.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">leaflet, poster, help ...</param>
public sealed record GuidanceReference(string Id, string Title, string Kind);
