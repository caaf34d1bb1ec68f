using Candour.Engine.Facts;
using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>Where a walk stands. Copied for each answer, and not changed once its walk is made.</summary>
internal sealed class WalkState
{
    public FactSet Facts { get; private init; } = new();

    /// <summary>Steps whose answer counts now.</summary>
    public HashSet<string> Answered { get; private init; } = [];

    public Dictionary<string, FieldValue> Fields { get; private init; } = [];

    /// <summary>How often each step was answered.</summary>
    public Dictionary<string, int> Rounds { get; private init; } = [];

    /// <summary>When each step, and each field's step, was answered last.</summary>
    public Dictionary<string, DateTimeOffset?> At { get; private init; } = [];

    public List<string> Records { get; private init; } = [];

    public Dictionary<string, DecideRule> Decided { get; private init; } = [];

    public List<DoneStep> Done { get; private init; } = [];

    /// <summary>Clocks that somebody stopped or extended, by step.</summary>
    public Dictionary<string, StepClock> Clocks { get; private init; } = [];

    public DateTimeOffset? Now { get; set; }

    public WalkEnd? End { get; set; }

    public static WalkState Beginning(FactSet facts, DateTimeOffset? at) => new() { Facts = facts.Copy(), Now = at };

    public WalkState Copy() => new()
    {
        Facts = Facts.Copy(), Answered = [.. Answered], Fields = new(Fields), Rounds = new(Rounds), At = new(At), Records = [.. Records], Decided = new(Decided), Done = [.. Done], Clocks = new(Clocks), Now = Now, End = End,
    };

    /// <summary>When a field of kind day or time says that something was; null where it is empty.</summary>
    public Moment? MomentOf(string field)
    {
        if (Fields.GetValueOrDefault(field)?.Text is not { } text)
        {
            return null;
        }

        var written = At.GetValueOrDefault(field);
        return FieldCheck.MomentOf(text, written is { } at ? UkTime.Day(at) : null);
    }
}
