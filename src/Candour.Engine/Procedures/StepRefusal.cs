namespace Candour.Engine.Procedures;

/// <summary>Why an answer was not taken.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Step">The step that was answered.</param>
/// <param name="What">What happened.</param>
/// <param name="Why">Why it is so.</param>
/// <param name="ToDo">What to do.</param>
/// <param name="Clauses">The clauses behind it.</param>
/// <param name="Sections">Their sections, as printed.</param>
public sealed record StepRefusal(string Code, string Step, string What, string Why, string ToDo, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections)
{
    /// <summary>Something stands before the step, or its condition does not hold.</summary>
    public const string NotOpen = "step.not-open";

    /// <summary>The step cannot be skipped.</summary>
    public const string Must = "step.must";

    /// <summary>A reason is missing.</summary>
    public const string Reason = "step.reason";

    /// <summary>The step falls to somebody else.</summary>
    public const string Role = "step.role";

    /// <summary>Somebody who takes part is not named.</summary>
    public const string With = "step.with";

    /// <summary>That is no answer to this step.</summary>
    public const string Value = "step.value";

    /// <summary>There is no such step.</summary>
    public const string Unknown = "step.unknown";

    /// <summary>It was answered before.</summary>
    public const string Answered = "step.answered";

    /// <summary>A field that is needed is empty.</summary>
    public const string FieldRequired = "field.required";

    /// <summary>What is written in a field is not of its kind.</summary>
    public const string FieldKind = "field.kind";

    /// <summary>The step has no such field.</summary>
    public const string FieldUnknown = "field.unknown";

    /// <summary>No clock runs for the step.</summary>
    public const string NoClock = "clock.none";

    /// <summary>The clock stands still already, or runs already.</summary>
    public const string ClockStands = "clock.stands";

    /// <summary>The time is over.</summary>
    public const string ClockOver = "clock.over";

    /// <summary>The procedure does not let anybody move this clock.</summary>
    public const string ClockFixed = "clock.fixed";

    /// <summary>More time than the procedure allows.</summary>
    public const string ClockLimit = "clock.limit";

    /// <summary>The walk has ended.</summary>
    public const string Ended = "walk.ended";

    /// <summary>This procedure takes no files.</summary>
    public const string FileRefused = "file.refused";

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<string> Codes { get; } =
        [NotOpen, Must, Reason, Role, With, Value, Unknown, Answered, FieldRequired, FieldKind, FieldUnknown, NoClock, ClockStands, ClockOver, ClockFixed, ClockLimit, Ended, FileRefused];

    /// <summary>For people, in three sentences.</summary>
    public override string ToString() => $"{What} {Why} {ToDo}{(Sections.Count == 0 ? "" : $" [section {string.Join(", ", Sections)}]")}";
}
