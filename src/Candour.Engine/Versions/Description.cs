using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Versions;

/// <summary>A rulebook as what is compared: each of its parts in words.</summary>
/// <param name="rulebook">One version.</param>
/// <param name="clauses">Which clause is which in the later version, so that a rule that cites a moved clause has not changed; none for the later version itself.</param>
internal sealed class Description(Rulebook rulebook, IReadOnlyList<(Clause? Was, Clause? Now)> clauses)
{
    private readonly Dictionary<string, string> _sections = rulebook.Clauses.ToDictionary(c => c.Id, c => c.Section);

    private readonly Dictionary<string, string> _later = clauses.Where(p => p is { Was: not null, Now: not null }).ToDictionary(p => p.Was!.Id, p => p.Now!.Section);

    public static Subject Of(Clause clause) => new(clause.Id, clause.Section, clause.Heading,
    [
        new("section", clause.Section, "moved"),
        new("heading", clause.Heading, "reworded"),
        new("wording", clause.Says, "reworded"),
        new("force", clause.Modality.Replace('-', ' '), Strength: clause.Modality switch { "must" => 2, "should" => 1, "should-not" => -1, "must-not" => -2, _ => 0 }),
        new("it speaks to", List(clause.Actors)),
        new("it applies", clause.When, "other circumstances"),
        new("a breach leads to", clause.Consequence),
    ]);

    public Subject Policy() => new(rulebook.Id, null, rulebook.Title,
    [
        new("title", rulebook.Title),
        new("reference", rulebook.Reference),
        new("purpose", rulebook.Purpose, "reworded"),
        new("organisations", string.Join(" and ", rulebook.Organisations)),
        new("short names of the organisations", List(rulebook.ShortNames)),
        new("in force from", Day(rulebook.InForce)),
        new("review due", Day(rulebook.ReviewDue)),
        new("expires", Day(rulebook.Expires)),
        new("owner", rulebook.Owner),
        new("whose reading it is", rulebook.Reading),
        new("where no rule speaks", rulebook.Decisions is { } decisions ? Told(decisions.OtherwiseWho, decisions.OtherwiseHow) : null),
    ]);

    public IEnumerable<Subject> Content() => rulebook.Content.Select(r => new Subject(r.Id, Sections(r.Because), r.Why,
    [
        new("verdict", r.Verdict is Level.Clear ? "clear (a permission)" : Word(r.Verdict), Strength: (int)r.Verdict),
        new("kind of matter", Categories.Title(r.Category)),
        new("it applies when", ConditionWords.Of(r.When), "other circumstances"),
        new("it takes away", List(r.Overrides)),
        new("why", r.Why, "reworded"),
        new("advice", r.Advice, "reworded"),
        new("whom to turn to", Told(r.NextWho, r.NextHow)),
        Cites(r.Because),
        new("it comes from", Origin(r.Origin, r.Source, r.Checked)),
    ]));

    public IEnumerable<Subject> Decisions() => (rulebook.Decisions?.Rules ?? []).Select(r => new Subject(r.Id, Sections(r.Because), r.Why,
    [
        new("answer", AnswerComparison.Word(r.Answer), Strength: (int)r.Answer),
        new("kind of matter", Categories.Title(r.Category)),
        new("it applies when", ConditionWords.Of(r.When), "other circumstances"),
        new("on conditions", r.Conditions.Count == 0 ? null : string.Join(" ", r.Conditions.Select(c => c.Words)), "other conditions"),
        new("a condition is known to hold when", r.Conditions.All(c => c.Met is null) ? null : string.Join("; ", r.Conditions.Select(c => c.Met).OfType<Condition>().Select(c => ConditionWords.Of(c))), "other conditions"),
        new("it takes away", List(r.Overrides)),
        new("why", r.Why, "reworded"),
        new("advice", r.Advice, "reworded"),
        new("our reading", r.Reading, "reworded"),
        new("whom to turn to", Told(r.NextWho, r.NextHow)),
        Cites(r.Because),
        new("it comes from", Origin(r.Origin, r.Source, r.Checked)),
    ]));

    public IEnumerable<Subject> Guidance() => rulebook.Guidance.Select(g => new Subject(g.Id, Sections(g.Because), g.Title,
    [
        new("title", g.Title, "reworded"),
        new("kind", g.Kind),
        new("for", g.Audience),
        new("shown when", g.When is null ? null : ConditionWords.Of(g.When), "other circumstances"),
        new("found by", List(g.About)),
        new("text", g.Body, "reworded"),
        Cites(g.Because),
    ]));

    public IEnumerable<Subject> Contacts() => rulebook.Contacts.Select(c => new Subject(c.Id, null, c.Name, [new("name", c.Name), new("how", c.How, "reworded")]));

    public IEnumerable<Subject> Settings() => rulebook.Settings.Select(s => new Subject(s.Id, null, s.Id.Replace('-', ' '), [new("value", s.Value), new("reason", s.Reason, "reworded")]));

    public IEnumerable<Subject> Platforms() => rulebook.Platforms.Select(p => new Subject(p, null, p.Replace('-', ' '), []));

    public IEnumerable<Subject> Roles() => rulebook.Roles.Select(r => new Subject(r.Name, null, r.Name, [new("it corresponds to", r.Is.Replace('-', ' '))]));

    public IEnumerable<Subject> Warnings() => rulebook.Warnings.Select(w => new Subject(w.State, w.Because.Count == 0 ? null : Sections(w.Because), w.State, [new("words", w.Words, "reworded"), Cites(w.Because)]));

    public IEnumerable<Subject> Terms() => new[]
    {
        ("the organisation", rulebook.Terms.Organisations), ("a site", rulebook.Terms.Sites), ("an internal system", rulebook.Terms.Systems), ("an official account", rulebook.Terms.OfficialAccounts),
    }.SelectMany(g => g.Item2.Select(name => new Subject($"{g.Item1}: {name}", null, $"{name} ({g.Item1})", [])));

    private Field Cites(IReadOnlyList<string> because) => new("it cites", because.Count == 0 ? null : Sections(because))
    {
        Compared = string.Join(", ", because.Select(id => _later.GetValueOrDefault(id) ?? _sections[id]).Distinct()),
    };

    private string Sections(IReadOnlyList<string> because) => string.Join(", ", because.Select(id => _sections[id]).Distinct());

    private string? Told(string? who, string? how) => who switch
    {
        null => null,
        "you" => how ?? "you",
        _ => rulebook.Contacts.First(c => c.Id == who).Name + (how is null ? "" : $": {how}"),
    };

    private static string Origin(string origin, string? source, DateOnly? day) => source is null ? origin : $"{origin}: {source}{(day is null ? "" : $" (checked {Day(day)})")}";

    private static string? List(IReadOnlyList<string> words) => words.Count == 0 ? null : string.Join(", ", words);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Word(Level level) => level.ToString().ToLowerInvariant();
}
