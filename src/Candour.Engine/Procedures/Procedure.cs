using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>What is done when something has happened: by whom, in which order, and what never. <c>docs/reference/procedure-form.md</c>.</summary>
public sealed record Procedure
{
    /// <summary>Pinned; the file's name without its ending.</summary>
    public required string Id { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>A kind of matter of the rulebook.</summary>
    public required string Kind { get; init; }

    /// <summary>staff, public or everyone.</summary>
    public required string Audience { get; init; }

    /// <summary>Nothing of it is kept and nobody is told: guidance for one person's eyes.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool KeepsNothing { get; init; }

    /// <summary>Clauses that the procedure as a whole gives effect to.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>What must be read in ten seconds, at most 30 words.</summary>
    public string? Urgent { get; init; }

    /// <summary>Sentences as people say them, by which it is found.</summary>
    public required IReadOnlyList<string> Situations { get; init; }

    /// <summary>Further words by which it is found.</summary>
    public IReadOnlyList<string> About { get; init; } = [];

    /// <summary>Facts under which a verdict or an answer offers it.</summary>
    public Condition? When { get; init; }

    /// <summary>What is never done.</summary>
    public IReadOnlyList<ForbiddenAct> Forbidden { get; init; } = [];

    /// <summary>Facts of this procedure alone.</summary>
    public IReadOnlyList<ProcedureQuestion> Questions { get; init; } = [];

    /// <summary>The steps, in the order of their precedence; the last is an end without a condition.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Clauses that say how the matter goes when the manager is part of it; none where the policy is silent and the routing is a local rule.</summary>
    public IReadOnlyList<string> ImplicatedBecause { get; init; } = [];

    /// <summary>A step by its id, or null.</summary>
    /// <param name="id">Such as <c>tell-senior</c>.</param>
    public Step? Step(string id) => Steps.FirstOrDefault(s => s.Id == id);

    /// <summary>A question of this procedure by its id, or null.</summary>
    /// <param name="id">Such as <c>refuses</c>.</param>
    public ProcedureQuestion? Question(string id) => Questions.FirstOrDefault(q => q.Id == id);

    /// <summary>Facts that some condition of a step reads and no step asks: they are asked in the step's place.</summary>
    public IReadOnlyList<string> AskedInPlace() =>
    [
        .. Steps.SelectMany(s => s.Rules.Select(r => r.When).Append(s.When)).OfType<Condition>().SelectMany(c => c.Tree()).Where(c => !c.Known).Select(c => c.Fact).OfType<string>().Distinct()
            .Except(Steps.Select(s => s.Asks).OfType<string>()),
    ];

    /// <summary>The values that a fact or a question of this procedure may have; null where there is none of that name, empty where any word will do.</summary>
    /// <param name="name">A question of this procedure or a fact of the engine.</param>
    /// <param name="rulebook">The rulebook it stands in.</param>
    public IReadOnlyList<string>? ValuesOf(string name, Rulebook rulebook) =>
        Question(name) is { } question ? [.. question.Values.Keys] : FactVocabulary.Find(name) is null ? null : rulebook.ValuesOf(name);

    /// <summary>Adds a fact that somebody gave: one of the engine or a question of this procedure.</summary>
    /// <param name="facts">What is known; it is added to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">One of its values; <c>unknown</c> says nothing, unless the question has it as a value.</param>
    /// <param name="rulebook">The rulebook this procedure stands in.</param>
    /// <returns>Null, or what is wrong and what to do.</returns>
    public string? Give(FactSet facts, string name, string value, Rulebook rulebook)
    {
        if (Question(name) is not { } question)
        {
            return facts.Give(name, value, rulebook.Platforms);
        }

        return question.Values.ContainsKey(value) ? facts.Add(name, value, question.Set)
            : value is "unknown" ? null
            : $"`{name}` cannot be `{value}`. It is one of: {string.Join(", ", question.Values.Keys)}, unknown.";
    }

    /// <summary>The same where an organisation chose thresholds of its own; itself where it reads none of them.</summary>
    internal Procedure WithThresholds(IReadOnlyDictionary<string, string> chosen) =>
        !Steps.SelectMany(s => s.Conditions()).SelectMany(c => c.Tree()).Any(c => c.Setting is { } id && chosen.ContainsKey(id)) ? this : this with
        {
            Steps = [.. Steps.Select(s => s with
            {
                When = s.When?.WithThresholds(chosen),
                Rules = [.. s.Rules.Select(r => r with { When = r.When?.WithThresholds(chosen) })],
                Again = s.Again is { } again ? again with { When = again.When.WithThresholds(chosen) } : null,
            })],
        };

    /// <summary>Every clause that something of it cites.</summary>
    public IEnumerable<string> Clauses() =>
        Because.Concat(ImplicatedBecause).Concat(Forbidden.SelectMany(f => f.Because)).Concat(Steps.SelectMany(s => s.Clauses())).Distinct();
}

/// <summary>Something that is never done.</summary>
/// <param name="Act">A word of <see cref="ActVocabulary"/>.</param>
/// <param name="Words">For people.</param>
/// <param name="Because">The clauses that say so.</param>
/// <param name="At">Steps where it tempts; empty: shown at every step.</param>
public sealed record ForbiddenAct(string Act, string Words, IReadOnlyList<string> Because, IReadOnlyList<string> At)
{
    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;
}

/// <summary>A fact of one procedure alone.</summary>
/// <param name="Id">Pinned; conditions name it.</param>
/// <param name="Question">How it is asked.</param>
/// <param name="Values">The values it may have, each with the words for people.</param>
public sealed record ProcedureQuestion(string Id, string Question, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Several values at once.</summary>
    public bool Set { get; init; }
}

/// <summary>Where a step, a forbidden act or a period comes from.</summary>
/// <param name="Kind">policy, local or law.</param>
/// <param name="Source">Where a rule of law is written; set for <c>law</c>.</param>
/// <param name="Checked">When that source was checked.</param>
/// <param name="Reading">Why something that the policy does not say is here; set for <c>local</c>.</param>
public sealed record Origin(string Kind, string? Source = null, DateOnly? Checked = null, string? Reading = null)
{
    /// <summary>The policy itself.</summary>
    public static Origin Policy { get; } = new("policy");

    /// <summary>For people: <c>in the policy</c>, <c>not in the policy</c>, <c>law</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words => Kind switch { "policy" => "in the policy", "law" => "law, not in the policy", _ => "not in the policy" };
}
