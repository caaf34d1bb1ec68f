using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>Runs examples of the door walk.</summary>
internal sealed class WalkDoor(Rulebook rulebook)
{
    private const int ManyFound = 3;

    // No example of a policy goes on for longer.
    private const int MostSteps = 400;

    /// <summary>Null when it passes, or what came out instead.</summary>
    public string? Try(ExampleRun run)
    {
        var (walk, want) = (run.Walk!, run.WalkWant!);
        var found = run.Text.Length == 0 ? [] : ProcedureFinder.Of(rulebook).Find(run.Text).Take(ManyFound).Select(f => f.Procedure).ToArray();
        if (want.Found.FirstOrDefault(f => found.All(p => p.Id != f)) is { } missing)
        {
            return $"Wanted `{missing}` among the first {ManyFound}; found {Listed(found.Select(p => p.Id))}.";
        }

        var procedure = walk.Procedure is { } id ? rulebook.Procedures.FirstOrDefault(p => p.Id == id) : found.FirstOrDefault();
        if (procedure is null)
        {
            return walk.Procedure is { } unknown ? $"There is no procedure `{unknown}`." : "No procedure was found.";
        }

        var facts = new FactSet();
        foreach (var (name, value) in run.Facts)
        {
            if (value.Split(',').Select(v => procedure.Give(facts, name, v, rulebook)).FirstOrDefault(w => w is not null) is { } wrong)
            {
                return wrong;
            }
        }

        var (reached, stuck) = Reach(Walk.Begin(rulebook, procedure, facts, walk.At is { } at ? UkTime.At(at) : null), walk, facts);
        return stuck ?? Attempted(reached, walk, want, run.Want);
    }

    private string? Attempted(Walk walk, WalkRun run, WalkWant want, ExampleWant common)
    {
        StepRefusal? refusal = null;
        if (run.Attempt is { } attempt)
        {
            var result = walk.Answer(attempt);
            (walk, refusal) = (result.Walk ?? walk, result.Refusal);
        }

        if (want.Refused is { } code)
        {
            if (run.Attempt is null)
            {
                return "Wanted a refusal, and the run attempts nothing.";
            }

            if (refusal?.Code != code)
            {
                return $"Wanted {code}; {(refusal is null ? "it was taken" : $"got {refusal.Code}: {refusal.What} {refusal.Why}")}.";
            }
        }
        else if (refusal is not null)
        {
            return $"`{run.Attempt!.Step}` was refused: {refusal}";
        }

        return Wrong(walk, refusal, want, common);
    }

    // Answers of the run come first, in order; else whatever is open before the step is done as the facts say.
    private static (Walk Walk, string? Stuck) Reach(Walk walk, WalkRun run, FactSet facts)
    {
        var left = new Queue<StepAnswer>(run.Answers);
        var target = run.UpTo is { } upTo ? walk.Procedure.Steps.ToList().FindIndex(s => s.Id == upTo) : -1;
        for (var n = 0; n < MostSteps; n++)
        {
            var next = left.TryPeek(out var given) && (target < 0 || walk.Open.Any(o => o.Id == given.Step) || Automatic(walk, target) is null) ? left.Dequeue() : null;
            if (next is null && Automatic(walk, target) is { } open)
            {
                next = Expected(walk, open, facts);
                if (next is null)
                {
                    return (walk, $"The walk stands at `{open.Id}`, which neither `facts` nor `answers` answers.");
                }
            }

            if (next is null)
            {
                return (walk, null);
            }

            var result = walk.Answer(walk.AsExpected(next));
            if (result.Walk is null)
            {
                return (walk, $"`{next.Step}` was refused: {result.Refusal}");
            }

            walk = result.Walk;
        }

        return (walk, $"The walk did not come to an end within {MostSteps} answers.");
    }

    private static OpenStep? Automatic(Walk walk, int target)
    {
        var steps = walk.Procedure.Steps.ToList();
        return walk.Open.FirstOrDefault(o => !o.Anytime && (o.Id == o.Step.Id ? steps.IndexOf(o.Step) < target : steps.IndexOf(o.Step) <= target));
    }

    private static StepAnswer? Expected(Walk walk, OpenStep open, FactSet facts)
    {
        var fields = open.Fields.Where(f => f.Required).ToDictionary(f => f.Id, f => Some(f, walk));
        var answer = new StepAnswer { Step = open.Id, Fields = fields.Count == 0 ? null : fields, Reason = open.Reason ? "As the example has it." : null };
        if (open.Asks is not { } asks)
        {
            return answer with { Done = true };
        }

        // A stop question that nobody speaks of stops nothing.
        return facts.TryGet(asks, out var fact) ? answer with { Value = fact.Values }
            : open.Kind is StepKind.Stop && open.Values!.Keys.FirstOrDefault(v => !open.Step.Stops!.ContainsKey(v)) is { } goesOn ? answer with { Value = [goesOn] }
            : null;
    }

    private static FieldValue Some(Field field, Walk walk) => field.Kind switch
    {
        "day" => FieldValue.Of((walk.BeganAt is { } at ? UkTime.Day(at) : new DateOnly(2026, 1, 5)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        "time" => FieldValue.Of("10:00"),
        "number" => FieldValue.Of("1"),
        "yes-no" => FieldValue.Of("yes"),
        "choice" => FieldValue.Of(field.Values!.Keys.First()),
        "list" => FieldValue.Of([field.Of.ToDictionary(f => f.Id, f => Some(f, walk).Text!)]),
        _ => FieldValue.Of("as the example has it"),
    };

    private string? Wrong(Walk walk, StepRefusal? refusal, WalkWant want, ExampleWant common)
    {
        var open = walk.Open.Select(o => o.Id).ToArray();
        var got = walk.End is { } end ? $"ended at `{end.Step}`" : $"open {Listed(open)}";
        var coming = walk.Open.Select(o => o.Step).Concat(walk.Ahead.Select(a => a.Step)).ToArray();
        var first = walk.Open.Count > 0 ? walk.Open[0] : null;
        var due = walk.Open.FirstOrDefault(o => o.Due is not null)?.Due;
        return want.Next.FirstOrDefault(n => !open.Contains(n)) is { } shut ? $"Wanted `{shut}` open; {got}."
            : want.First is { } wanted && first?.Id != wanted ? $"Wanted `{wanted}` first; {got}."
            : want.NotNext.FirstOrDefault(open.Contains) is { } unwanted ? $"Wanted `{unwanted}` not to be open; {got}."
            : want.Ahead.FirstOrDefault(a => walk.Ahead.All(s => s.Id != a) && !open.Contains(a)) is { } gone ? $"Wanted `{gone}` still to come; ahead are {Listed(walk.Ahead.Select(a => a.Id))}, {got}."
            : coming.FirstOrDefault(s => s.Act is { } act && want.Never.Contains(act)) is { } bad ? $"Wanted never {bad.Act}; `{bad.Id}` does it."
            : want.Who is { } who && first?.Who.Id != who ? $"Wanted `{who}` to act; got {first?.Who.Id ?? "nobody"}, {got}."
            : want.Ended is { } ended && !(ended is "no" ? walk.End is null : walk.End?.Step == ended) ? $"Wanted {(ended is "no" ? "no end" : $"the end `{ended}`")}; {got}."
            : want.Forbids.FirstOrDefault(f => walk.Forbidden.All(x => x.Act != f)) is { } allowed ? $"Wanted {allowed} shown as forbidden; shown {Listed(walk.Forbidden.Select(f => f.Act))}, {got}."
            : want.Records.FirstOrDefault(r => walk.Records.All(x => x.Register != r)) is { } unwritten ? $"Wanted an entry in `{unwritten}`; written {Listed(walk.Records.Select(r => r.Register))}, {got}."
            : want.Fields.FirstOrDefault(f => walk.Open.SelectMany(o => o.Fields).All(x => x.Id != f)) is { } unasked ? $"Wanted the field `{unasked}` asked; {got}."
            : want.Due is { } day && !IsDue(due, day) ? $"Wanted due {day}; got {(due is null ? "no time" : due.Until()?.Written ?? due.Words)}, {got}."
            : want.Opens.FirstOrDefault(o => walk.End?.Opens != o && walk.End?.Offers.Contains(o) is not true) is { } unopened ? $"Wanted `{unopened}` opened; {got}{(walk.End is { } e ? $", which opens {Listed([.. e.Offers, .. e.Opens is null ? [] : new[] { e.Opens }])}" : "")}."
            : want.Sheets.FirstOrDefault(s => Sheets(walk).All(x => x != s)) is { } sheet ? $"Wanted the sheet `{sheet}`; {got}."
            : want.Letters.FirstOrDefault(l => Letters(walk).All(x => x != l)) is { } letter ? $"Wanted the letter `{letter}`; {got}."
            : want.Decided.FirstOrDefault(d => !(walk.Facts.TryGet(d.Key, out var f) && f.Values.Contains(d.Value))) is { Key: { } question } decided
                ? $"Wanted `{question}` decided as {decided.Value}; got {(walk.Facts.TryGet(question, out var other) ? string.Join(", ", other.Values) : "nothing")}, {got}."
            : WrongWords(walk, refusal, common, got);
    }

    private string? WrongWords(Walk walk, StepRefusal? refusal, ExampleWant want, string got)
    {
        var clauses = walk.Forbidden.SelectMany(f => f.Because);
        var sections = walk.Open.SelectMany(o => o.Sections.Concat(o.Due?.Sections ?? [])).Concat(walk.SectionsOf(clauses)).Concat(refusal?.Sections ?? []).Concat(walk.End?.Sections ?? [])
            .Concat(walk.Decided.SelectMany(d => d.Sections)).ToHashSet();
        var lacking = (want.Section is null ? want.Sections : [want.Section, .. want.Sections]).Where(s => !sections.Contains(s)).ToArray();
        if (lacking.Length > 0)
        {
            return $"Wanted section {string.Join(" and ", lacking)}; cited {Listed(sections)}, {got}.";
        }

        var text = string.Join('\n', Shown(walk, refusal));
        return want.Says.FirstOrDefault(w => !text.Contains(w, StringComparison.OrdinalIgnoreCase)) is { } unsaid ? $"Wanted the words \"{unsaid}\"; {got}."
            : want.NotSays.FirstOrDefault(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) is { } said ? $"Wanted the words \"{said}\" not to stand there; they do, {got}."
            : null;
    }

    private static bool IsDue(StepDue? due, string wanted) =>
        due is not null && (due.Until() is { Written: { } written } ? written.StartsWith(wanted, StringComparison.Ordinal) : due.Within.ToString() == wanted);

    // Everything that somebody reads at this point.
    private IEnumerable<string> Shown(Walk walk, StepRefusal? refusal) =>
    [
        walk.Procedure.Title, walk.Procedure.Urgent ?? "", refusal?.ToString() ?? "",
        .. walk.Open.SelectMany(Shown), .. walk.Forbidden.Select(f => f.Words), .. walk.Decided.SelectMany(d => new[] { d.Label, d.Why }),
        .. walk.End is { } end ? [end.Say, end.Outcome ?? ""] : Array.Empty<string>(),
        .. rulebook.Guidance.Where(g => Sheets(walk).Contains(g.Id)).Select(g => $"{g.Title}\n{g.Body}"), .. rulebook.Letters.Where(l => Letters(walk).Contains(l.Id)).Select(l => $"{l.Title}\n{l.Body}"),
    ];

    private static IEnumerable<string> Shown(OpenStep open) =>
    [
        open.Say, open.Who.Name, open.Who.Why ?? "", open.Origin.Words, open.Origin.Reading ?? "", open.Due?.Words ?? "", .. open.To.Select(t => t.Name), .. open.With.Select(w => w.Name),
        .. open.Fields.SelectMany(f => new[] { f.Label }.Concat(f.Values?.Values ?? [])), .. open.Values?.Values ?? [],
    ];

    private static string[] Sheets(Walk walk) => [.. Steps(walk).Select(s => s.Sheet).OfType<string>()];

    private static string[] Letters(Walk walk) => [.. Steps(walk).Select(s => s.Letter).OfType<string>()];

    private static IEnumerable<Step> Steps(Walk walk) => walk.Open.Select(o => o.Step).Concat(walk.End is { } end && walk.Procedure.Step(end.Step) is { } last ? [last] : []);

    private static string Listed(IEnumerable<string> names)
    {
        var shown = names.ToArray();
        return shown.Length == 0 ? "nothing" : string.Join(", ", shown.Take(8)) + (shown.Length > 8 ? " ..." : "");
    }
}
