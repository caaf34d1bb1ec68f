using Candour.Engine.Procedures;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads <c>letters/*.md</c>: a head of YAML between two lines of three hyphens, then Markdown with blanks.</summary>
internal static class LetterFolder
{
    public static IReadOnlyList<Letter> Read(string folder, Rulebook rulebook, List<Problem> problems) =>
        [.. MarkdownFile.In(folder, "letters", problems, "title:, to:, because:").Select(f => ReadLetter(f, rulebook))];

    /// <summary>Refuses blanks that no case can fill.</summary>
    public static void RefuseUnknownBlanks(Rulebook rulebook, List<Problem> problems)
    {
        foreach (var letter in rulebook.Letters)
        {
            foreach (var procedure in rulebook.Procedures.Where(p => p.Steps.Any(s => s.Letter == letter.Id)))
            {
                var known = procedure.Steps.SelectMany(s => s.Fields).Select(f => f.Id).Concat(procedure.Questions.Select(q => q.Id)).Concat(Letter.Common).Distinct().ToArray();
                foreach (var blank in letter.Blanks.Except(known))
                {
                    problems.Add(new($"letters/{letter.Id}.md", 1, $"Procedure `{procedure.Id}` cannot fill the blank `{blank}`. Use the id of a field or question of it: {string.Join(", ", known)}."));
                }
            }
        }
    }

    private static Letter ReadLetter(MarkdownFile file, Rulebook rulebook)
    {
        var item = file.Head.Only("title", "to", "because", "origin", "source", "checked", "reading");
        var letter = new Letter
        {
            Id = file.Id,
            Title = item.Need("title"),
            To = item.Need("to"),
            Because = item.Words("because"),
            Origin = ProcedureFolder.ReadOrigin(item),
            Body = file.Body,
        };
        RulebookFolder.RefuseUnfounded(item, letter.Id, letter.Origin.Kind is "policy" ? letter.Because : ["founded elsewhere"], hasSource: true);
        RulebookFolder.RefuseUnknownClauses(item, letter.Because, rulebook.Clauses);
        return letter;
    }
}
