using System.Diagnostics;
using Candour.Engine.Screening;

namespace Candour.Bench;

/// <summary>Times a pattern repeated to 100,000 characters, detector by detector.</summary>
internal static class HostileCommand
{
    private const int Length = 100_000;

    public static int Run(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, Length / pattern.Length));
        var start = Stopwatch.GetTimestamp();
        var reading = Reading.Of(text);
        Console.WriteLine($"{"reading",-24} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:0} ms");
        var found = new List<Finding>();
        foreach (var detector in Detectors.All)
        {
            start = Stopwatch.GetTimestamp();
            detector.Find(reading, found);
            Console.WriteLine($"{detector.GetType().Name,-24} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:0} ms");
        }

        start = Stopwatch.GetTimestamp();
        SpanLabels.Resolve(found);
        Console.WriteLine($"{"labels",-24} {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:0} ms  {found.Count} findings");
        return 0;
    }
}
