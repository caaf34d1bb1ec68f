using Candour.Engine.Decisions;
using Candour.Engine.Facts;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads the examples of a rulebook folder: <c>examples/</c> with their machine form in <c>runs/</c>.</summary>
public static class ExampleFolder
{
    private static readonly string[] Doors = ["check", "ask", "walk", "register", "document", "page"];

    private static readonly string[] Pages = ["guidance", "search", "answer", "policy"];

    private static readonly string[] Parts = ["picture", "register", "history", "person", "procedure", "document"];

    // What an example must want for its door, so that it can fail.
    private static readonly Dictionary<string, string[]> Telling = new()
    {
        ["check"] = ["verdicts", "category", "notCategory"],
        ["ask"] = ["answers", "missing"],
        ["page"] = ["shows", "notShows", "section", "sections", "says", "notSays"],
    };

    /// <summary>Reads and validates.</summary>
    /// <param name="folder">Such as <c>rulebooks/las/3.2</c>.</param>
    /// <param name="rulebook">The rulebook they belong to.</param>
    /// <returns>Examples in the order of files, and every problem found.</returns>
    public static (IReadOnlyList<Example> Examples, IReadOnlyList<Problem> Problems) Read(string folder, Rulebook rulebook)
    {
        var problems = new List<Problem>();
        var examples = new Dictionary<string, Example>();
        foreach (var name in RulebookFolder.FilesIn(folder, "examples"))
        {
            foreach (var item in RulebookFolder.Root(folder, name, problems)?.Only("examples").Get("examples")?.Items() ?? [])
            {
                var example = new Example(item.Only("id", "given", "expect").Need("id"), item.Need("given"), item.Need("expect"), null);
                if (!examples.TryAdd(example.Id, example))
                {
                    item.Note($"Example `{example.Id}` stands twice. Give each its own number.");
                }
            }
        }

        foreach (var name in RulebookFolder.FilesIn(folder, "runs"))
        {
            foreach (var (id, item) in RulebookFolder.Root(folder, name, problems)?.Entries() ?? [])
            {
                if (examples.TryGetValue(id, out var example))
                {
                    examples[id] = example with { Run = ReadRun(item, rulebook) };
                }
                else
                {
                    item.Note($"There is no example `{id}`. Use the id of an example in examples/.");
                }
            }
        }

        return ([.. examples.Values], problems);
    }

    private static ExampleRun ReadRun(YamlItem item, Rulebook rulebook)
    {
        item.Only("door", "run", "want", "invented", "ours", "waits", "later");
        var door = item.OneOf("door", item.Need("door"), Doors);
        if (door is "walk")
        {
            return new WalkRunReader(rulebook).Read(item);
        }

        var run = RunOf(item.Get("run"), door);
        var want = WantOf(item.Get("want"), door);
        if (want is null || !Telling[door is "ask" or "page" ? door : "check"].Any(k => want.Get(k) is not null))
        {
            item.Note($"`want` should name {string.Join(" or ", Telling[door is "ask" or "page" ? door : "check"])}.");
        }

        return new(door, run?.Get("text") is { Scalar: { } text } ? text : "", ReadFacts(run?.Get("facts"), rulebook), ReadWant(want))
        {
            Bio = run?.Get("bio")?.Scalar,
            AccountName = run?.Maybe("accountName"),
            OwnName = run?.Maybe("ownName"),
            Quoted = run?.Maybe("quoted"),
            Earlier = run?.Words("earlier") ?? [],
            Question = run?.Maybe("question"),
            Page = run?.Maybe("page"),
            Listed = run?.Flag("listed") ?? false,
            Waits = item.Get("waits") is null ? null : item.OneOf("waits", item.Need("waits"), Parts),
        };
    }

    private static YamlItem? RunOf(YamlItem? run, string door)
    {
        if (door is "page")
        {
            run?.Only("page", "facts", "question", "listed").OneOf("page", run.Need("page"), Pages);
        }

        return door is "page" ? run : door is "ask" ? run?.Only("facts", "question") : run?.Only("text", "bio", "accountName", "ownName", "quoted", "earlier", "facts");
    }

    private static YamlItem? WantOf(YamlItem? want, string door) => door switch
    {
        "ask" => want?.Only("answers", "section", "sections", "missing", "final", "says", "notSays", "shows"),
        "page" => want?.Only("shows", "notShows", "section", "sections", "says", "notSays"),
        _ => want?.Only("verdicts", "category", "notCategory", "section"),
    };

    private static ExampleWant ReadWant(YamlItem? want)
    {
        if (want is null)
        {
            return new(null, null, null, null);
        }

        foreach (var key in new[] { "category", "notCategory" })
        {
            foreach (var word in want.Words(key))
            {
                want.OneOf(key, word, Categories.All.Select(c => c.Id));
            }
        }

        var verdicts = new List<Level>();
        foreach (var word in want.Words("verdicts"))
        {
            want.OneOf("verdicts", word, ["clear", "consider", "ask", "stop"]);
            if (Enum.TryParse<Level>(word, ignoreCase: true, out var level))
            {
                verdicts.Add(level);
            }
        }

        if (want.Get("category") is not null && want.Get("section") is null)
        {
            want.Note("`section` is missing. A flag passes only when the clause's own section is cited.");
        }

        return new(want.Get("verdicts") is null ? null : verdicts, NullIfAbsent("category"), NullIfAbsent("notCategory"), want.Maybe("section"))
        {
            Answers = want.Get("answers") is null ? null : [.. want.Words("answers").Select(a => DecisionReader.LevelOf(want, "answers", a))],
            Sections = want.Words("sections"),
            Missing = want.Words("missing"),
            Final = want.Get("final") is null ? null : want.Flag("final"),
            Shows = want.Words("shows"),
            NotShows = want.Words("notShows"),
            Says = want.Words("says"),
            NotSays = want.Words("notSays"),
        };

        IReadOnlyList<string>? NullIfAbsent(string key) => want.Get(key) is null ? null : want.Words(key);
    }

    private static Dictionary<string, string> ReadFacts(YamlItem? facts, Rulebook rulebook)
    {
        var read = new Dictionary<string, string>();
        var probe = new FactSet();
        foreach (var (name, item) in facts?.Entries() ?? [])
        {
            var values = facts!.Words(name);
            foreach (var value in values)
            {
                if (probe.Give(name, value, rulebook.Platforms) is { } wrong)
                {
                    item.Note(wrong);
                }
            }

            read[name] = string.Join(',', values);
        }

        return read;
    }
}
