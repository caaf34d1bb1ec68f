using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>What becomes of the clock of an open step. The step itself stays as it is.</summary>
/// <param name="Do"><see cref="Stop"/>, <see cref="GoOn"/> or <see cref="Extend"/>.</param>
/// <param name="By">How much more time, for an extension.</param>
public sealed record ClockChange(string Do, Period? By = null)
{
    /// <summary>It stands still from now.</summary>
    public const string Stop = "stop";

    /// <summary>It goes on from now.</summary>
    public const string GoOn = "go-on";

    /// <summary>There is more time.</summary>
    public const string Extend = "extend";
}

/// <summary>What became of the clock of one step so far.</summary>
/// <param name="Pauses">Times during which it stood still, in order; the last may still last.</param>
/// <param name="Extensions">More time that somebody gave, in order.</param>
internal sealed record StepClock(IReadOnlyList<Pause> Pauses, IReadOnlyList<Extension> Extensions)
{
    public static StepClock Untouched { get; } = new([], []);

    public bool IsStopped => Pauses.Count > 0 && Pauses[^1].To is null;

    public StepClock After(ClockChange change, string reason, DateTimeOffset at) => change.Do switch
    {
        ClockChange.Stop => this with { Pauses = [.. Pauses, new(at, null, reason)] },
        ClockChange.GoOn => this with { Pauses = [.. Pauses.Take(Pauses.Count - 1), Pauses[^1] with { To = at }] },
        _ => this with { Extensions = [.. Extensions, new(change.By!, reason)] },
    };

    /// <summary>Why a change cannot be, or null.</summary>
    /// <param name="open">The step.</param>
    /// <param name="change">What is wanted.</param>
    /// <param name="at">When.</param>
    public static (string Code, string What, string Why, string ToDo)? Refuse(OpenStep open, ClockChange change, DateTimeOffset? at)
    {
        if (open.Due is not { From: not null, Within.IsCounted: true } due || at is not { } now)
        {
            return (StepRefusal.NoClock, "No clock runs for this step.", open.Due is { Within.IsCounted: false } ? $"It is to be done {open.Due.Within}." : "Nothing says by when, or nobody has said yet since when.", "Do the step, or leave it open.");
        }

        var (rule, clock) = (open.Step.Due!, due.Clock);
        switch (change.Do)
        {
            case ClockChange.Stop when clock.IsStopped:
                return (StepRefusal.ClockStands, "The clock stands still already.", clock.Pauses[^1].Reason, "Let it go on first.");
            case ClockChange.Stop when due.Until()?.LateAfter <= now:
                return (StepRefusal.ClockOver, "The time is over, so there is nothing to stop.", due.Words, "Give more time where that is allowed, or do the step.");
            case ClockChange.Stop:
                return rule.MayStop ? null : Fixed("stopped");
            case ClockChange.GoOn:
                return clock.IsStopped ? null : (StepRefusal.ClockStands, "The clock runs.", "Nobody stopped it.", "Nothing needs to be done.");
            case ClockChange.Extend when change.By is { IsCounted: true } by:
                return !rule.MayExtend ? Fixed("extended")
                    : rule.ExtendAtMost is { } most && (by.Unit != most.Unit || clock.Extensions.Sum(e => e.By.Count) + by.Count > most.Count)
                        ? (StepRefusal.ClockLimit, $"{by} more is more than there may be.", $"All extensions together may come to {most}.", "Give less, in the same unit.")
                    : null;
            default:
                return (StepRefusal.Value, "That is nothing that a clock does.", $"It is stopped ({ClockChange.Stop}), goes on ({ClockChange.GoOn}), or gets more time ({ClockChange.Extend}) by {Period.Form}.", "Choose one of the three.");
        }

        (string, string, string, string) Fixed(string what) => (StepRefusal.ClockFixed, $"This clock cannot be {what}.",
            $"{due.Within} {(due.Origin.Kind is "law" ? "is law" : "stands in the policy")}, and nothing there lets anybody move it.", "Do the step in time; if that cannot be, write down why as a note.");
    }
}
