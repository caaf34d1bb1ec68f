namespace Candour.Engine.Rulebooks;

/// <summary>Reads <c>guidance/*.md</c>: a head of YAML between two lines of three hyphens, then Markdown.</summary>
internal static class GuidanceFolder
{
    private static readonly string[] Kinds = ["leaflet", "poster", "card", "help", "checklist", "script", "template", "notice"];

    public static IReadOnlyList<GuidanceSheet> Read(string folder, Rulebook rulebook, IReadOnlyDictionary<string, Condition> named, List<Problem> problems) =>
        [.. MarkdownFile.In(folder, "guidance", problems, "title:, kind:, audience:, because:").Select(f => ReadSheet(f, rulebook, named))];

    private static GuidanceSheet ReadSheet(MarkdownFile file, Rulebook rulebook, IReadOnlyDictionary<string, Condition> named)
    {
        var item = file.Head.Only("title", "kind", "audience", "because", "when", "about");
        var sheet = new GuidanceSheet
        {
            Id = file.Id,
            Title = item.Need("title"),
            Kind = item.OneOf("kind", item.Need("kind"), Kinds),
            Audience = item.OneOf("audience", item.Need("audience"), ["staff", "public", "everyone"]),
            Because = item.Words("because"),
            When = item.Get("when") is { } when ? new ConditionReader(named, rulebook.Platforms, factsOnly: true).Read(when, item) : null,
            About = item.Words("about"),
            Body = file.Body,
        };
        RulebookFolder.RefuseUnfounded(item, sheet.Id, sheet.Because, hasSource: true);
        RulebookFolder.RefuseUnknownClauses(item, sheet.Because, rulebook.Clauses);
        return sheet;
    }
}
