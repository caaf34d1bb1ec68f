using Candour.Engine.Screening;
using Xunit;

namespace Candour.Engine.Tests.Screening;

/// <summary>
/// A table of texts in <c>Tables/</c>: a line that begins with <c>+</c> marks in double square brackets what is to be found, one that begins with <c>-</c> holds nothing of the kind.
/// All detectors run, in their order. NHS numbers are of the 999 range, telephone numbers of those kept for drama.
/// </summary>
internal static class Table
{
    public static TheoryData<string> Read(string kind) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Screening", "Tables", kind + ".txt")).Where(line => line.Length > 2 && line[0] is '+' or '-')];

    /// <summary>Checks one line. Halves of postcodes and extensions are findings of their own topic and do not count.</summary>
    public static void Check(string kind, string line)
    {
        var (text, wanted) = Parse(line[2..].Replace("\\n", "\n", StringComparison.Ordinal));

        var found = Screen(text).Where(f => f.Kind == kind && f.Topic is not ("extension" or "outward"));

        Assert.Equal(wanted, found.OrderBy(f => f.Start).Select(f => text[f.Start..f.End] + "@" + f.Start));
    }

    public static List<Finding> Screen(string text)
    {
        var found = new List<Finding>();
        var reading = Reading.Of(text);
        foreach (var detector in Detectors.All)
        {
            detector.Find(reading, found);
        }

        return found;
    }

    private static (string Text, List<string> Wanted) Parse(string line)
    {
        var wanted = new List<string>();
        for (var open = line.IndexOf("[[", StringComparison.Ordinal); open >= 0; open = line.IndexOf("[[", open, StringComparison.Ordinal))
        {
            var close = line.IndexOf("]]", open, StringComparison.Ordinal);
            wanted.Add(line[(open + 2)..close] + "@" + open);
            line = line[..open] + line[(open + 2)..close] + line[(close + 2)..];
        }

        return (line, wanted);
    }
}
