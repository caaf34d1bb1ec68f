namespace Candour.Engine.Rulebooks;

/// <summary>Reads <c>guidance/*.md</c>: a head of YAML between two lines of three hyphens, then Markdown.</summary>
internal static class GuidanceFolder
{
    private static readonly string[] Kinds = ["leaflet", "poster", "card", "help", "checklist", "script", "template", "notice"];

    public static IReadOnlyList<GuidanceSheet> Read(string folder, Rulebook rulebook, IReadOnlyDictionary<string, Condition> named, List<Problem> problems)
    {
        var path = Path.Combine(folder, "guidance");
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.md").Order(StringComparer.Ordinal).Select(f => ReadSheet(f, rulebook, named, problems)).OfType<GuidanceSheet>()]
            : [];
    }

    private static GuidanceSheet? ReadSheet(string path, Rulebook rulebook, IReadOnlyDictionary<string, Condition> named, List<Problem> problems)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        var file = new YamlFile($"guidance/{id}.md", problems);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var end = text.StartsWith("---\n", StringComparison.Ordinal) ? text.IndexOf("\n---\n", 3, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            file.Note(1, "There is no head. Begin with a line ---, then title:, kind:, audience:, because:, then a line ---, then the text.");
            return null;
        }

        // The first line of the head is the second of the file.
        using var head = new StringReader("\n" + text[4..end]);
        if (file.Read(head)?.Only("title", "kind", "audience", "because", "when", "about") is not { } item)
        {
            return null;
        }

        var sheet = new GuidanceSheet
        {
            Id = id,
            Title = item.Need("title"),
            Kind = item.OneOf("kind", item.Need("kind"), Kinds),
            Audience = item.OneOf("audience", item.Need("audience"), ["staff", "public", "everyone"]),
            Because = item.Words("because"),
            When = item.Get("when") is { } when ? new ConditionReader(named, rulebook.Platforms, factsOnly: true).Read(when, item) : null,
            About = item.Words("about"),
            Body = text[(end + 5)..].Trim(),
        };
        RulebookFolder.RefuseUnfounded(item, id, sheet.Because, hasSource: true);
        RulebookFolder.RefuseUnknownClauses(item, sheet.Because, rulebook.Clauses);
        if (sheet.Body.Length == 0)
        {
            file.Note(1, "The sheet has no text. Write it below the head.");
        }

        return sheet;
    }
}
