using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>How a draft stands, least strict first.</summary>
public enum Level
{
    /// <summary>Nothing stands against it.</summary>
    Clear,

    /// <summary>The writer's choice; think about this first.</summary>
    Consider,

    /// <summary>Not as it stands: make the named change, get the named agreement, or supply the named fact.</summary>
    Ask,

    /// <summary>Do not publish.</summary>
    Stop,
}

/// <summary>The answer to "may this be published?". In JSON as in ARCHITECTURE.md, section "The command line".</summary>
public sealed record Verdict
{
    /// <summary>The rulebook that answered.</summary>
    public required PolicyReference Policy { get; init; }

    /// <summary>The strictest of the reasons; clear without any.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("verdict")]
    public required Level Level { get; init; }

    /// <summary>Every rule that applied, strictest first.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What was seen, in the order of the text.</summary>
    public required IReadOnlyList<SeenFinding> Findings { get; init; }

    /// <summary>Facts that nobody gave and that could change the verdict.</summary>
    public required IReadOnlyList<MissingFact> Missing { get; init; }

    /// <summary>Facts that were used.</summary>
    public required IReadOnlyList<KnownFact> Facts { get; init; }

    /// <summary>Settings that differ from the rulebook's defaults.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>What goes with the verdict without changing it; support contacts first.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>The smallest changes found that make the verdict milder, each checked again.</summary>
    public required IReadOnlyList<Edit> Edits { get; init; }

    /// <summary>What was not looked at, and why.</summary>
    public required IReadOnlyList<Unchecked> NotChecked { get; init; }

    /// <summary>Which readers of meaning were used, with their scores.</summary>
    public required IReadOnlyList<ReaderScores> Readers { get; init; }

    /// <summary>The next step.</summary>
    public required NextStep Next { get; init; }

    /// <summary>The day whose rules were used.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Hash of the rulebook's sources.</summary>
    public required string Rulebook { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Rules that were considered and why they did not apply; only with <c>--explain</c>.</summary>
    public IReadOnlyList<Unapplied>? Considered { get; init; }
}

/// <summary>Which rulebook.</summary>
/// <param name="Id">Such as <c>las</c>.</param>
/// <param name="Reference">The document's own.</param>
/// <param name="Version">Such as <c>3.2</c>.</param>
/// <param name="State">In force, review overdue, expired, superseded.</param>
public sealed record PolicyReference(string Id, string Reference, string Version, string State);

/// <summary>A rule that applied.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Origin">policy, local or law.</param>
/// <param name="Verdict">As strict as it is here: an unknown fact or a reader's score alone makes it milder than the rule says.</param>
/// <param name="Category">What kind of matter.</param>
/// <param name="Clauses">Ids of the clauses.</param>
/// <param name="Sections">Their sections, as printed.</param>
/// <param name="Findings">Indices into the verdict's findings.</param>
/// <param name="Why">In plain words.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record Reason(
    string Rule, string Origin, Level Verdict, string Category, IReadOnlyList<string> Clauses, IReadOnlyList<string> Sections,
    IReadOnlyList<int> Findings, string Why, string? Advice)
{
    /// <summary>Whom to turn to because of this reason.</summary>
    public NextStep? Next { get; init; }
}

/// <summary>A finding as shown.</summary>
/// <param name="Kind">What was seen.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Text">The words; left out of a kept verdict.</param>
/// <param name="Score">How sure, 0 to 1.</param>
/// <param name="Why">In plain words.</param>
public sealed record SeenFinding(string Kind, int Start, int End, string? Text, double Score, string Why)
{
    /// <summary>A narrower word.</summary>
    public string? Topic { get; init; }

    /// <summary>The part of the draft; left out for the text itself.</summary>
    public DraftPart? In { get; init; }

    /// <summary>Whom it is about; left out for nobody.</summary>
    public Bearer? About { get; init; }

    /// <summary>It does not count against the writer.</summary>
    public bool? Lifted { get; init; }

    /// <summary>Indices of the findings that a composite one is reckoned from.</summary>
    public IReadOnlyList<int>? Of { get; init; }
}

/// <summary>A fact worth asking for.</summary>
/// <param name="Fact">Its name.</param>
/// <param name="Question">How to ask.</param>
/// <param name="Values">What may be answered.</param>
public sealed record MissingFact(string Fact, string Question, IReadOnlyList<string> Values);

/// <summary>A fact that was used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, several joined by commas.</param>
/// <param name="From">given, text or register.</param>
/// <param name="Start">Where in the text.</param>
/// <param name="End">One past.</param>
public sealed record KnownFact(string Name, string Value, Facts.FactSource From, int? Start, int? End);

/// <summary>Something to know that changes nothing.</summary>
/// <param name="Clauses">Where it comes from.</param>
/// <param name="Words">What to know.</param>
public sealed record Note(IReadOnlyList<string> Clauses, string Words);

/// <summary>A change of the text.</summary>
/// <param name="Start">First UTF-16 code unit replaced.</param>
/// <param name="End">One past the last.</param>
/// <param name="Replacement">What goes there; empty to leave it out.</param>
/// <param name="Clears">Indices of the reasons that all edits together take away.</param>
public sealed record Edit(int Start, int End, string Replacement, IReadOnlyList<int> Clears);

/// <summary>What was not looked at.</summary>
/// <param name="What">The thing.</param>
/// <param name="Why">The reason.</param>
public sealed record Unchecked(string What, string Why);

/// <summary>A reader and what it said.</summary>
/// <param name="Name">none, quick or close.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Hash of its weights; null without weights.</param>
/// <param name="Scores">Logit by head, not a probability.</param>
public sealed record ReaderScores(string Name, string Version, string? Sha256, IReadOnlyDictionary<string, double> Scores);

/// <summary>Whom to turn to.</summary>
/// <param name="Who">A contact's id, or <c>you</c>.</param>
/// <param name="How">What to do.</param>
public sealed record NextStep(string Who, string How);

/// <summary>A rule that did not apply.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Why">Which part of its condition was not met.</param>
public sealed record Unapplied(string Rule, string Why);
