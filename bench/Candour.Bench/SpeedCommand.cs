using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Candour.Engine.Screening;

namespace Candour.Bench;

/// <summary>Throughput of reading and of each detector, one core, a call a post.</summary>
internal static class SpeedCommand
{
    private const int Rounds = 5;

    public static int Run(string folder)
    {
        var texts = Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(TextOf).ToArray();
        var megabytes = texts.Sum(Encoding.UTF8.GetByteCount) / 1e6;
        Console.WriteLine($"{texts.Length} texts, {megabytes:0.0} MB");
        Measure("reading", megabytes, () =>
        {
            foreach (var text in texts)
            {
                Reading.Of(text);
            }
        });
        var readings = texts.Select(Reading.Of).ToArray();
        foreach (var detector in Detectors.All)
        {
            Measure(detector.GetType().Name, megabytes, () =>
            {
                var found = new List<Finding>();
                foreach (var reading in readings)
                {
                    found.Clear();
                    detector.Find(reading, found);
                }
            });
        }

        Measure("reading and all", megabytes, () =>
        {
            foreach (var text in texts)
            {
                SpansCommand.Screen(text);
            }
        });
        return 0;
    }

    private static string TextOf(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("text").GetString()!;
    }

    private static void Measure(string name, double megabytes, Action work)
    {
        work();
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        Console.WriteLine($"{name,-28} {megabytes / best.TotalSeconds,8:0.0} MB/s");
    }
}
