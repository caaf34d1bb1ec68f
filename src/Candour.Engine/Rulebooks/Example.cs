namespace Candour.Engine.Rulebooks;

/// <summary>A worked example of a clause.</summary>
/// <param name="Id">Clause id, # and a number from 1.</param>
/// <param name="Given">The situation, as the inventory words it.</param>
/// <param name="Expect">What should come of it.</param>
/// <param name="Run">The machine form; null while no door runs it.</param>
public sealed record Example(string Id, string Given, string Expect, ExampleRun? Run)
{
    /// <summary>The clause it belongs to.</summary>
    public string Clause => Id[..Id.LastIndexOf('#')];
}

/// <summary>The machine form of an example.</summary>
/// <param name="Door">check, ask, walk, register, document or page.</param>
/// <param name="Text">The post.</param>
/// <param name="Facts">Facts by name; several values of a set apart by commas.</param>
/// <param name="Want">What must come out.</param>
public sealed record ExampleRun(string Door, string Text, IReadOnlyDictionary<string, string> Facts, ExampleWant Want)
{
    /// <summary>The profile's biography.</summary>
    public string? Bio { get; init; }

    /// <summary>The account's name.</summary>
    public string? AccountName { get; init; }

    /// <summary>The writer's own name.</summary>
    public string? OwnName { get; init; }

    /// <summary>What the post shares or answers.</summary>
    public string? Quoted { get; init; }

    /// <summary>Earlier posts.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>The question in free words, for the doors ask and page.</summary>
    public string? Question { get; init; }

    /// <summary>What is read, for the door page: guidance, search, answer or policy.</summary>
    public string? Page { get; init; }

    /// <summary>For the page guidance: every sheet for the audience, not those of the moment alone.</summary>
    public bool Listed { get; init; }

    /// <summary>For the door walk: what is walked, and how.</summary>
    public WalkRun? Walk { get; init; }

    /// <summary>For the door walk: what must come out, beside <see cref="Want"/>.</summary>
    public WalkWant? WalkWant { get; init; }

    /// <summary>The part that is not built yet and without which it must fail: picture, register, history, person, procedure or document.</summary>
    public string? Waits { get; init; }
}

/// <summary>What must come out of an example.</summary>
/// <param name="Verdicts">Any of these, or null.</param>
/// <param name="Category">One of these must be among the reasons with <paramref name="Section"/>, or null.</param>
/// <param name="NotCategory">None of these may be among the reasons, or null.</param>
/// <param name="Section">The clause's own section, or null.</param>
public sealed record ExampleWant(IReadOnlyList<Decisions.Level>? Verdicts, IReadOnlyList<string>? Category, IReadOnlyList<string>? NotCategory, string? Section)
{
    /// <summary>Any of these answers.</summary>
    public IReadOnlyList<Decisions.AnswerLevel>? Answers { get; init; }

    /// <summary>All of these sections among the reasons, or on the page.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>All of these facts are asked for.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether the answer is final; null where it does not matter.</summary>
    public bool? Final { get; init; }

    /// <summary>Ids of sheets or clauses that are shown.</summary>
    public IReadOnlyList<string> Shows { get; init; } = [];

    /// <summary>Ids of sheets or clauses that are not.</summary>
    public IReadOnlyList<string> NotShows { get; init; } = [];

    /// <summary>Words that stand in what is shown, whatever the case of their letters.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>Words that do not.</summary>
    public IReadOnlyList<string> NotSays { get; init; } = [];
}
