using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;

namespace Candour.Engine.Rulebooks;

/// <summary>Refuses procedures that cannot stand: what does not exist, what is never reached or never left, and steps that propose what the policy forbids.</summary>
internal sealed class ProcedureCheck(Rulebook rulebook, IReadOnlyList<Procedure> all)
{
    private const int FewestSituations = 12;
    private const int MostSituations = 60;
    private const int MostUrgentWords = 30;

    // A loop is looked at for so many answers; no loop of a policy asks more.
    private const int MostAssignments = 20_000;

    public void Check(ReadProcedure read)
    {
        var (file, procedure) = (read.File, read.Procedure);
        Cited(file, procedure.Because, needed: procedure.Steps.All(s => s.Origin.Kind is "policy"), $"Procedure `{procedure.Id}`");
        RulebookFolder.RefuseUnknownClauses(file, procedure.ImplicatedBecause, rulebook.Clauses, "implicatedBecause");
        RefuseUnknown(file, "kind", procedure.Kind, rulebook.Matters.Select(m => m.Id), "kind of matter", "Name it under `kinds:` in access.yaml");
        if (procedure.Situations.Count is < FewestSituations or > MostSituations)
        {
            (file.Get("situations") ?? file).Note($"Procedure `{procedure.Id}` has {procedure.Situations.Count} situations. Write {FewestSituations} to {MostSituations} sentences as people say them.");
        }

        if (procedure.Urgent?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MostUrgentWords)
        {
            file.Get("urgent")!.Note($"`urgent` has more than {MostUrgentWords} words. It must be read in ten seconds.");
        }

        foreach (var (item, forbidden) in read.Forbidden.Zip(procedure.Forbidden))
        {
            CheckForbidden(item, forbidden, procedure);
        }

        for (var i = 0; i < procedure.Steps.Count; i++)
        {
            CheckStep(read.Steps[i], procedure, i);
        }

        CheckEnd(read);
        foreach (var (item, question) in read.Questions.Zip(procedure.Questions))
        {
            CheckQuestion(item, question, procedure);
        }

        if (procedure.KeepsNothing && procedure.Steps.Any(s => s.Records.Count > 0))
        {
            file.Get("keeps")!.Note($"Procedure `{procedure.Id}` keeps nothing, and step `{procedure.Steps.First(s => s.Records.Count > 0).Id}` records. Take one of the two out.");
        }

        RefuseForbidden(file, "urgent", procedure.Urgent, procedure, "`urgent`");
    }

    private void CheckForbidden(YamlItem item, ForbiddenAct forbidden, Procedure procedure)
    {
        RefuseUnknownAct(item, forbidden.Act);
        Cited(item, forbidden.Because, forbidden.Origin.Kind is "policy", $"The forbidden act `{forbidden.Act}`");
        foreach (var at in forbidden.At)
        {
            RefuseUnknown(item, "at", at, procedure.Steps.Select(s => s.Id), "step", "Name a step of this procedure");
        }
    }

    private void CheckStep(YamlItem item, Procedure procedure, int index)
    {
        var step = procedure.Steps[index];
        if (procedure.Steps.Take(index).Any(s => s.Id == step.Id))
        {
            item.Note($"Step `{step.Id}` stands in this procedure already. Give each step an id of its own.");
        }

        if (step.Id is Due.Start || (step.Asks != step.Id && procedure.AskedInPlace().Contains(step.Id)))
        {
            item.Get("id")!.Note($"`{step.Id}` cannot be the id of this step: {(step.Id is Due.Start ? "it is the beginning of the walk" : "a fact of that name is asked in this procedure where nobody has said")}. Give the step another id.");
        }

        var founded = step.Kind is StepKind.End or StepKind.Decide || step.Origin.Kind is not "policy";
        Cited(item, step.Because, !founded, $"Step `{step.Id}`");
        if (step.Origin.Kind is "local" && step.Origin.Reading is null)
        {
            item.Note($"Step `{step.Id}` is not in the policy. Say in `reading:` why it is here.");
        }

        CheckPeople(item, step);
        CheckAct(item, procedure, index);
        CheckAsked(item, procedure, step);
        CheckOrder(item, procedure, index);
        CheckDue(item, procedure, step);
        foreach (var register in step.Records)
        {
            RefuseUnknown(item, "records", register, rulebook.Registers.Select(r => r.Id), "register", "Name it in registers.yaml");
        }

        if (step.Sheet is { } sheet)
        {
            RefuseUnknown(item, "sheet", sheet, rulebook.Guidance.Select(g => g.Id), "guidance sheet", "Write guidance/<id>.md");
        }

        if (step.Letter is { } letter)
        {
            RefuseUnknown(item, "letter", letter, rulebook.Letters.Select(l => l.Id), "letter", "Write letters/<id>.md");
        }

        foreach (var offer in step.Offers)
        {
            RefuseUnknown(item, "offers", offer, all.Select(p => p.Id), "procedure", "Write procedures/<id>.yaml");
        }
    }

    private void CheckPeople(YamlItem item, Step step)
    {
        var roles = rulebook.Roles.Select(r => r.Id).Concat(Roles.Named.Keys).Distinct().ToArray();
        RefuseUnknown(item, "who", step.Who, roles, "role", "Name it under `roles:` in rulebook.yaml");
        foreach (var (key, names) in new[] { ("with", step.With), ("to", step.To) })
        {
            foreach (var name in names)
            {
                RefuseUnknown(item, key, name, roles, "role", "Name it under `roles:` in rulebook.yaml");
            }
        }

        if (step.Kind is StepKind.Tell or StepKind.HandOver && step.To.Count == 0 && step.Act is { } act && ActVocabulary.Find(act) is { Outside: false })
        {
            item.Note($"Step `{step.Id}` tells nobody. Name whom in `to:`, or an act that goes outside: {string.Join(", ", ActVocabulary.All.Where(a => a.Outside).Select(a => a.Name))}.");
        }
    }

    private void CheckAct(YamlItem item, Procedure procedure, int index)
    {
        var step = procedure.Steps[index];
        if (step.Act is { Length: > 0 } act)
        {
            RefuseUnknownAct(item, act);
            if (procedure.Forbidden.FirstOrDefault(f => f.Act == act) is { } forbidden)
            {
                item.Get("act")!.Note($"Step `{step.Id}` does what this procedure forbids: {ActVocabulary.Find(act)?.Title ?? act} ({string.Join(", ", forbidden.Because)}). Take the step out, or the act from `forbidden:`.");
            }
        }

        foreach (var (key, words) in new[] { ("say", step.Say), ("fields", string.Join('\n', step.Fields.Select(f => f.Label))), ("rules", string.Join('\n', step.Rules.Select(r => r.Why))) })
        {
            RefuseForbidden(item, key, words, procedure, $"Step `{step.Id}`");
        }

        var destroys = step.Act is { } done && ActVocabulary.Find(done)?.Destroys is true ? done
            : step.Act is null ? null : ActVocabulary.All.FirstOrDefault(a => a.Destroys && ActVocabulary.Proposed(a.Name, step.Say) is not null)?.Name;
        if (destroys is not null && !HasStopBefore(procedure, index))
        {
            (item.Get("act") ?? item).Note($"Step `{step.Id}` destroys what may be evidence ({destroys}), and no stop question comes before it. Put a step of kind stop before it that binds whenever this one does.");
        }
    }

    private static void RefuseForbidden(YamlItem item, string key, string? words, Procedure procedure, string what)
    {
        foreach (var forbidden in words is null ? [] : procedure.Forbidden)
        {
            if (ActVocabulary.Proposed(forbidden.Act, words!) is { } proposed)
            {
                (item.Get(key) ?? item).Note($"{what} proposes what this procedure forbids ({forbidden.Act}): \"{proposed}\". Say it otherwise, or rule it out in so many words (\"never ...\").");
            }
        }
    }

    // One that stands in an earlier group, is not left open at any time, and binds whenever this step does.
    private bool HasStopBefore(Procedure procedure, int index)
    {
        var group = GroupStart(procedure, index);
        var stops = procedure.Steps.Take(group).Where(s => s.Kind is StepKind.Stop && !s.Anytime).ToArray();
        if (stops.Length == 0 || procedure.Steps[index].Anytime)
        {
            return false;
        }

        return stops.Any(s => s.When is null) || Implied(procedure, procedure.Steps[index].When, stops);
    }

    // Whether no facts make the step bind and none of the stop questions.
    private bool Implied(Procedure procedure, Condition? when, Step[] stops)
    {
        var facts = stops.Select(s => s.When!).Append(when).OfType<Condition>().SelectMany(c => c.Tree()).Select(c => c.Fact).OfType<string>().Distinct().ToArray();
        return Assignments(procedure, facts).All(f =>
            (when is not null && Evaluator.OfFacts(f).Evaluate(when).Value is Truth.False) || stops.Any(s => Evaluator.OfFacts(f).Evaluate(s.When!).Value is Truth.True));
    }

    private static int GroupStart(Procedure procedure, int index)
    {
        while (index > 0 && (procedure.Steps[index].Alongside || procedure.Steps[index].Anytime))
        {
            index--;
        }

        return index;
    }

    private void CheckAsked(YamlItem item, Procedure procedure, Step step)
    {
        if (step.Asks is not { Length: > 0 } asks)
        {
            return;
        }

        var values = procedure.ValuesOf(asks, rulebook);
        if (values is null)
        {
            item.Get("asks")!.Note($"There is no question `{asks}`. Define it under `questions:`, or name a fact of the engine.");
            return;
        }

        foreach (var (value, target) in step.Stops ?? new Dictionary<string, string>())
        {
            RefuseUnknown(item, "stops", value, values, $"value of `{asks}`", "Name a value of the question");
            RefuseUnknown(item, "stops", target, all.Select(p => p.Id).Concat(procedure.Steps.Where(s => s.Kind is StepKind.End).Select(s => s.Id)), "procedure or end", "Name a procedure of this rulebook or an end of this one");
        }

        if (step.Kind is StepKind.Stop && step.Stops!.Count == 0)
        {
            item.Note($"Step `{step.Id}` stops nothing. Say in `stops:` on which value the walk ends and what is opened, such as {{ \"yes\": abuse-image }}.");
        }

        if (step.Kind is StepKind.Decide)
        {
            CheckRules(item, step, values);
        }
    }

    private void CheckRules(YamlItem item, Step step, IReadOnlyList<string> values)
    {
        foreach (var rule in step.Rules)
        {
            RefuseUnknown(item, "rules", rule.Value, values, $"value of `{step.Asks}`", "Name a value of the question");
            RulebookFolder.RefuseUnknownClauses(item, rule.Because, rulebook.Clauses, "rules");
            if (rule.Because.Count == 0 && step.Because.Count == 0 && step.Origin.Kind is "policy")
            {
                item.Get("rules")!.Note($"The rule for `{rule.Value}` cites no clause. Give `because:` with at least one clause id.");
            }
        }

        if (step.Rules.Count == 0 || step.Rules[^1].When is not null || step.Rules.SkipLast(1).Any(r => r.When is null))
        {
            (item.Get("rules") ?? item).Note($"Step `{step.Id}` must come to a value whatever the facts. Give every rule but the last a `when:`, and the last none.");
        }
    }

    private void CheckOrder(YamlItem item, Procedure procedure, int index)
    {
        var step = procedure.Steps[index];
        if (step.Alongside && index == 0)
        {
            item.Get("alongside")!.Note($"Step `{step.Id}` is the first and has nothing to stand alongside. Leave `alongside:` out.");
        }

        if (step.Again is not { } again)
        {
            return;
        }

        var from = procedure.Steps.Take(index + 1).ToList().FindIndex(s => s.Id == again.From);
        if (from < 0)
        {
            item.Get("again")!.Note($"There is no step `{again.From}` at or before `{step.Id}` to go back to. Name one of this procedure that stands before.");
            return;
        }

        if (!CanBeLeft(procedure, again.When, procedure.Steps.Skip(from).Take(index - from + 1)))
        {
            item.Get("again")!.Note($"No answer leaves this loop: nothing that is asked between `{again.From}` and `{step.Id}` can make its condition false. Ask in the loop what ends it.");
        }
    }

    private bool CanBeLeft(Procedure procedure, Condition when, IEnumerable<Step> loop)
    {
        var asked = loop.Concat(procedure.Steps.Where(s => s.Anytime)).Where(s => s.Kind is not StepKind.Decide).Select(s => s.Asks).OfType<string>().ToHashSet();
        // A decision of the loop may turn either way when something in the loop is asked.
        if (asked.Count > 0)
        {
            asked.UnionWith(loop.Where(s => s.Kind is StepKind.Decide).Select(s => s.Asks!));
        }

        var read = when.Tree().Select(c => c.Fact).OfType<string>().Distinct().Where(asked.Contains).ToArray();
        return read.Length > 0 && Assignments(procedure, read).Any(f => Evaluator.OfFacts(f).Evaluate(when).Value is Truth.False);
    }

    private IEnumerable<FactSet> Assignments(Procedure procedure, string[] facts)
    {
        var values = facts.Select(f => procedure.ValuesOf(f, rulebook) is { Count: > 0 } known ? known : ["other"]).ToArray();
        var total = Math.Min(MostAssignments, values.Aggregate(1L, (n, v) => n * v.Count));
        for (long n = 0; n < total; n++)
        {
            var set = new FactSet();
            var rest = n;
            for (var i = 0; i < facts.Length; i++)
            {
                set.Infer(new(facts[i], [values[i][(int)(rest % values[i].Count)]]));
                rest /= values[i].Count;
            }

            yield return set;
        }
    }

    private void CheckDue(YamlItem item, Procedure procedure, Step step)
    {
        if (step.Due is not { } due)
        {
            return;
        }

        var entry = item.Get("due")!;
        RulebookFolder.RefuseUnknownClauses(entry, due.Because, rulebook.Clauses);
        var origins = procedure.Steps.Select(s => s.Id)
            .Concat(procedure.Steps.SelectMany(s => s.Fields).Where(f => f.Kind is "day" or "time").Select(f => f.Id)).Append(Due.Start);
        RefuseUnknown(entry, "from", due.From, origins, "step, or field of kind day or time,", "Name one of this procedure, or `start`");
        if (due.Origin.Kind is "policy" && due.Because.Count == 0 && step.Because.Count == 0)
        {
            entry.Note($"The time of step `{step.Id}` cites no clause. Give `because:`, or `origin: local` with a `setting:`.");
        }

        if (due.Origin.Kind is "local" && due.Setting is null && due.Within.IsCounted)
        {
            entry.Note($"The time of step `{step.Id}` is not in the policy. Name in `setting:` the setting of rulebook.yaml that holds it, so that an organisation can change it.");
        }
    }

    private static void CheckEnd(ReadProcedure read)
    {
        var steps = read.Procedure.Steps;
        if (steps.Count == 0)
        {
            read.File.Note($"Procedure `{read.Procedure.Id}` has no steps. Write them under `steps:`.");
            return;
        }

        for (var i = 0; i < steps.Count - 1; i++)
        {
            if (steps[i] is { Kind: StepKind.End, When: null })
            {
                read.Steps[i + 1].Note($"Step `{steps[i + 1].Id}` stands after the end `{steps[i].Id}` and is never reached. Give that end a `when:`, or move the step before it.");
                return;
            }
        }

        if (steps[^1] is not { Kind: StepKind.End, When: null })
        {
            read.Steps[^1].Note($"The last step is `{steps[^1].Id}`. A procedure ends with a step of kind end without `when:`.");
        }
    }

    private void CheckQuestion(YamlItem item, ProcedureQuestion question, Procedure procedure)
    {
        var conditions = procedure.Steps.SelectMany(s => s.Rules.Select(r => r.When).Append(s.When).Append(s.Again?.When)).Append(procedure.When).OfType<Condition>();
        var kept = procedure.Steps.SelectMany(s => s.Records).Distinct().SelectMany(id => rulebook.Registers.FirstOrDefault(r => r.Id == id)?.Fields ?? []);
        if (!conditions.SelectMany(c => c.Tree()).Any(c => c.Fact == question.Id) && kept.All(f => f.Id != question.Id) && !procedure.Steps.Any(s => s.Kind is StepKind.Stop && s.Asks == question.Id))
        {
            item.Note($"Nothing turns on question `{question.Id}`: no condition reads it, and no register that this procedure writes has a field of that id. Leave it out, or use it.");
        }
    }

    private void Cited(YamlItem item, IReadOnlyList<string> because, bool needed, string what)
    {
        if (needed && because.Count == 0)
        {
            item.Note($"{what} cites no clause. Give `because:` with at least one clause id, or `origin: local` with a `reading:`.");
        }

        RulebookFolder.RefuseUnknownClauses(item, because, rulebook.Clauses);
    }

    private static void RefuseUnknownAct(YamlItem item, string act)
    {
        if (act.Length > 0 && ActVocabulary.Find(act) is null)
        {
            item.Get("act")!.Note($"There is no act `{act}`. Acts are: {string.Join(", ", ActVocabulary.All.Select(a => a.Name))}.");
        }
    }

    internal static void RefuseUnknown(YamlItem item, string key, string name, IEnumerable<string> known, string what, string how)
    {
        var names = known.ToArray();
        if (name.Length > 0 && !names.Contains(name))
        {
            (item.Get(key) ?? item).Note($"There is no {what} `{name}`. {how}; there are: {string.Join(", ", names)}.");
        }
    }
}
