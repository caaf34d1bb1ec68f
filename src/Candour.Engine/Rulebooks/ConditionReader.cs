using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Screening;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads the rule language and says what is wrong in it.</summary>
internal sealed class ConditionReader(IReadOnlyDictionary<string, Condition> named, IReadOnlyCollection<string> platforms, bool factsOnly = false,
    IReadOnlyList<Procedures.ProcedureQuestion>? questions = null, IReadOnlyList<Setting>? settings = null)
{
    private static readonly string[] Forms = ["all", "any", "not", "fact", "finding", "sign", "use"];

    private static readonly Condition Never = new() { Any = [] };

    public Condition Read(YamlItem? item, YamlItem owner)
    {
        if (item is null)
        {
            owner.Note("`when` is missing. Say when the rule applies.");
            return Never;
        }

        if (!item.IsMap)
        {
            item.Note($"A condition is an entry with one of the keys {string.Join(", ", Forms)}.");
            return Never;
        }

        var form = item.Entries().Select(e => e.Key).Where(Forms.Contains).ToArray();
        if (form.Length != 1)
        {
            item.Note($"A condition has exactly one of the keys {string.Join(", ", Forms)}; this has {(form.Length == 0 ? "none" : string.Join(" and ", form))}.");
            return Never;
        }

        if (factsOnly && form[0] is "finding" or "sign")
        {
            item.Note($"A decision looks at facts alone; `{form[0]}` reads a text. Use `fact:`, such as {{ fact: content, is: [patient-details] }}.");
            return Never;
        }

        return form[0] switch
        {
            "all" => new() { All = ReadList(item.Only("all"), "all") },
            "any" => ReadAny(item.Only("any", "least")),
            "not" => new() { Not = Read(item.Only("not").Get("not"), item) },
            "fact" => ReadFact(item.Only("fact", "is", "known")),
            "finding" => ReadFinding(item.Only("finding", "topic", "about", "in", "count", "score", "lifted")),
            "sign" => ReadSign(item.Only("sign", "topic", "about", "in", "score", "close", "words")),
            _ => ReadUse(item.Only("use")),
        };
    }

    // A threshold that the policy leaves open is a setting of the organisation, and acts in procedures.
    private Condition ReadAny(YamlItem item)
    {
        var any = ReadList(item, "any");
        if (item.Maybe("least") is not { } id)
        {
            return new() { Any = any };
        }

        var setting = settings?.FirstOrDefault(s => s.Id == id);
        if (setting is null || !int.TryParse(setting.Value, System.Globalization.CultureInfo.InvariantCulture, out var least) || least < 1 || least > any.Length)
        {
            item.Get("least")!.Note($"`least` names a setting of rulebook.yaml whose value is a number from 1 to {any.Length}, in a procedure; `{id}` is none.");
            return new() { Any = any };
        }

        return new() { Any = any, AtLeast = least, Setting = id };
    }

    private Condition[] ReadList(YamlItem item, string key)
    {
        var list = item.Get(key)!;
        if (!list.IsList || !list.Items().Any())
        {
            list.Note($"`{key}` should be a list with at least one condition.");
        }

        return [.. list.Items().Select(i => Read(i, item))];
    }

    private Condition ReadFact(YamlItem item)
    {
        var name = item.Need("fact");
        var values = item.Words("is");
        var own = questions?.FirstOrDefault(q => q.Id == name);
        var definition = FactVocabulary.Find(name);
        if (definition is null && own is null)
        {
            var names = (questions ?? []).Select(q => q.Id).Concat(FactVocabulary.All.Select(f => f.Name));
            (item.Get("fact") ?? item).Note($"There is no fact `{name}`. Facts are: {string.Join(", ", names)}.");
            return Never;
        }

        if (values.Count == 0)
        {
            item.Note($"`is` is missing. Say which values of `{name}` count.");
        }

        string[] allowed = own is not null ? [.. own.Values.Keys] : name is "platform" ? [.. platforms, "other"] : [.. definition!.Values];
        foreach (var value in values.Where(v => allowed.Length > 0 && !allowed.Contains(v)))
        {
            item.Get("is")!.Note($"`{name}` cannot be `{value}`. It is one of: {string.Join(", ", allowed)}.");
        }

        return new() { Fact = name, Is = values, Known = item.Flag("known") };
    }

    private static Condition ReadFinding(YamlItem item)
    {
        var kinds = item.Words("finding");
        foreach (var kind in kinds.Where(k => !Kinds.Exists(k)))
        {
            item.Get("finding")!.Note($"There is no kind of finding `{kind}`. Kinds are: {string.Join(", ", Kinds.All)}.");
        }

        return Narrow(item, new() { Finding = kinds, Count = (int?)item.Number("count"), Lifted = item.Flag("lifted") });
    }

    private static Condition ReadSign(YamlItem item)
    {
        var category = item.Need("sign");
        item.OneOf("sign", category, Categories.All.Select(c => c.Id));
        return Narrow(item, new() { Sign = category, Close = item.Flag("close"), Words = item.Flag("words") });
    }

    private static Condition Narrow(YamlItem item, Condition condition) => condition with
    {
        Topic = item.Get("topic") is null ? null : item.Words("topic"),
        About = item.Get("about") is null ? null : [.. Enumerated<Bearer>(item, "about", JsonNameOf)],
        In = item.Get("in") is null ? null : [.. Enumerated<DraftPart>(item, "in", p => char.ToLowerInvariant(p.ToString()[0]) + p.ToString()[1..])],
        Score = item.Number("score"),
    };

    private static IEnumerable<T> Enumerated<T>(YamlItem item, string key, Func<T, string> name)
        where T : struct, Enum
    {
        var byName = Enum.GetValues<T>().ToDictionary(name);
        foreach (var word in item.Words(key))
        {
            if (byName.TryGetValue(word, out var value))
            {
                yield return value;
            }
            else
            {
                item.OneOf(key, word, byName.Keys);
            }
        }
    }

    private static string JsonNameOf(Bearer bearer) => bearer is Bearer.PublicFigure ? "public-figure" : bearer.ToString().ToLowerInvariant();

    private Condition ReadUse(YamlItem item)
    {
        var name = item.Need("use");
        if (named.TryGetValue(name, out var condition))
        {
            if (factsOnly && condition.Tree().Any(c => c.Finding is not null || c.Sign is not null))
            {
                item.Note($"The condition `{name}` reads a text, and a decision looks at facts alone. Name another condition.");
            }

            return condition;
        }

        item.Get("use")!.Note($"No condition is called `{name}`. Name it under `conditions:` in rulebook.yaml; there are: {string.Join(", ", named.Keys)}.");
        return Never;
    }
}
