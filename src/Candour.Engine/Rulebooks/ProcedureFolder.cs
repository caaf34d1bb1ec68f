using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Time;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads <c>procedures/*.yaml</c> and says what is wrong in them.</summary>
internal sealed class ProcedureFolder(Rulebook rulebook, IReadOnlyDictionary<string, Condition> named)
{
    private static readonly string[] Kinds = [.. Enum.GetValues<StepKind>().Select(k => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(k.ToString()))];

    // What a step of a kind may hold beside what all may.
    private static readonly Dictionary<StepKind, string[]> Own = new()
    {
        [StepKind.Do] = ["act"],
        [StepKind.Tell] = ["act", "to"],
        [StepKind.HandOver] = ["act", "to"],
        [StepKind.Record] = ["act", "to"],
        [StepKind.Ask] = ["asks", "reason"],
        [StepKind.Choose] = ["asks", "reason"],
        [StepKind.Decide] = ["asks", "rules"],
        [StepKind.Wait] = [],
        [StepKind.Stop] = ["asks", "stops", "reason"],
        [StepKind.End] = ["outcome", "offers"],
    };

    private static readonly string[] OfAll =
    [
        "id", "kind", "say", "when", "because", "origin", "source", "checked", "reading", "who", "only", "with", "must", "alongside", "anytime", "fields", "records", "again", "due",
        "sheet", "letter", "distressing",
    ];

    private static readonly string[] OfEnd = ["id", "kind", "say", "when", "because", "origin", "source", "checked", "reading", "outcome", "offers", "sheet", "letter", "records"];

    private static readonly string[] OfDecide = ["id", "kind", "say", "when", "because", "origin", "source", "checked", "reading", "asks", "rules", "records"];

    public IReadOnlyList<Procedure> Read(string folder, List<Problem> problems)
    {
        var read = new List<ReadProcedure>();
        foreach (var name in RulebookFolder.FilesIn(folder, "procedures"))
        {
            if (RulebookFolder.Root(folder, name, problems) is { } file)
            {
                read.Add(ReadProcedure(file, Path.GetFileNameWithoutExtension(name)));
            }
        }

        var check = new ProcedureCheck(rulebook, [.. read.Select(r => r.Procedure)]);
        foreach (var one in read)
        {
            check.Check(one);
        }

        return [.. read.Select(r => r.Procedure)];
    }

    private ReadProcedure ReadProcedure(YamlItem file, string id)
    {
        file.Only("id", "title", "kind", "keeps", "audience", "because", "urgent", "situations", "about", "when", "forbidden", "questions", "steps", "implicatedBecause");
        var questions = ReadQuestions(file);
        var conditions = new ConditionReader(named, rulebook.Platforms, factsOnly: true, questions, rulebook.Settings);
        var steps = (file.Get("steps")?.Items() ?? []).Select(i => (Item: i, Step: ReadStep(i, conditions))).ToArray();
        var forbidden = (file.Get("forbidden")?.Items() ?? []).Select(i => (Item: i, Act: ReadForbidden(i))).ToArray();
        var procedure = new Procedure
        {
            Id = file.Need("id"),
            Title = file.Need("title"),
            Kind = file.Need("kind"),
            KeepsNothing = file.Maybe("keeps") is { } keeps && file.OneOf("keeps", keeps, ["nothing"]) is "nothing",
            Audience = file.OneOf("audience", file.Need("audience"), ["staff", "public", "everyone"]),
            Because = file.Words("because"),
            Urgent = file.Maybe("urgent"),
            Situations = file.Words("situations"),
            About = file.Words("about"),
            When = file.Get("when") is { } when ? conditions.Read(when, file) : null,
            Forbidden = [.. forbidden.Select(f => f.Act)],
            Questions = questions,
            Steps = [.. steps.Select(s => s.Step)],
            ImplicatedBecause = file.Words("implicatedBecause"),
        };
        if (procedure.Id.Length > 0 && procedure.Id != id)
        {
            file.Get("id")!.Note($"The id is `{procedure.Id}` and the file is called {id}.yaml. Give both the same name.");
        }

        return new(file, procedure, [.. steps.Select(s => s.Item)], [.. forbidden.Select(f => f.Item)], [.. (file.Get("questions")?.Items() ?? [])]);
    }

    private static ProcedureQuestion[] ReadQuestions(YamlItem file)
    {
        var questions = new List<ProcedureQuestion>();
        foreach (var item in file.Get("questions")?.Items() ?? [])
        {
            var question = new ProcedureQuestion(item.Only("id", "question", "values", "set").Need("id"), item.Need("question"), Labels(item, "values")) { Set = item.Flag("set") };
            if (question.Values.Count < 2)
            {
                (item.Get("values") ?? item).Note($"Question `{question.Id}` has fewer than two values. Give `values:` with the words for each, such as {{ \"yes\": Yes, \"no\": No }}.");
            }

            if (FactVocabulary.Find(question.Id) is not null)
            {
                item.Get("id")!.Note($"`{question.Id}` is a fact of the engine already. Ask it by that name without defining it, or give the question another id.");
            }

            if (questions.Any(q => q.Id == question.Id))
            {
                item.Note($"Question `{question.Id}` stands in this procedure already. Give each question an id of its own.");
            }

            questions.Add(question);
        }

        return [.. questions];
    }

    internal static Dictionary<string, string> Labels(YamlItem item, string key)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (value, words) in item.Get(key)?.Entries() ?? [])
        {
            labels[value] = words.Scalar is { Length: > 0 } text ? text : value;
        }

        return labels;
    }

    private static ForbiddenAct ReadForbidden(YamlItem item) =>
        new(item.Only("act", "words", "because", "at", "origin", "source", "checked", "reading").Need("act"), item.Need("words"), item.Words("because"), item.Words("at")) { Origin = ReadOrigin(item) };

    /// <summary>Where something comes from, with what must go with it.</summary>
    internal static Origin ReadOrigin(YamlItem item)
    {
        var origin = new Origin(item.OneOf("origin", item.Maybe("origin") ?? "policy", ["policy", "local", "law"]), item.Maybe("source"), item.Day("checked"), item.Maybe("reading"));
        if (origin.Kind is "law" && (origin.Source is null || origin.Checked is null))
        {
            item.Note("It comes from law. Give `source:` and the day it was `checked:`.");
        }

        return origin;
    }

    private Step ReadStep(YamlItem item, ConditionReader conditions)
    {
        var word = item.OneOf("kind", item.Need("kind"), Kinds);
        var kind = Enum.TryParse<StepKind>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known : StepKind.Do;
        item.Only(kind switch { StepKind.End => OfEnd, StepKind.Decide => OfDecide, _ => [.. OfAll, .. Own[kind]] });
        return new()
        {
            Id = item.Need("id"),
            Kind = kind,
            Act = Own[kind].Contains("act") ? item.Need("act") : null,
            Who = item.Maybe("who") ?? Roles.You,
            Only = item.Flag("only"),
            With = item.Words("with"),
            To = item.Words("to"),
            Say = kind is StepKind.Decide ? item.Maybe("say") ?? "" : item.Need("say"),
            When = item.Get("when") is { } when ? conditions.Read(when, item) : null,
            Because = item.Words("because"),
            Origin = ReadOrigin(item),
            Should = item.Get("must") is not null && !item.Flag("must"),
            Alongside = item.Flag("alongside"),
            Anytime = item.Flag("anytime"),
            Asks = Own[kind].Contains("asks") ? item.Need("asks") : null,
            Reason = item.Flag("reason"),
            Stops = kind is StepKind.Stop ? Labels(item, "stops") : null,
            Rules = [.. (item.Get("rules")?.Items() ?? []).Select(r => ReadRule(r, conditions))],
            Fields = ReadFields(item, "fields"),
            Records = item.Words("records"),
            Again = item.Get("again") is { } again ? new(again.Only("from", "when").Need("from"), conditions.Read(again.Get("when"), again)) : null,
            Due = item.Get("due") is { } due ? ReadDue(due) : null,
            Sheet = item.Maybe("sheet"),
            Letter = item.Maybe("letter"),
            Distressing = item.Flag("distressing"),
            Outcome = item.Maybe("outcome"),
            Offers = item.Words("offers"),
        };
    }

    private static DecideRule ReadRule(YamlItem item, ConditionReader conditions) =>
        new(item.Only("value", "when", "why", "because").Need("value"), item.Get("when") is { } when ? conditions.Read(when, item) : null, item.Need("why"), item.Words("because"));

    private Due ReadDue(YamlItem item)
    {
        item.Only("within", "from", "origin", "setting", "source", "checked", "because", "reading", "stop", "extend");
        var setting = item.Maybe("setting");
        var words = setting is null ? item.Need("within") : rulebook.Settings.FirstOrDefault(s => s.Id == setting)?.Value ?? item.Maybe("within") ?? "at once";
        if (setting is not null && rulebook.Settings.All(s => s.Id != setting))
        {
            item.Get("setting")!.Note($"There is no setting `{setting}`. Name it under `settings:` in rulebook.yaml with a reason; there are: {string.Join(", ", rulebook.Settings.Select(s => s.Id))}.");
        }

        var (origin, extend) = (ReadOrigin(item), item.Maybe("extend"));
        var most = extend is null or "true" or "false" ? null : ReadPeriod(item, "extend", extend);
        // A time that the organisation chose itself is its own to move; one of the policy or of law only where it says so.
        var own = origin.Kind is "local";
        return new(ReadPeriod(item, setting is null ? "within" : "setting", words), item.Maybe("from") ?? Due.Start, item.Words("because"))
        {
            Origin = origin, Setting = setting, MayStop = item.Get("stop") is null ? own : item.Flag("stop"), MayExtend = extend is null ? own : extend is not "false", ExtendAtMost = most,
        };
    }

    internal static Period ReadPeriod(YamlItem item, string key, string words)
    {
        if (Period.Parse(words) is { } period)
        {
            return period;
        }

        if (words.Length > 0)
        {
            (item.Get(key) ?? item).Note($"`{words}` is no period. Write {Period.Form}.");
        }

        return new(0, PeriodUnit.AtOnce);
    }

    /// <summary>Fields of a step, of a row or of a register.</summary>
    internal static IReadOnlyList<Field> ReadFields(YamlItem item, string key)
    {
        var fields = new List<Field>();
        foreach (var entry in item.Get(key)?.Items() ?? [])
        {
            entry.Only("id", "label", "kind", "required", "restricted", "values", "of");
            var field = new Field(entry.Need("id"), entry.Need("label"), entry.OneOf("kind", entry.Maybe("kind") ?? "text", Field.Kinds))
            {
                Required = entry.Flag("required"),
                Restricted = entry.Flag("restricted"),
                Values = entry.Get("values") is null ? null : Labels(entry, "values"),
                Of = ReadFields(entry, "of"),
            };
            if (field.Kind is "choice" && field.Values is not { Count: > 1 })
            {
                entry.Note($"Field `{field.Id}` is a choice and has fewer than two values. Give `values:` with the words for each.");
            }

            if (field.Kind is not "list" && field.Of.Count > 0)
            {
                entry.Note($"Field `{field.Id}` has fields of its own and is no list. Give it `kind: list`, or leave `of:` out.");
            }

            if (fields.Any(f => f.Id == field.Id))
            {
                entry.Note($"Field `{field.Id}` stands here already. Give each field an id of its own.");
            }

            fields.Add(field);
        }

        return fields;
    }
}

/// <summary>A procedure with the places of its parts in its file.</summary>
internal sealed record ReadProcedure(YamlItem File, Procedure Procedure, IReadOnlyList<YamlItem> Steps, IReadOnlyList<YamlItem> Forbidden, IReadOnlyList<YamlItem> Questions);
