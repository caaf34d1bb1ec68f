using System.Security.Cryptography;
using System.Text;
using Candour.Engine.Decisions;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads a rulebook from the YAML files of its folder. Used when compiling, checking and testing; the product reads the compiled form.</summary>
public static class RulebookFolder
{
    // Whoever writes in distress or raises a concern must always be sent to somebody.
    private static readonly string[] NeededContacts = ["speak-up", "union", "support"];

    private static readonly string[] Modalities = ["must", "must-not", "should", "should-not", "may", "fact"];

    /// <summary>Reads and validates.</summary>
    /// <param name="folder">Such as <c>rulebooks/las/3.2</c>.</param>
    /// <returns>The rulebook, null when it cannot be used, and every problem found, in the order of files and lines.</returns>
    public static (Rulebook? Rulebook, IReadOnlyList<Problem> Problems) Read(string folder)
    {
        var problems = new List<Problem>();
        var clauses = ReadClauses(folder, problems);
        var head = Root(folder, "rulebook.yaml", problems);
        if (head is null)
        {
            return (null, problems);
        }

        var rulebook = ReadHead(head, clauses, out var conditions);
        if (Root(folder, "content.yaml", problems, optional: true) is { } content)
        {
            rulebook = rulebook with { Content = ReadRules(content.Only("rules"), rulebook, conditions) };
        }

        if (Root(folder, "decisions.yaml", problems, optional: true) is { } decisions)
        {
            rulebook = rulebook with { Decisions = new DecisionReader(rulebook, conditions).Read(decisions) };
        }

        rulebook = rulebook with { Guidance = GuidanceFolder.Read(folder, rulebook, conditions, problems) };
        rulebook = WithProcedures(folder, rulebook, conditions, problems);
        return (problems.Count == 0 ? rulebook with { Stamp = StampOf(folder) } : null, problems);
    }

    private static Rulebook WithProcedures(string folder, Rulebook rulebook, Dictionary<string, Condition> conditions, List<Problem> problems)
    {
        var registers = new RegisterReader(rulebook);
        rulebook = rulebook with
        {
            Registers = Root(folder, "registers.yaml", problems, optional: true) is { } file ? registers.Registers(file) : [],
            Matters = Root(folder, "access.yaml", problems, optional: true) is { } access ? registers.Matters(access) : [],
            Letters = LetterFolder.Read(folder, rulebook, problems),
        };
        rulebook = rulebook with { Procedures = new ProcedureFolder(rulebook, conditions).Read(folder, problems) };
        LetterFolder.RefuseUnknownBlanks(rulebook, problems);
        return rulebook;
    }

    /// <summary>Hash over names and contents of everything that the compiled form depends on.</summary>
    /// <param name="folder">Such as <c>rulebooks/las/3.2</c>.</param>
    public static string StampOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".yaml" or ".md").Select(f => (Name: Name(folder, f), Path: f))
            .Where(f => !f.Name.StartsWith("examples/", StringComparison.Ordinal) && !f.Name.StartsWith("runs/", StringComparison.Ordinal)).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\0"));
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file.Path).ReplaceLineEndings("\n") + "\0"));
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static YamlItem? Root(string folder, string name, List<Problem> problems, bool optional = false)
    {
        var path = Path.Combine(folder, name);
        var file = new YamlFile(name, problems);
        if (!File.Exists(path))
        {
            if (!optional)
            {
                file.Note(0, $"There is no {name} in {folder}. A rulebook needs one; docs/reference/rulebook-form.md shows it.");
            }

            return null;
        }

        using var reader = File.OpenText(path);
        return file.Read(reader);
    }

    internal static IEnumerable<string> FilesIn(string folder, string sub) =>
        Directory.Exists(Path.Combine(folder, sub))
            ? Directory.EnumerateFiles(Path.Combine(folder, sub), "*.yaml").Select(f => Name(folder, f)).Order(StringComparer.Ordinal)
            : [];

    private static string Name(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static List<Clause> ReadClauses(string folder, List<Problem> problems)
    {
        var read = new List<(int Order, Clause Clause)>();
        var places = new Dictionary<string, string>();
        foreach (var name in FilesIn(folder, "clauses"))
        {
            foreach (var item in Root(folder, name, problems)?.Only("clauses").Get("clauses")?.Items() ?? [])
            {
                var clause = ReadClause(item);
                if (!places.TryAdd(clause.Id, $"{name}:{item.Line}"))
                {
                    item.Note($"Clause `{clause.Id}` stands at {places[clause.Id]} already. Give each clause an id of its own.");
                }

                read.Add(((int)(item.Number("order") ?? read.Count), clause));
            }
        }

        if (read.Count == 0)
        {
            problems.Add(new("clauses", 0, "There are no clauses. Bring them over with scripts/import-inventory, or write clauses/<section>.yaml."));
        }

        return [.. read.OrderBy(r => r.Order).Select(r => r.Clause)];
    }

    private static Clause ReadClause(YamlItem item)
    {
        item.Only("id", "order", "section", "heading", "says", "modality", "actors", "topic", "controls", "when", "consequence", "needs", "text", "documentUrl");
        var modality = item.Need("modality");
        return new()
        {
            Id = item.Need("id"),
            Section = item.Need("section"),
            Heading = item.Need("heading"),
            Says = item.Need("says"),
            Modality = item.OneOf("modality", modality, Modalities),
            Actors = item.Words("actors"),
            Topic = item.Need("topic"),
            Controls = item.Words("controls"),
            When = item.Maybe("when"),
            Consequence = item.Maybe("consequence"),
            Needs = item.Need("needs"),
        };
    }

    private static Rulebook ReadHead(YamlItem head, List<Clause> clauses, out Dictionary<string, Condition> conditions)
    {
        head.Only("id", "title", "purpose", "reference", "version", "organisations", "inForce", "reviewDue", "expires", "reading", "owner", "nation", "roles", "contacts",
            "terms", "platforms", "settings", "exampleTerms", "conditions", "warnings");
        var rulebook = new Rulebook
        {
            Id = head.Need("id"),
            Title = head.Need("title"),
            Reference = head.Need("reference"),
            Version = head.Need("version"),
            Organisations = [.. (head.Get("organisations")?.Items() ?? []).Select(o => o.Only("name", "short").Need("name"))],
            ShortNames = [.. (head.Get("organisations")?.Items() ?? []).Select(o => o.Maybe("short")).OfType<string>()],
            InForce = head.Day("inForce") ?? Missing(head),
            ReviewDue = head.Day("reviewDue"),
            Expires = head.Day("expires"),
            Reading = head.Need("reading"),
            Purpose = head.Maybe("purpose"),
            Owner = head.Need("owner"),
            Nation = head.OneOf("nation", head.Maybe("nation") ?? Time.BankHolidays.EnglandAndWales, Time.BankHolidays.Nations),
            Roles = [.. (head.Get("roles")?.Items() ?? []).Select(r => new Role(r.Only("id", "name", "is", "up").Need("id"), r.Need("name"), r.Need("is"), r.Maybe("up")))],
            Contacts = [.. (head.Get("contacts")?.Items() ?? []).Select(c => new Contact(c.Only("id", "name", "how").Need("id"), c.Need("name"), c.Need("how")))],
            Terms = ReadTerms(head.Get("terms")),
            ExampleTerms = ReadTerms(head.Get("exampleTerms")),
            Platforms = head.Words("platforms"),
            Settings = [.. (head.Get("settings")?.Items() ?? []).Select(s => new Setting(s.Only("id", "value", "reason").Need("id"), s.Need("value"), s.Need("reason")))],
            Warnings = [.. (head.Get("warnings")?.Items() ?? []).Select(w => ReadWarning(w, clauses))],
            Clauses = clauses,
            Content = [],
        };
        foreach (var id in NeededContacts.Where(id => rulebook.Contacts.All(c => c.Id != id)))
        {
            (head.Get("contacts") ?? head).Note($"There is no contact `{id}`. Concerns, union matters and signs of self-harm are routed in every rulebook; say whom to turn to.");
        }

        foreach (var (item, role) in (head.Get("roles")?.Items() ?? []).Zip(rulebook.Roles).Where(r => r.Second.Up is not null))
        {
            ProcedureCheck.RefuseUnknown(item, "up", role.Up!, rulebook.Roles.Where(r => r.Id != role.Id).Select(r => r.Id), "other role", "Name a role of this file");
        }

        conditions = [];
        foreach (var (name, item) in head.Get("conditions")?.Entries() ?? [])
        {
            conditions[name] = new ConditionReader(conditions, rulebook.Platforms).Read(item, item);
        }

        return rulebook;
    }

    private static StateWarning ReadWarning(YamlItem item, List<Clause> clauses)
    {
        var warning = new StateWarning(item.Only("state", "words", "because").Need("state"), item.Need("words"), item.Words("because"));
        item.OneOf("state", warning.State, ["review overdue", "expired", "superseded"]);
        RefuseUnknownClauses(item, warning.Because, clauses);
        return warning;
    }

    internal static void RefuseUnknownClauses(YamlItem item, IEnumerable<string> because, IEnumerable<Clause> clauses, string key = "because")
    {
        foreach (var id in because.Where(id => clauses.All(c => c.Id != id)))
        {
            item.Get(key)!.Note($"There is no clause `{id}` in this rulebook. Cite a clause of clauses/, or bring it over first.");
        }
    }

    private static DateOnly Missing(YamlItem head)
    {
        if (head.Get("inForce") is null)
        {
            head.Note("`inForce` is missing. Give the first day on which this version binds, such as 2026-11-30.");
        }

        return default;
    }

    private static Terms ReadTerms(YamlItem? item) => item is null ? new() : new()
    {
        Organisations = item.Only("organisations", "sites", "systems", "officialAccounts").Words("organisations"),
        Sites = item.Words("sites"),
        Systems = item.Words("systems"),
        OfficialAccounts = item.Words("officialAccounts"),
    };

    private static List<ContentRule> ReadRules(YamlItem content, Rulebook rulebook, Dictionary<string, Condition> conditions)
    {
        var rules = new List<ContentRule>();
        var reader = new ConditionReader(conditions, rulebook.Platforms);
        var overriding = new List<(YamlItem Item, ContentRule Rule)>();
        foreach (var item in content.Get("rules")?.Items() ?? [])
        {
            var rule = ReadRule(item, reader);
            RefuseUnknownClauses(item, rule.Because, rulebook.Clauses);

            RefuseTwice(item, rule.Id, rules.Select(r => r.Id));

            RefuseUnknownContact(item.Get("next"), rule.NextWho, rulebook);

            rules.Add(rule);
            overriding.Add((item, rule));
        }

        foreach (var (item, rule) in overriding)
        {
            RefuseUnknownRules(item, rule.Overrides, rules.Select(r => r.Id));
        }

        return rules;
    }

    internal static void RefuseTwice(YamlItem item, string id, IEnumerable<string> before)
    {
        if (before.Contains(id))
        {
            item.Note($"Rule `{id}` stands in this file already. Give each rule an id of its own.");
        }
    }

    internal static void RefuseUnknownRules(YamlItem item, IReadOnlyList<string> overrides, IEnumerable<string> ids)
    {
        foreach (var id in overrides.Except(ids))
        {
            item.Get("overrides")!.Note($"There is no rule `{id}` to override. Name rules of this file by their ids.");
        }
    }

    internal static void RefuseUnknownContact(YamlItem? item, string? who, Rulebook rulebook)
    {
        if (who is not null and not "you" && rulebook.Contacts.All(c => c.Id != who))
        {
            item!.Note($"There is no contact `{who}`. Name it under `contacts:` in rulebook.yaml, or write `you`; there are: {string.Join(", ", rulebook.Contacts.Select(c => c.Id))}.");
        }
    }

    private static ContentRule ReadRule(YamlItem item, ConditionReader reader)
    {
        item.Only("id", "because", "origin", "source", "checked", "category", "verdict", "when", "overrides", "why", "advice", "next");
        var next = item.Get("next")?.Only("who", "how");
        var verdict = item.Need("verdict");
        item.OneOf("verdict", verdict, ["stop", "ask", "consider", "clear"]);
        var rule = new ContentRule
        {
            Id = item.Need("id"),
            Because = item.Words("because"),
            Origin = item.OneOf("origin", item.Maybe("origin") ?? "policy", ["policy", "local", "law"]),
            Source = item.Maybe("source"),
            Checked = item.Day("checked"),
            Category = item.OneOf("category", item.Need("category"), Categories.All.Select(c => c.Id)),
            Verdict = Enum.TryParse<Level>(verdict, ignoreCase: true, out var level) ? level : Level.Consider,
            When = reader.Read(item.Get("when"), item),
            Overrides = item.Words("overrides"),
            Why = item.Need("why"),
            Advice = item.Maybe("advice"),
            NextWho = next?.Need("who"),
            NextHow = next?.Maybe("how"),
        };
        RefuseUnfounded(item, rule.Id, rule.Because, rule.Origin is not "law" || (rule.Source is not null && rule.Checked is not null));

        if (rule.Verdict is not Level.Clear && rule.Overrides.Count > 0)
        {
            item.Note($"Rule `{rule.Id}` overrides others, which only a permission may. Give it `verdict: clear`, or leave `overrides:` out.");
        }

        return rule;
    }

    internal static void RefuseUnfounded(YamlItem item, string id, IReadOnlyList<string> because, bool hasSource)
    {
        if (because.Count == 0)
        {
            item.Note($"Rule `{id}` cites no clause. Give `because:` with at least one clause id.");
        }

        if (!hasSource)
        {
            item.Note($"Rule `{id}` comes from law. Give `source:` and the day it was checked.");
        }
    }
}
