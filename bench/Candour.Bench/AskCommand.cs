using System.Diagnostics;
using System.Globalization;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Bench;

/// <summary>Time to load all rulebooks, and of one answer, over every worked example of the door ask and the questions that lead to it fact by fact.</summary>
internal static class AskCommand
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    public static int Run(string data)
    {
        var watch = Stopwatch.StartNew();
        var library = Library.Open(data);
        var rulebooks = library.Contents.Rulebooks.Select(e => (Entry: e, Rulebook: library.Get(e))).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rulebooks.Length} rulebooks loaded, cold: {watch.Elapsed.TotalMilliseconds:0} ms"));
        watch.Restart();
        var questions = library.LoadQuestionReader();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"patterns of questions loaded, cold: {watch.Elapsed.TotalMilliseconds:0} ms"));
        foreach (var (entry, rulebook) in rulebooks)
        {
            var asked = library.Examples(entry).Where(e => e.Run is { Door: "ask", Waits: null }).Select(e => FactsOf(e.Run!, rulebook, questions)).ToArray();
            if (asked.Length > 0)
            {
                Time(rulebook, asked);
            }
        }

        return 0;
    }

    private static FactSet[] FactsOf(ExampleRun run, Rulebook rulebook, QuestionReader questions)
    {
        var facts = run.Facts.SelectMany(f => f.Value.Split(',').Select(v => new Fact(f.Key, [v])))
            .Concat(run.Question is { } question ? questions.Read(rulebook, question) : []).ToArray();
        var steps = new List<FactSet> { new() };
        foreach (var fact in facts)
        {
            var next = steps[^1].Copy();
            next.Infer(fact);
            steps.Add(next);
        }

        return [.. steps];
    }

    // Processor time, so that whatever else the machine does leaves the figures alone; a fresh advisor, since what it remembers would flatter it.
    private static void Time(Rulebook rulebook, FactSet[][] asked)
    {
        Tell(rulebook, "warming up", [.. asked.SelectMany(a => a)], quiet: true);
        Tell(rulebook, "whole questions", [.. asked.Select(a => a[^1])]);
        Tell(rulebook, "with one fact known", [.. asked.Where(a => a.Length > 2).Select(a => a[1])]);
        Tell(rulebook, "with nothing known, first time", [new()]);
    }

    private static void Tell(Rulebook rulebook, string what, FactSet[] asked, bool quiet = false)
    {
        const int Rounds = 5;
        var advisors = Enumerable.Range(0, Rounds).Select(_ => new Advisor(rulebook)).ToArray();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var advisor in advisors)
        {
            foreach (var facts in asked)
            {
                _ = advisor.Ask(facts, Day);
            }
        }

        if (!quiet)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rulebook.Id}, {what}: {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (asked.Length * Rounds):0.000} ms of processor time an answer, mean of {asked.Length * Rounds}"));
        }
    }
}
