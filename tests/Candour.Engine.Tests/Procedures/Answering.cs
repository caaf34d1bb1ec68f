using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Tests.Procedures;

/// <summary>Answers to whatever is open, and what must hold of every walk, told independently of the interpreter.</summary>
internal static class Answering
{
    /// <summary>Every answer that a step takes: each value, or done, or skipped; with its required fields filled and everybody who takes part.</summary>
    public static IReadOnlyList<StepAnswer> Possible(Walk walk, OpenStep open)
    {
        var fields = open.Fields.Where(f => f.Required).ToDictionary(f => f.Id, Some);
        var answer = new StepAnswer
        {
            Step = open.Id, Fields = fields.Count == 0 ? null : fields, Reason = open.Reason ? "Because it is so." : null, Role = [open.Who.Id, .. open.With.Select(w => w.Id)],
        };
        var answers = open.Values is null ? [answer with { Done = true }]
            : open.Values.Count == 0 ? [answer with { Value = ["something"] }]
            : open.Values.Keys.Select(v => answer with { Value = [v] }).ToList();
        if (open.Set && open.Values!.Count > 1)
        {
            answers.Add(answer with { Value = [.. open.Values.Keys.Take(2)] });
        }

        if (!open.Must)
        {
            answers.Add(new() { Step = open.Id, Skip = "It does not apply here." });
        }

        return answers;
    }

    /// <summary>Walks as the numbers choose: which open step, which answer.</summary>
    public static IEnumerable<Walk> Along(Walk walk, IReadOnlyList<int> choices)
    {
        yield return walk;
        foreach (var choice in choices)
        {
            if (walk.End is not null)
            {
                yield break;
            }

            var open = walk.Open[choice % walk.Open.Count];
            var answers = Possible(walk, open);
            var result = walk.Answer(answers[choice / 7 % answers.Count]);
            Assert.True(result.Walk is not null, $"{walk.Procedure.Id}: {result.Refusal}");
            yield return walk = result.Walk;
        }
    }

    /// <summary>How many answers lead to the end when those that block are answered at random.</summary>
    public static int AnswersToEnd(Walk walk, int most)
    {
        var random = new Random(1);
        for (var n = 0; n <= most; n++)
        {
            if (walk.End is not null)
            {
                return n;
            }

            // One that is open at any time is answered where a decision waits for it.
            var open = walk.Open.FirstOrDefault(o => !o.Anytime) ?? walk.Open[random.Next(walk.Open.Count)];
            var answers = Possible(walk, open);
            walk = walk.Answer(answers[random.Next(answers.Count)]).Walk!;
        }

        return int.MaxValue;
    }

    /// <summary>Whether a condition holds, where what some step asks counts as not having the value while nobody has said; null for cannot tell.</summary>
    public static bool? Holds(Condition? condition, FactSet facts, IReadOnlySet<string> asked) => condition switch
    {
        null => true,
        { All: { } all } => all.Select(c => Holds(c, facts, asked)).Aggregate((bool?)true, (a, b) => a is false || b is false ? false : a is null || b is null ? null : true),
        { Any: { } any } => any.Select(c => Holds(c, facts, asked)).Aggregate((bool?)false, (a, b) => a is true || b is true ? true : a is null || b is null ? null : false),
        { Not: { } not } => !Holds(not, facts, asked),
        { Fact: { } fact } => facts.TryGet(fact, out var known) ? known.Values.Intersect(condition.Is!).Any() : condition.Known || asked.Contains(fact) ? false : null,
        _ => throw new InvalidOperationException("A procedure looks at facts alone."),
    };

    private static FieldValue Some(Field field) => field.Kind switch
    {
        "day" => FieldValue.Of("2026-04-02"),
        "time" => FieldValue.Of("10:00"),
        "number" => FieldValue.Of("3"),
        "yes-no" => FieldValue.Of("yes"),
        "choice" => FieldValue.Of(field.Values!.Keys.First()),
        "list" => FieldValue.Of([field.Of.ToDictionary(f => f.Id, f => Some(f).Text!)]),
        _ => FieldValue.Of("Robin Hale"),
    };
}
