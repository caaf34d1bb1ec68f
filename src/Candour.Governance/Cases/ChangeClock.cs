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

/// <summary>Stops the clock of an open step, sets it going again, or gives more time, where the procedure allows it. Whoever handles the case does so, and gives the reason. It is kept among the case's answers, so that a replay counts the same days.</summary>
public sealed class ChangeClock(Operations operations, AccessPolicy access, RulebookShelf shelf)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        /// <summary>The step whose clock it is.</summary>
        public required string Step { get; init; }

        public required ClockChange Change { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The case, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>clock.handler</c>, <c>note.data</c>, or a refusal of the interpreter (<see cref="StepRefusal.Codes"/>).</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, request.Change.Do switch { ClockChange.Stop => "clock-stopped", ClockChange.GoOn => "clock-set-going", _ => "clock-extended" }, request.Why, async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            var (db, one) = (operation.Db, reach.Case);
            if (scope.Person is { } person && !await db.CasePeople.AnyAsync(p => p.Matter == request.Case && p.Part == Part.Handler && p.Person == person, operation.Cancel))
            {
                return new Error("clock.handler", "Only whoever handles the case moves its clocks.", "Take the case over first, with the reason.");
            }

            var walk = await CaseSteps.ReplayAsync(db, one, shelf, operation.Cancel);
            var was = DueOf(walk, request.Step);
            var answer = new StepAnswer { Step = request.Step, Clock = request.Change, Reason = request.Why.Trim(), At = operation.At, Role = scope.Person is null ? null : reach.Roles };
            var outcome = walk.Answer(answer);
            if (outcome.Refusal is { } refusal)
            {
                return new Error(refusal.Code, $"{refusal.What} {refusal.Why}".Trim(), refusal.ToDo);
            }

            var row = new CaseAnswer { Organisation = scope.Organisation, Matter = request.Case, Number = ++one.Answers, Step = request.Step, Answer = JsonSerializer.Serialize(answer, EngineJson.Line.StepAnswer), At = operation.At, By = scope.By };
            db.CaseAnswers.Add(row);
            await CaseSteps.MoveAsync(operation, one, outcome.Walk!, request.Step);
            if (await db.DataRequests.SingleOrDefaultAsync(r => r.Matter == request.Case, operation.Cancel) is { } asked && AskForData.DueOn(outcome.Walk!) is { } due)
            {
                // Whoever asked sees until when; why is for information governance to tell them.
                (await db.DataReplies.SingleAsync(r => r.Request == asked.Reference, operation.Cancel)).DueOn = due;
            }

            operation.Record(
                request.Case.Text, new JsonObject { ["number"] = row.Number, ["step"] = row.Step, ["by"] = request.Change.By?.ToString(), ["was"] = was, ["due"] = DueOf(outcome.Walk!, request.Step) },
                Vouched.For($"answer/{request.Case}/{row.Number}", row.Answer));
            return one;
        }, cancel);

    private static string? DueOf(Walk walk, string step) => walk.Open.FirstOrDefault(o => o.Id == step)?.Due?.Until()?.Written;
}
