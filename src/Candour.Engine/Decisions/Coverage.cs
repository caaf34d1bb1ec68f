using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>How far a clause works at one door.</summary>
/// <param name="Clause">Its id.</param>
/// <param name="Door">check, ask, ...; <c>none</c> for a clause without a door yet.</param>
/// <param name="State">works, partly or not-yet.</param>
/// <param name="Passed">Examples that give what is expected.</param>
/// <param name="Total">Examples of the door.</param>
/// <param name="Failing">The others, each with the reason.</param>
public sealed record ClauseCoverage(string Clause, string Door, string State, int Passed, int Total, IReadOnlyList<FailingExample> Failing);

/// <summary>An example that does not give what is expected.</summary>
/// <param name="Example">Its id.</param>
/// <param name="Reason">What came out instead, or what it waits for.</param>
public sealed record FailingExample(string Example, string Reason);

/// <summary>Runs the examples of a rulebook through the code of the product's doors.</summary>
/// <param name="checker">Of the rulebook, with its readers; null where the door check is left out.</param>
/// <param name="questions">What reads questions in free words.</param>
/// <param name="rulebook">The rulebook.</param>
public sealed class Coverage(Checker? checker, QuestionReader questions, Rulebook rulebook)
{
    // A score this near to its threshold may fall on the other side on another machine.
    private const double Margin = 0.4;

    // The control of clauses that a procedure gives effect to.
    private const string Procedure = "procedure";

    private readonly ReadingDoors _reading = new(new Advisor(rulebook), questions, rulebook);

    private readonly Procedures.WalkDoor _walk = new(rulebook);

    /// <summary>A row for each clause and door.</summary>
    /// <param name="examples">Of the rulebook.</param>
    /// <param name="on">The day whose rules count.</param>
    /// <param name="only">The doors that are tried; all when null.</param>
    public IReadOnlyList<ClauseCoverage> Run(IReadOnlyList<Example> examples, DateOnly on, IReadOnlyCollection<string>? only = null)
    {
        var guided = rulebook.Clauses.Where(c => c.Controls.Contains(Procedure)).Select(c => c.Id).ToHashSet();
        var byClause = examples.Where(e => e.Run is not null || guided.Contains(e.Clause)).ToLookup(e => e.Clause);
        var ruled = Ruled();
        var rows = new List<ClauseCoverage>();
        foreach (var clause in rulebook.Clauses)
        {
            var doors = byClause[clause.Id].GroupBy(e => e.Run?.Door ?? "walk").ToArray();
            if (doors.Length == 0 && only is null)
            {
                rows.Add(new(clause.Id, "none", "not-yet", 0, 0, []));
            }

            rows.AddRange(doors.Where(d => only is null || only.Contains(d.Key)).Select(d => Row(clause.Id, d.Key, [.. d], ruled.Contains((clause.Id, d.Key)), on)));
        }

        return rows;
    }

    /// <summary>Runs one example of the check door.</summary>
    /// <param name="run">Its machine form.</param>
    /// <param name="on">The day whose rules count.</param>
    /// <returns>Null when it passes, or what came out instead; and the verdict.</returns>
    public (string? Wrong, Verdict Verdict) Try(ExampleRun run, DateOnly on)
    {
        var verdict = checker!.Check(DraftOf(run), on, offerEdits: false);
        return (Compare(run.Want, verdict), verdict);
    }

    /// <summary>Runs one example of the doors ask and page.</summary>
    /// <param name="run">Its machine form.</param>
    /// <param name="on">The day whose rules count.</param>
    /// <returns>Null when it passes, or what came out instead.</returns>
    public string? TryReading(ExampleRun run, DateOnly on) => _reading.Try(run, on);

    /// <summary>Runs one example of the door walk.</summary>
    /// <param name="run">Its machine form.</param>
    /// <returns>Null when it passes, or what came out instead.</returns>
    public string? TryWalk(ExampleRun run) => _walk.Try(run);

    internal static FactSet FactsOf(ExampleRun run)
    {
        var facts = new FactSet();
        foreach (var (name, value) in run.Facts)
        {
            foreach (var one in value.Split(','))
            {
                facts.Give(name, one);
            }
        }

        return facts;
    }

    // Which clauses have a rule of the kind that a door shows.
    private HashSet<(string Clause, string Door)> Ruled() =>
    [
        .. rulebook.Content.SelectMany(r => r.Because).SelectMany(c => new[] { (c, "check"), (c, "page") }),
        .. (rulebook.Decisions?.Rules ?? []).SelectMany(r => r.Because).SelectMany(c => new[] { (c, "ask"), (c, "page") }),
        .. rulebook.Guidance.SelectMany(g => g.Because).Select(c => (c, "page")),
        .. rulebook.Procedures.SelectMany(p => p.Clauses()).Concat(rulebook.Registers.SelectMany(r => r.Because)).Concat(rulebook.Matters.SelectMany(m => m.Because))
            .Concat(rulebook.Letters.SelectMany(l => l.Because)).Select(c => (c, "walk")),
        .. rulebook.Warnings.SelectMany(w => w.Because).Select(c => (c, "page")),
    ];

    private ClauseCoverage Row(string clause, string door, Example[] examples, bool hasRule, DateOnly on)
    {
        var failing = new List<FailingExample>();
        var near = false;
        foreach (var example in examples)
        {
            var (wrong, isNear) = example.Run is { } run ? Try(run, door, on) : ("No run: the clause has a procedure, and no machine form of this example walks one.", false);
            near |= isNear;
            if (wrong is not null)
            {
                failing.Add(new(example.Id, wrong));
            }
        }

        var passed = examples.Length - failing.Count;
        var state = passed == 0 || !hasRule ? "not-yet" : failing.Count == 0 && !near ? "works" : "partly";
        return new(clause, door, state, passed, examples.Length, failing);
    }

    private (string? Wrong, bool IsNear) Try(ExampleRun run, string door, DateOnly on)
    {
        if ((run.Waits ?? run.Walk?.Later) is { } waits)
        {
            return ($"It waits for a part that is not built: {waits}.", false);
        }

        switch (door)
        {
            case "check":
                var (wrong, verdict) = Try(run, on);
                return (wrong, wrong is null && HangsOnScore(verdict));
            case "ask" or "page":
                return (TryReading(run, on), false);
            case "walk":
                return (_walk.Try(run), false);
            default:
                return ($"The door {door} is not built yet.", false);
        }
    }

    private bool HangsOnScore(Verdict verdict)
    {
        if (checker!.FlagDistance(verdict) is not { } distance)
        {
            return false;
        }

        // The outcome hangs on the score when no reason points at anything, or, for a clear one, when a little more would have spoken.
        var readerAlone = verdict.Reasons.Count > 0 && verdict.Reasons.All(r => r.Findings.Count == 0);
        return (readerAlone || verdict.Level is Level.Clear) && Math.Abs(distance) < Margin;
    }

    private static string? Compare(ExampleWant want, Verdict verdict)
    {
        var got = verdict.Reasons.Count == 0 ? $"{verdict.Level.ToString().ToLowerInvariant()} without reasons"
            : $"{verdict.Level.ToString().ToLowerInvariant()} for {string.Join(", ", verdict.Reasons.Select(r => $"{r.Category} [{string.Join(", ", r.Sections)}]").Distinct())}";
        if (want.NotCategory is { } barred && verdict.Reasons.Any(r => barred.Contains(r.Category)))
        {
            return $"Wanted no {string.Join(" or ", barred)}; got {got}.";
        }

        if (want.Category is { } categories)
        {
            var named = verdict.Reasons.Where(r => categories.Contains(r.Category)).ToArray();
            return named.Length > 0 && verdict.Level > Level.Clear && (want.Section is null || verdict.Reasons.Any(r => r.Sections.Contains(want.Section))) ? null
                : $"Wanted {string.Join(" or ", categories)} [{want.Section}]; got {got}.";
        }

        return want.Verdicts is { } verdicts && !verdicts.Contains(verdict.Level)
            ? $"Wanted {string.Join(" or ", verdicts.Select(v => v.ToString().ToLowerInvariant()))}; got {got}." : null;
    }

    private static Draft DraftOf(ExampleRun run) =>
        new() { Text = run.Text, Bio = run.Bio, AccountName = run.AccountName, OwnName = run.OwnName, Quoted = run.Quoted, Earlier = run.Earlier, Facts = FactsOf(run) };
}
