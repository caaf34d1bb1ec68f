using System.Globalization;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Bench;

/// <summary>Time of a walk through every procedure, and how often what people say finds the right one.</summary>
internal static class ProceduresCommand
{
    private const int Rounds = 20;
    private const int LongestWalk = 300;
    private const int Folds = 6;
    private const int Shown = 3;

    public static int Run(string data, string[] rest)
    {
        var library = Library.Open(data);
        var rulebooks = library.Contents.Rulebooks.Select(library.Get).Where(r => r.Procedures.Count > 0).ToArray();
        foreach (var rulebook in rulebooks)
        {
            Time(rulebook, quiet: true);
            Time(rulebook, quiet: false);
        }

        foreach (var rulebook in rulebooks)
        {
            Fold(rulebook);
        }

        if (rest is ["--situations", var file])
        {
            Strangers(rulebooks, file);
        }

        return 0;
    }

    // Processor time, so that whatever else the machine does leaves the figures alone.
    private static void Time(Rulebook rulebook, bool quiet)
    {
        var (answers, walks) = (0, 0);
        var before = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var procedure in rulebook.Procedures)
            {
                walks++;
                answers += Through(rulebook, procedure, round);
            }
        }

        var spent = Environment.CpuUsage.TotalTime - before;
        if (!quiet)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rulebook.Id}: {rulebook.Procedures.Count} procedures, {walks} walks, {(double)answers / walks:0.0} answers a walk, {spent.TotalMicroseconds / answers:0} microseconds of processor time an answer with the steps that are open after it"));
        }
    }

    private static int Through(Rulebook rulebook, Procedure procedure, int seed)
    {
        var random = new Random(seed);
        var walk = Walk.Begin(rulebook, procedure, new FactSet(), UkTime.At(new(2026, 4, 2, 10, 0, 0)));
        var answers = 0;
        while (walk.End is null && answers < LongestWalk)
        {
            var open = walk.Open[0];
            var values = open.Values?.Keys.ToArray();
            var answer = walk.AsExpected(new()
            {
                Step = open.Id, Done = values is null, Value = values is null ? null : [values.Length == 0 ? "something" : values[random.Next(values.Length)]], Reason = "As it is.",
                Fields = open.Fields.Where(f => f.Required).ToDictionary(f => f.Id, Some),
            });
            walk = walk.Answer(answer).Walk ?? throw new InvalidOperationException($"{procedure.Id} refuses {open.Id}.");
            answers++;
        }

        return answers;
    }

    private static FieldValue Some(Field field) => field.Kind switch
    {
        "day" => FieldValue.Of("2026-04-02"),
        "time" => FieldValue.Of("10:00"),
        "number" => FieldValue.Of("3"),
        "yes-no" => FieldValue.Of("yes"),
        "choice" => FieldValue.Of(field.Values!.Keys.First()),
        "list" => FieldValue.Of([field.Of.ToDictionary(f => f.Id, f => Some(f).Text!)]),
        _ => FieldValue.Of("something"),
    };

    // Each situation is looked for by a finder that has not seen it, nor a sixth of the others.
    private static void Fold(Rulebook rulebook)
    {
        var (first, among, all) = (0, 0, 0);
        for (var fold = 0; fold < Folds; fold++)
        {
            var less = rulebook with { Procedures = [.. rulebook.Procedures.Select(p => p with { Situations = [.. p.Situations.Where((_, i) => !IsLeftOut(p, i, fold))] })] };
            var finder = ProcedureFinder.Of(less);
            foreach (var (procedure, situation) in rulebook.Procedures.SelectMany(p => p.Situations.Where((_, i) => IsLeftOut(p, i, fold)).Select(s => (p, s))))
            {
                var found = finder.Find(situation).Take(Shown).Select(f => f.Procedure.Id).ToArray();
                all++;
                first += found.Length > 0 && found[0] == procedure.Id ? 1 : 0;
                among += found.Contains(procedure.Id) ? 1 : 0;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rulebook.Id}: of {all} situations left out, {100.0 * first / all:0} % find their procedure first, {100.0 * among / all:0} % among the first three"));
    }

    private static bool IsLeftOut(Procedure procedure, int index, int fold) => (index + procedure.Id.Length) % Folds == fold;

    private static void Strangers(Rulebook[] rulebooks, string file)
    {
        foreach (var policy in File.ReadLines(file).Where(l => !l.StartsWith('#')).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).GroupBy(p => p[0]))
        {
            var finder = ProcedureFinder.Of(rulebooks.Single(r => r.Id == policy.Key));
            var found = policy.Select(p => (Right: p[1].Split(',', StringSplitOptions.TrimEntries), Found: finder.Find(p[2]).Take(Shown).Select(f => f.Procedure.Id).ToArray())).ToArray();
            Console.WriteLine($"{policy.Key}: of {found.Length} sentences of a stranger, {found.Count(f => f.Right.Contains(f.Found[0]))} find a right procedure first, {found.Count(f => f.Right.Intersect(f.Found).Any())} among the first three");
        }
    }
}
