using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine;
using Candour.Engine.Procedures;
using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Registers;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>A case's place in its procedure: read from its answers, and written out as tasks and register entries.</summary>
public static class CaseSteps
{
    /// <summary>Where a case stands: its answers replayed by the interpreter, under the version and the local settings it began under.</summary>
    public static async Task<Walk> ReplayAsync(GovernanceContext db, Case one, RulebookShelf shelf, CancellationToken cancel)
    {
        var answers = await db.CaseAnswers.Where(a => a.Matter == one.Matter).OrderBy(a => a.Number).Select(a => a.Answer).ToListAsync(cancel);
        var rulebook = shelf.RulebookOf(one);
        var walk = Walk.Begin(rulebook, rulebook.Procedures.First(p => p.Id == one.Procedure), CaseFacts.Read(one.Facts), one.OpenedAt);
        foreach (var answer in answers)
        {
            var result = walk.Answer(JsonSerializer.Deserialize(answer, EngineJson.Line.StepAnswer)!);
            walk = result.Walk ?? throw new InvalidDataException($"Case `{one.Matter}` holds an answer that version {one.Version} of `{one.Policy}` refuses now: {result.Refusal}");
        }

        return walk;
    }

    /// <summary>Makes tasks of what has opened, ends those that are done or fell away, tells who is told, and writes the registers.</summary>
    /// <param name="operation">The operation that opened the case or answered a step.</param>
    /// <param name="one">The case.</param>
    /// <param name="walk">Where it stands now.</param>
    /// <param name="people">Everybody in it.</param>
    /// <param name="step">The step that was answered, as it was open; null at the beginning.</param>
    /// <param name="skipped">It was skipped.</param>
    internal static async Task CatchUpAsync(Operation operation, Case one, Walk walk, IReadOnlyList<CasePerson> people, OpenStep? step = null, bool skipped = false)
    {
        var (db, answered) = (operation.Db, step?.Id);
        // What is open at any time waits for nobody.
        var open = walk.Open.Where(o => !o.Anytime).ToArray();
        var tasks = await db.CaseTasks.Where(t => t.Matter == one.Matter && t.DoneAt == null && !t.News).ToListAsync(operation.Cancel);
        foreach (var task in tasks.Where(t => t.Step == answered || !open.Any(o => o.Id == t.Step)))
        {
            task.DoneAt = operation.At;
            task.DoneBy ??= task.Step == answered ? operation.Scope.Person : null;
        }

        var walled = await operation.KeptFromAsync(one.Matter);
        foreach (var opened in open.Where(o => tasks.TrueForAll(t => t.Step != o.Id || t.DoneAt is not null)))
        {
            foreach (var who in opened.With.Prepend(opened.Who).DistinctBy(w => w.Id))
            {
                await AddTaskAsync(operation, one, opened.Id, who, people, walled, opened.Due, news: false);
            }
        }

        foreach (var told in skipped ? [] : (step?.To ?? []).Where(w => walk.Rulebook.Roles.All(r => r.Id != w.Id || r.Is is not "outside")))
        {
            await AddTaskAsync(operation, one, step!.Id, told, people, walled, null, news: true);
        }

        await WriteRegistersAsync(operation, one, walk, answered);
        (one.State, one.End) = walk.End is { } end ? (CaseState.Ended, end.Step) : (CaseState.Open, null);
    }

    /// <summary>Writes a clock that was moved into the tasks of its step.</summary>
    internal static async Task MoveAsync(Operation operation, Case one, Walk walk, string step)
    {
        var due = walk.Open.First(o => o.Id == step).Due;
        var late = LateAfter(due);
        foreach (var task in await operation.Db.CaseTasks.Where(t => t.Matter == one.Matter && t.Step == step && t.DoneAt == null && !t.News).ToListAsync(operation.Cancel))
        {
            task.DueAt = late;
            Remind(operation, task, due);
        }
    }

    private static DateTimeOffset? LateAfter(StepDue? due) => due?.Until()?.LateAfter?.ToUniversalTime();

    // A clock that is moved sends a reminder for its new time; the one for the old time finds that it is not the task's any more.
    private static void Remind(Operation operation, CaseTask task, StepDue? due)
    {
        if (task.DueAt is not { } late || late <= operation.At)
        {
            return;
        }

        if (Reminder.Before(due!.Until()!, operation.At, due.Nation)?.ToUniversalTime() is { } before && before > operation.At && before < late)
        {
            operation.Send(new TaskMail(task.Reference.Text, true) { Due = late, IsEarly = true }, before);
        }

        operation.Send(new TaskMail(task.Reference.Text, true) { Due = late }, late);
    }

    private static async Task AddTaskAsync(Operation operation, Case one, string step, RoutedRole who, IReadOnlyList<CasePerson> people, HashSet<Reference> walled, StepDue? due, bool news)
    {
        // The interpreter goes round roles; here people are known by name, and whoever is part of the matter is passed by.
        var route = await TaskRouting.FindAsync(operation, people, who.InsteadOf is { Id: TaskRouting.LineManager or TaskRouting.ReporterManager } manager ? manager.Id : who.Id, walled);
        var task = new CaseTask
        {
            Organisation = one.Organisation, Reference = Reference.New(), Matter = one.Matter, Step = step, Role = route.Role, Person = route.Person, Rerouted = route.Rerouted ?? who.Why,
            OpenedAt = operation.At, DueAt = LateAfter(due), AtOnce = due is { Within.Unit: PeriodUnit.AtOnce }, News = news,
        };
        operation.Db.CaseTasks.Add(task);
        if (route.Person != operation.Scope.Person)
        {
            operation.Send(new TaskMail(task.Reference.Text, false));
        }

        Remind(operation, task, due);
    }

    // A line is made by the step that the register names; what later steps write in its columns makes a new line in its place.
    private static async Task WriteRegistersAsync(Operation operation, Case one, Walk walk, string? answered)
    {
        var db = operation.Db;
        foreach (var entry in walk.Records)
        {
            var register = walk.Rulebook.Registers.First(r => r.Id == entry.Register);
            var fields = new JsonObject(entry.Values.Select(v => KeyValuePair.Create(v.Key, JsonSerializer.SerializeToNode(v.Value, EngineJson.Line.FieldValue))));
            var last = await db.RegisterLines.Where(e => e.Matter == one.Matter && e.Register == register.Id && !e.IsCorrected).OrderByDescending(e => e.At).FirstOrDefaultAsync(operation.Cancel);
            if (last?.Fields == fields.ToJsonString())
            {
                continue;
            }

            var again = last is not null && walk.Procedure.Step(answered ?? "")?.Records.Contains(register.Id) is true;
            if (last is not null && !again)
            {
                last.IsCorrected = true;
            }

            db.RegisterLines.Add(RegisterLine.Make(operation, register, one.Policy, one.Matter, answered ?? Due.Start, fields, again ? null : last?.Reference, last is null || again ? null : "Filled in by a later step."));
        }
    }
}
