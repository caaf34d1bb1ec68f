using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>A step that may be answered now.</summary>
public sealed record OpenStep
{
    /// <summary>What <see cref="StepAnswer.Step"/> names: the step's id, or the name of the fact that is asked in its place.</summary>
    public required string Id { get; init; }

    /// <summary>The step; where a fact is asked, the one in whose place it stands.</summary>
    public required Step Step { get; init; }

    /// <summary>What it is; <see cref="StepKind.Ask"/> where a fact is asked in a step's place.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>In plain words.</summary>
    public required string Say { get; init; }

    /// <summary>Whom it falls to, round those who are part of the matter.</summary>
    public required RoutedRole Who { get; init; }

    /// <summary>Who takes part too.</summary>
    public IReadOnlyList<RoutedRole> With { get; init; } = [];

    /// <summary>Who is told, or to whom it is passed on.</summary>
    public IReadOnlyList<RoutedRole> To { get; init; } = [];

    /// <summary>It cannot be skipped.</summary>
    public bool Must { get; init; } = true;

    /// <summary>It blocks nothing.</summary>
    public bool Anytime { get; init; }

    /// <summary>The question it answers, for a step with values.</summary>
    public string? Asks { get; init; }

    /// <summary>The values it may be answered with, with their words; null where it is done.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>Several values at once.</summary>
    public bool Set { get; init; }

    /// <summary>The value that is known already, where the step is open for what must be written down.</summary>
    public IReadOnlyList<string>? Known { get; init; }

    /// <summary>A reason must be given.</summary>
    public bool Reason { get; init; }

    /// <summary>What is written down.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>By when; null where nothing says.</summary>
    public StepDue? Due { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The clauses behind it.</summary>
    public required IReadOnlyList<string> Clauses { get; init; }

    /// <summary>Their sections, as printed.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>What is never done, where it tempts here.</summary>
    public IReadOnlyList<ForbiddenAct> Forbidden { get; init; } = [];
}

/// <summary>By when a step is to be done.</summary>
public sealed record StepDue
{
    /// <summary>How long.</summary>
    public required Period Within { get; init; }

    /// <summary>Since when; null where that is not known, or where it is counted from nothing (at once).</summary>
    public Moment? From { get; init; }

    /// <summary>What happened then, for the explanation.</summary>
    public required string What { get; init; }

    /// <summary>Where the period comes from.</summary>
    public required Origin Origin { get; init; }

    /// <summary>The setting that holds it, for a local one.</summary>
    public string? Setting { get; init; }

    /// <summary>The clauses that say so.</summary>
    public required IReadOnlyList<string> Clauses { get; init; }

    /// <summary>Their sections, as printed.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>Whose bank holidays count.</summary>
    public required string Nation { get; init; }

    /// <summary>The setting, where an organisation chose another value than the rulebook has; null otherwise.</summary>
    public Setting? Local { get; init; }

    /// <summary>Whoever handles the case may stop it for a reason.</summary>
    public bool MayStop { get; init; }

    /// <summary>Whoever handles the case may give more time for a reason.</summary>
    public bool MayExtend { get; init; }

    /// <summary>How much more at most, all together; null where nothing says.</summary>
    public Period? ExtendAtMost { get; init; }

    /// <summary>It stands still now.</summary>
    public bool IsStopped => Clock.IsStopped;

    internal StepClock Clock { get; init; } = StepClock.Untouched;

    /// <summary>Until when, with what somebody stopped and extended; null for at once and as soon as possible, and where nobody knows since when. A clock that stands still has no day yet.</summary>
    public Deadline? Until() => Within.IsCounted && From is { } from ? new Clock(Nation).Count(Within, from, What, Clock.Pauses, Clock.Extensions) : null;

    /// <summary>For people: <c>at once</c>, or the day with how it was counted.</summary>
    public string Words => Until() is { } until ? until.Explanation
        : Within.IsCounted ? $"within {Within}, counted from: {What}, which nobody has said yet"
        : Within.ToString();
}

/// <summary>A step that may still come.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Step">The step.</param>
/// <param name="Who">Whom it would fall to as things stand.</param>
/// <param name="If">When it comes, in words; null where nothing stands in its way.</param>
public sealed record AheadStep(string Id, Step Step, RoutedRole Who, string? If);

/// <summary>A step that was answered.</summary>
/// <param name="Step">The step's id, or the name of the fact that was asked.</param>
/// <param name="Say">Its words.</param>
/// <param name="Answer">The answer.</param>
/// <param name="At">When; null where nobody said.</param>
/// <param name="Clauses">The clauses behind the step.</param>
/// <param name="Sections">Their sections, as printed.</param>
/// <param name="Round">From 1; counts how often the step was answered.</param>
public sealed record DoneStep(string Step, string Say, StepAnswer Answer, DateTimeOffset? At, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections, int Round);

/// <summary>What was decided by rule.</summary>
/// <param name="Step">The step that decides.</param>
/// <param name="Asks">The question that it answers.</param>
/// <param name="Value">Its value.</param>
/// <param name="Label">The value's words.</param>
/// <param name="Why">Why, for people.</param>
/// <param name="Clauses">The clauses behind the rule.</param>
/// <param name="Sections">Their sections, as printed.</param>
public sealed record Decided(string Step, string Asks, string Value, string Label, string Why, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections)
{
    /// <summary>Settings that act in the rule, where an organisation chose another value than the rulebook has; null for none.</summary>
    public IReadOnlyList<Setting>? Local { get; init; }
}

/// <summary>An entry of a register as the case's answers make it.</summary>
/// <param name="Register">The register's id.</param>
/// <param name="Values">By column; columns that nothing fills yet are left out.</param>
public sealed record RegisterEntry(string Register, IReadOnlyDictionary<string, FieldValue> Values);

/// <summary>How a walk ended.</summary>
/// <param name="Step">The end, or the stop question, at which it ended.</param>
/// <param name="Say">Its words.</param>
/// <param name="Outcome">How the matter came out.</param>
/// <param name="Opens">The procedure that must be opened now, after a stop question; null otherwise.</param>
/// <param name="Offers">Procedures that may be opened next.</param>
/// <param name="Clauses">The clauses behind it.</param>
/// <param name="Sections">Their sections, as printed.</param>
public sealed record WalkEnd(string Step, string Say, string? Outcome, string? Opens, IReadOnlyList<string> Offers, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections);
