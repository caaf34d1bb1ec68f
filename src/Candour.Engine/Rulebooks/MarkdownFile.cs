namespace Candour.Engine.Rulebooks;

/// <summary>A Markdown file with a head of YAML between two lines of three hyphens.</summary>
/// <param name="Id">The file's name without its ending.</param>
/// <param name="Head">The head's root.</param>
/// <param name="Body">The text below the head.</param>
internal sealed record MarkdownFile(string Id, YamlItem Head, string Body)
{
    /// <summary>The files of a folder whose heads can be read.</summary>
    /// <param name="folder">The rulebook's.</param>
    /// <param name="sub">Such as <c>guidance</c>.</param>
    /// <param name="problems">Where what is wrong is noted.</param>
    /// <param name="keys">What a head holds, for whoever forgot it.</param>
    public static IEnumerable<MarkdownFile> In(string folder, string sub, List<Problem> problems, string keys)
    {
        var path = Path.Combine(folder, sub);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.md").Order(StringComparer.Ordinal).Select(f => Read(f, sub, problems, keys)).OfType<MarkdownFile>()]
            : [];
    }

    private static MarkdownFile? Read(string path, string sub, List<Problem> problems, string keys)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        var file = new YamlFile($"{sub}/{id}.md", problems);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var end = text.StartsWith("---\n", StringComparison.Ordinal) ? text.IndexOf("\n---\n", 3, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            file.Note(1, $"There is no head. Begin with a line ---, then {keys}, then a line ---, then the text.");
            return null;
        }

        // The first line of the head is the second of the file.
        using var head = new StringReader("\n" + text[4..end]);
        if (file.Read(head) is not { } item)
        {
            return null;
        }

        var body = text[(end + 5)..].Trim();
        if (body.Length == 0)
        {
            file.Note(1, "There is no text. Write it below the head.");
        }

        return new(id, item, body);
    }
}
