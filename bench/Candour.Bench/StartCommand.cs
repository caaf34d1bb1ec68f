using System.Diagnostics;
using System.Globalization;
using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Bench;

/// <summary>Time to the first answer of the published command line, and of one post once warm.</summary>
internal static class StartCommand
{
    private const int Runs = 20;

    private const string Post = "Twelve hours, no break, and the coffee machine on the second floor has given up again. Still, we had cake for the new starters, the sun came out at four, and somebody left a thank-you card "
        + "with a drawing of all of us on the desk. Feet up now, film on, phone off. See you all on Thursday 😴";

    public static int Run(string program)
    {
        foreach (var quick in new[] { false, true })
        {
            string[] args = ["check", "--policy", "las", "--text", "Great shift today", .. quick ? ["--quick"] : Array.Empty<string>()];
            _ = Once(program, args);
            var times = Enumerable.Range(0, Runs).Select(_ => Once(program, args)).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first answer{(quick ? " with --quick" : "")}: median {times[Runs / 2]:0} ms of {Runs}, fastest {times[0]:0}, slowest {times[^1]:0}"));
        }

        var library = Library.Open(Path.Combine("artifacts", "data"));
        using var reader = Readers.Load(library.Models);
        var checker = new Checker(library.Get(library.Contents.Rulebooks.First(r => r.Id == "las")), library.LoadScreener(), reader);
        Warm("one post of 280 characters, with both readers", checker);
        Warm("the same without", new Checker(library.Get(library.Contents.Rulebooks.First(r => r.Id == "las")), library.LoadScreener(), null));
        return 0;
    }

    private static void Warm(string name, Checker checker)
    {
        var times = new double[200];
        for (var i = -50; i < times.Length; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = checker.Check(new Draft { Text = Post[..280] }, new DateOnly(2026, 11, 30));
            if (i >= 0)
            {
                times[i] = watch.Elapsed.TotalMilliseconds;
            }
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {times[100]:0.0} ms, 99th percentile {times[198]:0.0} ms"));
    }

    private static double Once(string program, string[] args)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return watch.Elapsed.TotalMilliseconds;
    }
}
