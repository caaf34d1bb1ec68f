namespace Candour.Bench;

/// <summary>Runs a table of texts against the detectors: <c>+</c> lines mark what is to be found in double square brackets, <c>-</c> lines hold nothing of the kind.</summary>
internal static class TableCommand
{
    private static readonly string[] OwnTopics = ["extension", "outward"];

    public static int Run(string kind, string file)
    {
        var wrong = 0;
        var hits = (Right: 0, All: 0);
        var misses = (Right: 0, All: 0);
        foreach (var line in File.ReadLines(file).Where(l => l.Length > 2 && l[0] is '+' or '-'))
        {
            var (text, wanted) = Read(line[2..]);
            var found = SpansCommand.Screen(text).Where(f => f.Kind == kind && !OwnTopics.Contains(f.Topic)).Select(f => (f.Start, f.End)).Order().ToList();
            var right = found.SequenceEqual(wanted.Order());
            hits = line[0] == '+' ? (hits.Right + (right ? 1 : 0), hits.All + 1) : hits;
            misses = line[0] == '-' ? (misses.Right + (right ? 1 : 0), misses.All + 1) : misses;
            if (!right)
            {
                wrong++;
                Console.WriteLine($"{line}   found: {string.Join(" | ", found.Select(f => text[f.Start..f.End]))}");
            }
        }

        Console.WriteLine($"{kind}: {hits.Right} of {hits.All} hits, {misses.Right} of {misses.All} near-misses left alone");
        return wrong == 0 ? 0 : 1;
    }

    private static (string Text, List<(int Start, int End)> Spans) Read(string line)
    {
        var spans = new List<(int, int)>();
        line = line.Replace("\\n", "\n", StringComparison.Ordinal);
        for (var open = line.IndexOf("[[", StringComparison.Ordinal); open >= 0; open = line.IndexOf("[[", open, StringComparison.Ordinal))
        {
            var close = line.IndexOf("]]", open, StringComparison.Ordinal);
            line = line[..open] + line[(open + 2)..close] + line[(close + 2)..];
            spans.Add((open, close - 2));
        }

        return (line, spans);
    }
}
