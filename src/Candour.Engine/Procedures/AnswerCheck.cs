namespace Candour.Engine.Procedures;

/// <summary>Whether an answer can be taken, and why not.</summary>
internal static class AnswerCheck
{
    public static bool RefusesFiles(Procedure procedure) => ByFile(procedure) is not null;

    public static StepRefusal? Refusal(Walk walk, Plan plan, StepAnswer answer, out OpenStep? open)
    {
        open = walk.Open.FirstOrDefault(o => o.Id == answer.Step);
        if (walk.End is { } end)
        {
            return new(StepRefusal.Ended, answer.Step, "It has ended, so no step can be answered.", $"It ended at `{end.Step}`: {end.Say}", "Begin again, or reopen the case.", end.Clauses, end.Sections);
        }

        var planned = plan.ById.GetValueOrDefault(answer.Step);
        if (open is null && planned is { Step: { Kind: StepKind.Ask, Anytime: true } again } && walk.IsAnswered(again.Id))
        {
            open = walk.Opened(again);
        }

        return open is null ? NotOpen(walk, planned?.Step, answer.Step)
            : answer.Clock is { } clock ? OfFiles(walk, open, answer) ?? OfClock(walk, open, answer, clock)
            : OfFiles(walk, open, answer) ?? OfSkip(walk, open, answer) ?? OfPeople(walk, open, answer) ?? OfValue(walk, open, answer) ?? OfFields(walk, open, answer);
    }

    private static StepRefusal NotOpen(Walk walk, Step? step, string id)
    {
        if (step is null && !walk.Procedure.AskedInPlace().Contains(id))
        {
            return new(StepRefusal.Unknown, id, $"There is no step `{id}` in this procedure.", $"Its steps are: {string.Join(", ", walk.Procedure.Steps.Select(s => s.Id))}.", "Answer one of those that are open.", [], []);
        }

        if (step is null ? walk.Facts.TryGet(id, out _) : walk.IsAnswered(step.Id))
        {
            return Of(walk, StepRefusal.Answered, id, step, $"`{id}` is answered already.", "Each step is answered once; only a matter of fact that is open at any time may be answered again.", "Answer one of those that are open.");
        }

        var before = walk.Open.Where(o => !o.Anytime).ToArray();
        var why = step is { Kind: StepKind.Decide or StepKind.End } ? "Nobody answers it: it comes by itself."
            : step?.When is { } when && before.All(b => walk.Procedure.Steps.ToList().IndexOf(b.Step) > walk.Procedure.Steps.ToList().IndexOf(step)) ? $"It comes only if {walk.Words(when)}."
            : before.Length > 0 ? $"First comes: {string.Join(" ", before.Select(b => b.Say))}"
            : "Its condition does not hold.";
        var clauses = (step?.Clauses() ?? []).Concat(before.SelectMany(b => b.Clauses)).Distinct().ToArray();
        return new(StepRefusal.NotOpen, id, $"`{id}` is not open.", why, before.Length > 0 ? $"Answer first: {string.Join(", ", before.Select(b => b.Id))}." : "Answer one of those that are open.", clauses, walk.SectionsOf(clauses));
    }

    private static StepRefusal? OfFiles(Walk walk, OpenStep open, StepAnswer answer)
    {
        if (ByFile(walk.Procedure) is not { } forbidden)
        {
            return null;
        }

        var texts = (answer.Fields?.Values.SelectMany(v => v.Texts) ?? []).Concat([answer.Reason ?? "", answer.Skip ?? ""]).Concat(answer.Value ?? []);
        return answer.Files is { Count: > 0 } || texts.Any(FieldCheck.HoldsFile)
            ? new(StepRefusal.FileRefused, open.Id, "A file, or a text that holds one, is not taken here.", forbidden.Words, "Write in your own words what it is about, and leave it where it is.", forbidden.Because, walk.SectionsOf(forbidden.Because))
            : null;
    }

    private static ForbiddenAct? ByFile(Procedure procedure) => procedure.Forbidden.FirstOrDefault(f => ActVocabulary.Find(f.Act)?.ByFile is true);

    private static StepRefusal? OfClock(Walk walk, OpenStep open, StepAnswer answer, ClockChange clock)
    {
        if (answer.Role?.FirstOrDefault(walk.Routing.IsImplicated) is { } implicated)
        {
            return Of(walk, StepRefusal.Role, open, $"`{implicated}` cannot touch this clock.", "Whoever is part of the matter takes no part in handling it.", $"It falls to {open.Who.Name}.");
        }

        return StepClock.Refuse(open, clock, answer.At ?? walk.Now) is { } refused ? Of(walk, refused.Code, open, refused.What, refused.Why, refused.ToDo)
            : string.IsNullOrWhiteSpace(answer.Reason) ? Of(walk, StepRefusal.Reason, open, "A reason is missing.", "A clock is stopped, set going or extended only for a reason that is kept.", "Say in a sentence why.")
            : null;
    }

    private static StepRefusal? OfSkip(Walk walk, OpenStep open, StepAnswer answer)
    {
        if (answer.Skip is not { } reason)
        {
            return null;
        }

        return open.Must ? Of(walk, StepRefusal.Must, open, "This step cannot be skipped.", open.Origin.Kind is "policy" ? "The policy demands it." : $"It must be done ({open.Origin.Words}).", "Do it, or ask whoever it falls to.")
            : string.IsNullOrWhiteSpace(reason) ? Of(walk, StepRefusal.Reason, open, "It is skipped without a reason.", "A step that should be done may be left out only for a reason that is kept.", "Say in a sentence why it is left out.")
            : answer.Done || answer.Value is not null ? Of(walk, StepRefusal.Value, open, "It is skipped and answered at once.", "Only one of the two can be.", "Skip it, or answer it.")
            : null;
    }

    private static StepRefusal? OfPeople(Walk walk, OpenStep open, StepAnswer answer)
    {
        if (answer.Role?.FirstOrDefault(walk.Routing.IsImplicated) is { } implicated)
        {
            return Of(walk, StepRefusal.Role, open, $"`{implicated}` cannot answer this step.", "Whoever is part of the matter takes no part in handling it.", $"It falls to {open.Who.Name}.");
        }

        if (open.Step.Only && open.Id == open.Step.Id && answer.Role is { } roles && !roles.Contains(open.Who.Id))
        {
            return Of(walk, StepRefusal.Role, open, $"`{string.Join(", ", roles)}` cannot answer this step.", $"It falls to {open.Who.Name} and to nobody else.", $"Ask {open.Who.Name} to answer it.");
        }

        var missing = answer.Skip is not null ? [] : open.With.Where(w => answer.Role?.Contains(w.Id) is not true).ToArray();
        return missing.Length == 0 ? null
            : Of(walk, StepRefusal.With, open, $"{string.Join(" and ", missing.Select(m => m.Name))} did not take part.", "This step is not answered alone.", $"Answer it together, and name the roles: {string.Join(", ", open.With.Select(w => w.Id))}.");
    }

    private static StepRefusal? OfValue(Walk walk, OpenStep open, StepAnswer answer)
    {
        if (answer.Skip is not null)
        {
            return null;
        }

        if (open.Asks is null)
        {
            return answer.Value is not null ? Of(walk, StepRefusal.Value, open, $"`{string.Join(", ", answer.Value)}` is no answer to this step.", "It is done or not done.", "Answer it with done.")
                : !answer.Done ? Of(walk, StepRefusal.Value, open, "The answer says nothing.", "This step is done or not done.", "Answer it with done once it is.")
                : null;
        }

        var values = answer.Value ?? open.Known;
        if (values is not { Count: > 0 })
        {
            return Of(walk, StepRefusal.Value, open, "The answer names no value.", "This step is a question.", $"Answer it with one of: {Listed(open)}.");
        }

        if (values.Count > 1 && !open.Set)
        {
            return Of(walk, StepRefusal.Value, open, $"The answer names {values.Count} values.", "This question has one answer.", $"Answer it with one of: {Listed(open)}.");
        }

        if (open.Values is { Count: > 0 } known && values.FirstOrDefault(v => !known.ContainsKey(v)) is { } strange)
        {
            return Of(walk, StepRefusal.Value, open, $"`{strange}` is no answer to this step.", "The question does not know that value.", $"Answer it with one of: {Listed(open)}.");
        }

        return open.Reason && string.IsNullOrWhiteSpace(answer.Reason) ? Of(walk, StepRefusal.Reason, open, "A reason is missing.", "This decision is kept with its reason.", "Say in a sentence why.") : null;
    }

    private static StepRefusal? OfFields(Walk walk, OpenStep open, StepAnswer answer)
    {
        var given = answer.Fields ?? new Dictionary<string, FieldValue>();
        if (given.Keys.FirstOrDefault(k => open.Fields.All(f => f.Id != k)) is { } strange)
        {
            return Of(walk, StepRefusal.FieldUnknown, open, $"This step has no field `{strange}`.", open.Fields.Count == 0 ? "Nothing is written down here." : $"Its fields are: {string.Join(", ", open.Fields.Select(f => f.Id))}.", "Leave it out, or use one of those.");
        }

        if (answer.Skip is null && open.Fields.FirstOrDefault(f => f.Required && (!given.TryGetValue(f.Id, out var v) || v.IsEmpty)) is { } needed)
        {
            return Of(walk, StepRefusal.FieldRequired, open, $"The field `{needed.Id}` is empty.", $"The step cannot be answered without it: {needed.Label}", "Fill it in.");
        }

        foreach (var field in open.Fields)
        {
            if (given.TryGetValue(field.Id, out var value) && !value.IsEmpty && OfField(walk, open, field, value) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static StepRefusal? OfField(Walk walk, OpenStep open, Field field, FieldValue value)
    {
        if (FieldCheck.Wrong(field, value) is { } wanted)
        {
            return Of(walk, StepRefusal.FieldKind, open, $"What stands in the field `{field.Id}` does not fit: {field.Label}", $"It should be {wanted}.", "Write it anew.");
        }

        foreach (var row in value.Rows ?? [])
        {
            if (row.Keys.FirstOrDefault(k => field.Of.All(f => f.Id != k)) is { } strange)
            {
                return Of(walk, StepRefusal.FieldUnknown, open, $"A row of `{field.Id}` has no field `{strange}`.", $"Its fields are: {string.Join(", ", field.Of.Select(f => f.Id))}.", "Leave it out, or use one of those.");
            }

            foreach (var part in field.Of)
            {
                var written = row.GetValueOrDefault(part.Id);
                if (string.IsNullOrWhiteSpace(written))
                {
                    if (part.Required)
                    {
                        return Of(walk, StepRefusal.FieldRequired, open, $"In a row of `{field.Id}` the field `{part.Id}` is empty.", $"A row cannot stand without it: {part.Label}", "Fill it in.");
                    }
                }
                else if (FieldCheck.Wrong(part, FieldValue.Of(written)) is { } fit)
                {
                    return Of(walk, StepRefusal.FieldKind, open, $"What stands in the field `{part.Id}` of a row of `{field.Id}` does not fit: {part.Label}", $"It should be {fit}.", "Write it anew.");
                }
            }
        }

        return null;
    }

    private static string Listed(OpenStep open) => open.Values is { Count: > 0 } values ? string.Join(", ", values.Keys) : "a word of your own";

    private static StepRefusal Of(Walk walk, string code, OpenStep open, string what, string why, string toDo) =>
        new(code, open.Id, what, why, toDo, open.Clauses, open.Sections);

    private static StepRefusal Of(Walk walk, string code, string id, Step? step, string what, string why, string toDo)
    {
        IReadOnlyList<string> clauses = [.. step?.Clauses() ?? []];
        return new(code, id, what, why, toDo, clauses, walk.SectionsOf(clauses));
    }
}
