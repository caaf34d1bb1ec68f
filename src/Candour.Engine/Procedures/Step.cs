using System.Text.Json.Serialization;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>What a step is.</summary>
public enum StepKind
{
    /// <summary>Something to do.</summary>
    Do,

    /// <summary>Somebody is told.</summary>
    Tell,

    /// <summary>Passed on to somebody outside or another role.</summary>
    HandOver,

    /// <summary>Something is written down.</summary>
    Record,

    /// <summary>A matter of fact.</summary>
    Ask,

    /// <summary>A person's decision.</summary>
    Choose,

    /// <summary>Decided by rule, from facts; nobody answers it.</summary>
    Decide,

    /// <summary>Until something has happened or a clock has run.</summary>
    Wait,

    /// <summary>A question that must be answered before anything is destroyed.</summary>
    Stop,

    /// <summary>Here it ends; nobody answers it.</summary>
    End,
}

/// <summary>One step of a procedure.</summary>
public sealed record Step
{
    /// <summary>Pinned, never reused in its procedure.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>What is done, a word of <see cref="ActVocabulary"/>; null for questions, waits and ends.</summary>
    public string? Act { get; init; }

    /// <summary>Whom it falls to: a role's id, or <c>you</c>, <c>line-manager</c>, <c>affected</c>, <c>reporter</c>.</summary>
    public string Who { get; init; } = Roles.You;

    /// <summary>Nobody else may.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Only { get; init; }

    /// <summary>Roles that take part too; the answer names all of them.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Roles that are told, or to which it is passed on.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>In plain words.</summary>
    public required string Say { get; init; }

    /// <summary>When it binds; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;

    /// <summary>It may be skipped, with a recorded reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Should { get; init; }

    /// <summary>It opens together with the step before it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Alongside { get; init; }

    /// <summary>Open from the start; blocks nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Anytime { get; init; }

    /// <summary>The fact that it answers, for ask, choose, decide and stop: a question of the procedure or a fact of the engine.</summary>
    public string? Asks { get; init; }

    /// <summary>The answer must give a reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Reason { get; init; }

    /// <summary>For a stop question: the values on which the walk ends, each with the procedure that is opened or the end that is reached.</summary>
    public IReadOnlyDictionary<string, string>? Stops { get; init; }

    /// <summary>For decide: the rules in order; the last has no condition.</summary>
    public IReadOnlyList<DecideRule> Rules { get; init; } = [];

    /// <summary>What is written down.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>Registers into which an entry is made.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>What opens again after it.</summary>
    public Again? Again { get; init; }

    /// <summary>By when.</summary>
    public Due? Due { get; init; }

    /// <summary>A guidance sheet to read or hand out.</summary>
    public string? Sheet { get; init; }

    /// <summary>A letter to send.</summary>
    public string? Letter { get; init; }

    /// <summary>A warning and support contacts come first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Distressing { get; init; }

    /// <summary>For an end: how the matter came out.</summary>
    public string? Outcome { get; init; }

    /// <summary>For an end: procedures that may be opened next.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>Every condition of it.</summary>
    internal IEnumerable<Condition> Conditions() => Rules.Select(r => r.When).Append(When).Append(Again?.When).OfType<Condition>();

    /// <summary>Every clause that something of it cites.</summary>
    public IEnumerable<string> Clauses() => Because.Concat(Due?.Because ?? []).Concat(Rules.SelectMany(r => r.Because)).Distinct();
}

/// <summary>One rule of a step that decides.</summary>
/// <param name="Value">A value of the question that the step answers.</param>
/// <param name="When">When it holds; null for always.</param>
/// <param name="Why">In plain words.</param>
/// <param name="Because">The clauses.</param>
public sealed record DecideRule(string Value, Condition? When, string Why, IReadOnlyList<string> Because);

/// <summary>What opens again after a step.</summary>
/// <param name="From">The first step that opens again.</param>
/// <param name="When">When it does.</param>
public sealed record Again(string From, Condition When);

/// <summary>By when a step is to be done.</summary>
/// <param name="Within">How long; from the setting where there is one.</param>
/// <param name="From"><c>start</c>, a step's id (when it was answered), or the id of a field of kind day or time.</param>
/// <param name="Because">The clauses that say so; those of the step where none stand here.</param>
public sealed record Due(Period Within, string From, IReadOnlyList<string> Because)
{
    /// <summary>Counted from the beginning of the walk.</summary>
    public const string Start = "start";

    /// <summary>Where the period comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;

    /// <summary>The setting that holds it, for a local one; a walk counts by the value that its rulebook has.</summary>
    public string? Setting { get; init; }

    /// <summary>Whoever handles the case may stop the clock for a reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayStop { get; init; }

    /// <summary>Whoever handles the case may give more time for a reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayExtend { get; init; }

    /// <summary>How much more at most, all extensions together; null where nothing says.</summary>
    public Period? ExtendAtMost { get; init; }
}

/// <summary>Something that is written down once in a case.</summary>
/// <param name="Id">Pinned; a register's column of the same id takes it.</param>
/// <param name="Label">For people.</param>
/// <param name="Kind">text, day, time, number, yes-no, choice, list, reference or person.</param>
public sealed record Field(string Id, string Label, string Kind)
{
    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["text", "day", "time", "number", "yes-no", "choice", "list", "reference", "person"];

    /// <summary>The step cannot be answered without it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Required { get; init; }

    /// <summary>Not everybody who reads the case or register reads it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Restricted { get; init; }

    /// <summary>For a choice: the values with their words.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>For a list: the fields of each row.</summary>
    public IReadOnlyList<Field> Of { get; init; } = [];
}
