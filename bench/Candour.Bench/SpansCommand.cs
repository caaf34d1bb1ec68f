using System.Diagnostics;
using System.Text.Json;
using Candour.Engine.Screening;

namespace Candour.Bench;

/// <summary>Screens a set and has the set's own scorer judge it.</summary>
internal static class SpansCommand
{
    public static int Run(string set, string folder, string[] options)
    {
        var gold = Path.Combine(folder, set + ".jsonl");
        var kept = options is ["--out", _, ..];
        var predicted = kept ? options[1] : Path.GetTempFileName();
        options = kept ? options[2..] : options;
        using (var writer = new StreamWriter(predicted))
        {
            foreach (var line in File.ReadLines(gold))
            {
                using var row = JsonDocument.Parse(line);
                var spans = SpanLabels.Resolve(Screen(row.RootElement.GetProperty("text").GetString()!));
                writer.WriteLine(JsonSerializer.Serialize(new
                {
                    id = row.RootElement.GetProperty("id").GetString(),
                    spans = spans.Select(s => new { start = s.Start, end = s.End, label = s.Label }),
                }));
            }
        }

        using var scorer = Process.Start("python3", [Path.Combine(folder, "score.py"), gold, predicted, .. options]);
        scorer.WaitForExit();
        if (!kept)
        {
            File.Delete(predicted);
        }

        return scorer.ExitCode;
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
}
