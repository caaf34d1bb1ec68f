using System.Globalization;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Candour.Build;

/// <summary>
/// Brings the clauses of an inventory, and their worked examples word for word, into a rulebook's <c>clauses/</c> and <c>examples/</c>, a file
/// a section. The only writer of those two folders; what it wrote before is replaced.
/// </summary>
internal static class InventoryImport
{
    private static readonly string[] Kept = ["modality", "actors", "topic", "controls", "when", "consequence", "needs"];

    public static int Run(string inventory, string rulebook)
    {
        var stream = new YamlStream();
        using (var reader = File.OpenText(inventory))
        {
            stream.Load(reader);
        }

        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        var clauses = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        var examples = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        var order = 0;
        foreach (var clause in ((YamlSequenceNode)root["clauses"]).Cast<YamlMappingNode>())
        {
            var file = FileOf(Word(clause, "section")!);
            WriteClause(Open(clauses, file, "clauses"), clause, order++);
            WriteExamples(Open(examples, file, "examples"), clause);
        }

        Replace(Path.Combine(rulebook, "clauses"), clauses);
        Replace(Path.Combine(rulebook, "examples"), examples);
        Console.WriteLine($"{order} clauses in {clauses.Count} sections.");
        return 0;
    }

    private static string FileOf(string section)
    {
        var name = new StringBuilder();
        foreach (var c in section.ToLowerInvariant())
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-');
        }

        return name.ToString().Trim('-') + ".yaml";
    }

    private static StringBuilder Open(SortedDictionary<string, StringBuilder> files, string file, string key)
    {
        if (!files.TryGetValue(file, out var text))
        {
            files[file] = text = new StringBuilder("# Written by scripts/import-inventory; a change belongs in the inventory.\n").Append(key).Append(":\n");
        }

        return text;
    }

    private static void WriteClause(StringBuilder text, YamlMappingNode clause, int order)
    {
        text.Append("  - id: ").Append(Word(clause, "id")).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"    order: {order}\n");
        text.Append("    section: ").Append(Quoted(Word(clause, "section")!)).Append('\n');
        text.Append("    heading: ").Append(Quoted(Word(clause, "heading")!)).Append('\n');
        text.Append("    says: ").Append(Quoted(Word(clause, "says")!)).Append('\n');
        foreach (var key in Kept)
        {
            if (!clause.Children.TryGetValue(new YamlScalarNode(key), out var value))
            {
                continue;
            }

            var written = value is YamlSequenceNode list
                ? $"[{string.Join(", ", list.Cast<YamlScalarNode>().Select(s => Quoted(s.Value!)))}]" : Quoted(((YamlScalarNode)value).Value!);
            text.Append("    ").Append(key).Append(": ").Append(written).Append('\n');
        }
    }

    private static void WriteExamples(StringBuilder text, YamlMappingNode clause)
    {
        var number = 0;
        foreach (var example in ((YamlSequenceNode)clause["try"]).Cast<YamlMappingNode>())
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: \"{Word(clause, "id")}#{++number}\"\n");
            text.Append("    given: ").Append(Quoted(Word(example, "given")!)).Append('\n');
            text.Append("    expect: ").Append(Quoted(Word(example, "expect")!)).Append('\n');
        }
    }

    private static string? Word(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? ((YamlScalarNode)value).Value : null;

    private static string Quoted(string text) =>
        "\"" + text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";

    private static void Replace(string folder, SortedDictionary<string, StringBuilder> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text.ToString());
        }
    }
}
