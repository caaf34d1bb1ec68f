using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine;
using Candour.Engine.Procedures;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Answers an open step of a case. Of two people who answer the same step at once one wins, and the other is told who it was.</summary>
public sealed class AnswerStep(Operations operations, AccessPolicy access, RulebookShelf shelf)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        /// <summary>The answer; who gives it, in which roles and when is added here.</summary>
        public required StepAnswer Answer { get; init; }

        /// <summary>How many answers the case had when whoever answers saw it; null when they do not say.</summary>
        public int? Seen { get; init; }
    }

    /// <returns>The case, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>request.page</c>, <c>step.answered</c>, <c>step.with</c>, <c>step.disagree</c>, <c>note.data</c>, or a refusal of the interpreter (<see cref="StepRefusal.Codes"/>).</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        request.Answer.Clock is not null ? throw new ArgumentException("A clock is moved by ChangeClock.", nameof(request)) : operations.RunAsync<Case>(scope, "step-answered", "a step of the case", async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            if (reach.Case.Procedure == OwnRulebook.DataRequest && reach.Case.Policy == OwnRulebook.Value.Id)
            {
                return new Error("request.page", "A request for data is answered item by item.", "Open the request, decide each item, and send the answer there.");
            }

            if (Texts(request.Answer).Select(PlainWords.Refuse).FirstOrDefault(e => e is not null) is { } refused)
            {
                return refused;
            }

            var (db, answering) = (operation.Db, reach.Case);
            var walk = await CaseSteps.ReplayAsync(db, answering, shelf, operation.Cancel);
            if (walk.Open.All(o => o.Id != request.Answer.Step) && await AnsweredByAsync(operation, request) is { } other)
            {
                return other;
            }

            var answer = request.Answer with { At = operation.At, Role = scope.Person is null ? request.Answer.Role : reach.Roles };
            var tasks = await db.CaseTasks.Where(t => t.Matter == request.Case && t.Step == answer.Step && t.DoneAt == null).ToListAsync(operation.Cancel);
            if (tasks.Count > 1)
            {
                var others = TakePart(operation, reach, tasks, answer);
                if (others.Failed(out error, out var together))
                {
                    return error;
                }

                if (together.Waits)
                {
                    operation.Record(request.Case.Text, new JsonObject { ["step"] = answer.Step, ["waits"] = true });
                    return answering;
                }

                answer = answer with { Role = together.Roles };
            }

            var step = walk.Open.FirstOrDefault(o => o.Id == answer.Step);
            var outcome = walk.Answer(answer);
            if (outcome.Refusal is { } refusal)
            {
                return new Error(refusal.Code, $"{refusal.What} {refusal.Why}".Trim(), refusal.ToDo);
            }

            var row = new CaseAnswer { Organisation = scope.Organisation, Matter = request.Case, Number = ++answering.Answers, Step = answer.Step, Answer = JsonSerializer.Serialize(answer, EngineJson.Line.StepAnswer), At = operation.At, By = scope.By };
            db.CaseAnswers.Add(row);
            var people = await db.CasePeople.Where(p => p.Matter == request.Case).ToListAsync(operation.Cancel);
            await CaseSteps.CatchUpAsync(operation, answering, outcome.Walk!, people, step, answer.Skip is not null);
            operation.Record(request.Case.Text, new JsonObject { ["number"] = row.Number, ["step"] = row.Step }, [Vouched.For($"answer/{request.Case}/{row.Number}", row.Answer), .. db.RegisterLines.Local.Where(e => db.Entry(e).State is EntityState.Added).Select(e => e.Vouch())]);
            return answering;
        }, cancel);

    private static async Task<Error?> AnsweredByAsync(Operation operation, Request request)
    {
        var answer = await operation.Db.CaseAnswers.Where(a => a.Matter == request.Case && a.Step == request.Answer.Step && a.Number > (request.Seen ?? 0)).OrderByDescending(a => a.Number).FirstOrDefaultAsync(operation.Cancel);
        if (answer is null)
        {
            return null;
        }

        var name = Reference.TryParse(answer.By, out var by) ? await operation.Db.People.Where(p => p.Reference == by).Select(p => p.Name).SingleOrDefaultAsync(operation.Cancel) : null;
        return new("step.answered", $"{name ?? "Somebody"} answered this step already, on {answer.At.UkDay():d MMMM}.", "Look at what they wrote. Nothing of yours was stored; write it as a note if it should be kept.");
    }

    // Several roles must take part: each says the same, the last one's answer counts for all.
    private static Result<Together> TakePart(Operation operation, CaseInReach reach, List<CaseTask> tasks, StepAnswer answer)
    {
        var mine = tasks.Where(t => t.Said is null && (t.Person == operation.Scope.Person || (t.Role is { } role && (reach.Roles.Contains(role) || operation.Scope.Person is null)))).ToArray();
        if (mine.Length == 0)
        {
            return new Error("step.with", $"This step needs {string.Join(" and ", tasks.Where(t => t.Said is null).Select(t => t.Role ?? "somebody else"))} too, and you are none of them.", "Ask them to record it.");
        }

        var said = string.Join(',', answer.Value ?? []);
        if (tasks.FirstOrDefault(t => t.Said is not null && t.Said != said) is { } other)
        {
            return new Error("step.disagree", $"{other.Role} said `{other.Said}`, and you say `{said}`.", "Speak with each other. Whoever changes their mind says so in a note, and both record the same.");
        }

        // One person in two roles is still one person: somebody else takes the other part.
        var part = mine[0];
        (part.Said, part.DoneBy) = (said, operation.Scope.Person);
        if (tasks.Exists(t => t.Said is null))
        {
            return new Together(true, []);
        }

        return new Together(false, [.. tasks.Select(t => t.Role).OfType<string>()]);
    }

    private static IEnumerable<string> Texts(StepAnswer answer) =>
        new[] { answer.Reason, answer.Skip }.OfType<string>().Concat((answer.Fields ?? new Dictionary<string, FieldValue>()).Values.SelectMany(f => f.Texts));

    private sealed record Together(bool Waits, IReadOnlyList<string> Roles);
}
