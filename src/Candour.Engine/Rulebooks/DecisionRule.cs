using Candour.Engine.Decisions;

namespace Candour.Engine.Rulebooks;

/// <summary>A rule that answers "may I ...?" from facts alone.</summary>
public sealed record DecisionRule
{
    /// <summary>Pinned, never reused: policy, section and a word.</summary>
    public required string Id { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>policy, local or law.</summary>
    public string Origin { get; init; } = "policy";

    /// <summary>Where a rule of law is written; required for <c>law</c>.</summary>
    public string? Source { get; init; }

    /// <summary>When that source was checked.</summary>
    public DateOnly? Checked { get; init; }

    /// <summary>One of the categories of the engine.</summary>
    public string Category { get; init; } = "other";

    /// <summary>What it answers when it applies. <see cref="AnswerLevel.NotCovered"/> takes the matter out of the policy: no other rule counts then.</summary>
    public required AnswerLevel Answer { get; init; }

    /// <summary>When it applies: facts only.</summary>
    public required Condition When { get; init; }

    /// <summary>What must hold, for a conditional answer; it becomes <see cref="AnswerLevel.Allow"/> once all are known to hold.</summary>
    public IReadOnlyList<DecisionCondition> Conditions { get; init; } = [];

    /// <summary>Rules that it takes away, for allow and conditional.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Why, in plain words.</summary>
    public required string Why { get; init; }

    /// <summary>What to do instead, or with it.</summary>
    public string? Advice { get; init; }

    /// <summary>Where the policy is unclear or contradicts itself: how it is read here.</summary>
    public string? Reading { get; init; }

    /// <summary>A contact's id, or <c>you</c>.</summary>
    public string? NextWho { get; init; }

    /// <summary>What they are asked for; the contact's own words when not said.</summary>
    public string? NextHow { get; init; }
}

/// <summary>Something that must hold for a conditional answer.</summary>
/// <param name="Words">For the person, as something that can be checked.</param>
/// <param name="Met">When it is known to hold; null where no fact says so.</param>
public sealed record DecisionCondition(string Words, Condition? Met);

/// <summary>All decision rules of a rulebook.</summary>
public sealed record DecisionRules
{
    /// <summary>Whom to ask where no rule speaks: a contact's id, or <c>you</c>.</summary>
    public required string OtherwiseWho { get; init; }

    /// <summary>What to ask them.</summary>
    public required string OtherwiseHow { get; init; }

    /// <summary>The rules, in the order of the file.</summary>
    public required IReadOnlyList<DecisionRule> Rules { get; init; }
}

/// <summary>What the policy says of itself in a state: past its review, expired.</summary>
/// <param name="State">As <see cref="Rulebook.StateOn"/> says it.</param>
/// <param name="Words">The warning that goes with every answer.</param>
/// <param name="Because">The clauses it comes from; none where it is ours.</param>
public sealed record StateWarning(string State, string Words, IReadOnlyList<string> Because);
