using Candour.Engine.Decisions;
using Candour.Engine.Procedures;
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

    public IEnumerable<Subject> Procedures() => rulebook.Procedures.Select(p => new Subject(p.Id, Cited(p.Because), p.Title,
    [
        new("title", p.Title, "reworded"),
        new("kind of matter", p.Kind),
        new("for", p.Audience),
        new("what is urgent", p.Urgent, "reworded"),
        new("offered when", p.When is null ? null : ConditionWords.Of(p.When, p.Questions), "other circumstances"),
        new("situations", string.Join("; ", p.Situations), "reworded"),
        new("found by", List(p.About)),
        new("keeps", p.KeepsNothing ? "nothing" : null),
        new("order of the steps", List([.. p.Steps.Select(s => s.Id)]), "other order"),
        Cites(p.Because),
    ]));

    public IEnumerable<Subject> Steps() => rulebook.Procedures.SelectMany(p => p.Steps.Select(s => new Subject($"{p.Id}/{s.Id}", Cited([.. s.Clauses()]), $"{p.Title}: {(s.Say.Length > 0 ? s.Say : s.Id)}",
    [
        new("kind", System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(s.Kind.ToString())),
        new("what is done", s.Act is { } act ? ActVocabulary.Find(act)!.Title : null),
        new("words", s.Say, "reworded"),
        new("it applies when", s.When is null ? null : ConditionWords.Of(s.When, p.Questions), "other circumstances"),
        new("force", s.Should ? "should" : "must", Strength: s.Should ? 1 : 2),
        new("whom it falls to", $"{NameOf(s.Who)}{(s.Only ? ", nobody else" : "")}", "other people"),
        new("who takes part", List([.. s.With.Select(NameOf)]), "other people"),
        new("who is told", List([.. s.To.Select(NameOf)]), "other people"),
        new("it asks", s.Asks is { } asks ? p.Question(asks)?.Question ?? asks : null),
        new("it stops on", s.Stops is { } stops ? string.Join(", ", stops.Select(x => $"{x.Key}: {x.Value}")) : null),
        new("decided by", s.Rules.Count == 0 ? null : string.Join("; ", s.Rules.Select(r => $"{r.Value}{(r.When is { } when ? $" if {ConditionWords.Of(when, p.Questions)}" : " otherwise")}")), "other circumstances"),
        new("written down", List([.. s.Fields.Select(f => $"{f.Label}{(f.Required ? " (needed)" : "")}")])),
        new("it records in", List(s.Records)),
        new("by when", s.Due is { } due ? $"{due.Within} from {due.From} ({due.Origin.Kind})" : null, "other times"),
        new("it opens again", s.Again is { } again ? $"from {again.From} if {ConditionWords.Of(again.When, p.Questions)}" : null),
        new("together with the step before", s.Alongside ? "yes" : null),
        new("at any time", s.Anytime ? "yes" : null),
        new("outcome", s.Outcome),
        new("it offers", List(s.Offers)),
        new("sheet", s.Sheet),
        new("letter", s.Letter),
        Cites([.. s.Clauses()]),
        new("it comes from", Origin(s.Origin.Kind, s.Origin.Source, s.Origin.Checked)),
        new("our reading", s.Origin.Reading, "reworded"),
    ])));

    public IEnumerable<Subject> ForbiddenActs() => rulebook.Procedures.SelectMany(p => p.Forbidden.Select(f => new Subject($"{p.Id}/never/{f.Act}", Cited(f.Because), $"{p.Title}: never {ActVocabulary.Find(f.Act)!.Title}",
    [
        new("words", f.Words, "reworded"),
        new("shown at", List(f.At)),
        Cites(f.Because),
        new("it comes from", Origin(f.Origin.Kind, f.Origin.Source, f.Origin.Checked)),
    ])));

    public IEnumerable<Subject> Registers() => rulebook.Registers.Select(r => new Subject(r.Id, Cited(r.Because), r.Title,
    [
        new("title", r.Title, "reworded"),
        new("it holds", r.Holds, "reworded"),
        new("columns", List([.. r.Fields.Select(f => f.Label)])),
        new("restricted columns", List([.. r.Fields.Where(f => f.Restricted).Select(f => f.Label)])),
        new("who writes", List([.. r.Writes.Select(NameOf)]), "other people"),
        new("who reads", List([.. r.Reads.Select(NameOf)]), "other people"),
        new("who reads the restricted columns", List([.. r.ReadsRestricted.Select(NameOf)]), "other people"),
        new("looked through", r.Review is { } review ? $"every {review.Every} by {NameOf(review.By)} ({review.Origin.Kind})" : null, "other times"),
        new("kept", Kept(r.Keep), "other times"),
        Cites(r.Because),
    ]));

    public IEnumerable<Subject> Matters() => rulebook.Matters.Select(m => new Subject(m.Id, Cited(m.Because), m.Title,
    [
        new("title", m.Title, "reworded"),
        new("who may see it", string.Join(", ", m.Who.Select(w => w.Role is { } role ? $"{NameOf(role)} ({w.Relation})" : w.Relation)), "other people"),
        new("kept", Kept(m.Keep), "other times"),
        Cites(m.Because),
    ]));

    public IEnumerable<Subject> Letters() => rulebook.Letters.Select(l => new Subject(l.Id, Cited(l.Because), l.Title,
    [
        new("title", l.Title, "reworded"),
        new("to", l.To),
        new("text", l.Body, "reworded"),
        Cites(l.Because),
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

    private string? Cited(IReadOnlyList<string> because) => because.Count == 0 ? null : Sections(because);

    private string NameOf(string role) => Candour.Engine.Procedures.Roles.Named.GetValueOrDefault(role) ?? rulebook.Roles.FirstOrDefault(r => r.Id == role)?.Name ?? role.Replace('-', ' ');

    private static string? Kept(Keeping? keep) => keep is null ? null : $"{keep.For} from when it was {keep.From} ({keep.Origin.Kind})";

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
