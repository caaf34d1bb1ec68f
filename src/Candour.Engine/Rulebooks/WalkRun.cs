using Candour.Engine.Procedures;

namespace Candour.Engine.Rulebooks;

/// <summary>The machine form of an example of the door walk, beside the facts and the text of its <see cref="ExampleRun"/>.</summary>
public sealed record WalkRun
{
    /// <summary>The procedure that is walked; null where the finder is asked for one.</summary>
    public string? Procedure { get; init; }

    /// <summary>UK local time of the start, as <c>2026-04-02T10:00</c>; null where no clock matters.</summary>
    public DateTime? At { get; init; }

    /// <summary>The step up to which everything that is open is done.</summary>
    public string? UpTo { get; init; }

    /// <summary>Answers, in order.</summary>
    public IReadOnlyList<StepAnswer> Answers { get; init; } = [];

    /// <summary>The answer whose refusal is looked at.</summary>
    public StepAnswer? Attempt { get; init; }

    /// <summary>Why it waits for another part: accounts, content, consents, queries or document.</summary>
    public string? Later { get; init; }
}

/// <summary>What must come out of a walk.</summary>
public sealed record WalkWant
{
    /// <summary>All of these steps are open.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>The first open step.</summary>
    public string? First { get; init; }

    /// <summary>None of these steps is open.</summary>
    public IReadOnlyList<string> NotNext { get; init; } = [];

    /// <summary>All of these steps may still come.</summary>
    public IReadOnlyList<string> Ahead { get; init; } = [];

    /// <summary>No step that is open or may still come does one of these acts.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Whom the first open step falls to, after routing.</summary>
    public string? Who { get; init; }

    /// <summary>The step at which it ended, or <c>no</c>.</summary>
    public string? Ended { get; init; }

    /// <summary>The code of the refusal.</summary>
    public string? Refused { get; init; }

    /// <summary>All of these acts are shown as forbidden.</summary>
    public IReadOnlyList<string> Forbids { get; init; } = [];

    /// <summary>All of these registers have been written.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>All of these fields are asked at the open steps.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The day or instant by which the first open step with a clock is due.</summary>
    public string? Due { get; init; }

    /// <summary>All of these procedures are opened or offered.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>All of these sheets go with the open steps.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>All of these letters go with the open steps.</summary>
    public IReadOnlyList<string> Letters { get; init; } = [];

    /// <summary>What was decided by rule.</summary>
    public IReadOnlyDictionary<string, string> Decided { get; init; } = new Dictionary<string, string>();

    /// <summary>All of these procedures are among the first three that the finder names.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];
}
