using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Versions;

/// <summary>Asks worked questions of two versions.</summary>
internal static class AnswerComparison
{
    public static (int Tried, IReadOnlyList<ChangedAnswer> Changed) Compare(Rulebook was, Rulebook now, IEnumerable<Example> examples)
    {
        var (earlier, later) = (new Advisor(was), new Advisor(now));
        // What both versions hold as an example is asked once.
        var questions = examples.Where(e => e.Run is { Door: "ask", Facts.Count: > 0 })
            .DistinctBy(e => string.Join(';', e.Run!.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"))).ToArray();
        return (questions.Length, [.. questions.Select(e => Compared(e, Asked(earlier, was, e.Run!), Asked(later, now, e.Run!))).OfType<ChangedAnswer>()]);
    }

    public static string Word(AnswerLevel level) => level switch
    {
        AnswerLevel.Deny => "no",
        AnswerLevel.Refer => "ask first",
        AnswerLevel.Conditional => "yes on conditions",
        AnswerLevel.Allow => "yes",
        _ => "not covered",
    };

    private static ChangedAnswer? Compared(Example example, GivenAnswer was, GivenAnswer now)
    {
        var ways = new List<string>();
        if (was.Level != now.Level)
        {
            ways.Add(now.Level > was.Level ? "stricter" : "milder");
        }
        else if (was.Final != now.Final)
        {
            ways.Add(now.Final ? "settled" : "depends on more");
        }

        if (was.Level == now.Level && !was.Conditions.ToHashSet().SetEquals(now.Conditions))
        {
            ways.Add("other conditions");
        }

        var question = example.Given.TrimEnd('.', ' ');
        return ways.Count == 0 ? null : new(example.Id, example.Given, ways, was, now, $"{question}: was {Told(was)}, is now {Told(now)}.");
    }

    private static GivenAnswer Asked(Advisor advisor, Rulebook rulebook, ExampleRun run)
    {
        var facts = new FactSet();
        foreach (var (name, value) in run.Facts)
        {
            foreach (var one in value.Split(','))
            {
                // A platform that this version does not name is another one.
                if (facts.Give(name, one, rulebook.Platforms) is not null && name is "platform")
                {
                    facts.Give(name, "other", rulebook.Platforms);
                }
            }
        }

        var answer = advisor.Ask(facts, rulebook.InForce);
        // Reasons that may apply are cited only where none does.
        var giving = answer.Reasons.Where(r => r.Level == answer.Level).ToLookup(r => r.Open is null);
        return new(answer.Level, answer.Final, [.. giving[giving.Contains(true)].SelectMany(r => r.Sections).Distinct()], answer.Conditions);
    }

    private static string Told(GivenAnswer answer) =>
        $"{(answer.Final ? "" : "not settled by these facts, at the strictest ")}{Word(answer.Level)}{(answer.Sections.Count == 0 ? "" : $" [{string.Join(", ", answer.Sections)}]")}"
        + (answer.Conditions.Count == 0 ? "" : $" ({string.Join(" ", answer.Conditions).TrimEnd('.')})");
}
