using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Gives a task to somebody by name, or takes it oneself.</summary>
public sealed class AssignTask(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Task { get; init; }

        public required Reference To { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The task, or <c>task.not-found</c>, <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>task.done</c>, <c>person.not-found</c>, <c>task.cannot</c> or <c>task.same</c>.</returns>
    public Task<Result<CaseTask>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<CaseTask>(scope, "task-assigned", request.Why, async operation =>
        {
            var db = operation.Db;
            var task = await db.CaseTasks.SingleOrDefaultAsync(t => t.Reference == request.Task, operation.Cancel);
            if (task is null)
            {
                return new Error("task.not-found", $"There is no task `{request.Task}`.", "Open the case, and take it from there.");
            }

            if ((await CaseInReach.OpenAsync(operation, access, task.Matter)).Failed(out var error, out _))
            {
                return error;
            }

            if (task.DoneAt is not null)
            {
                return new Error("task.done", $"That step was done on {task.DoneAt:yyyy-MM-dd HH:mm}.", "Look at the case's story.");
            }

            var person = await db.People.SingleOrDefaultAsync(p => p.Reference == request.To, operation.Cancel);
            if (person is null || person.LeftOn < operation.At.UkDay())
            {
                return Person.NotFound(request.To);
            }

            // The same words whatever the reason: why somebody cannot take it may be what they must not know.
            if ((await operation.KeptFromAsync(task.Matter)).Contains(request.To))
            {
                return new Error("task.cannot", "This person cannot take it.", "Choose somebody else.");
            }

            if (task.Person == request.To)
            {
                return new Error("task.same", "It is theirs already.", "Nothing needs to be done.");
            }

            task.Person = request.To;
            operation.Record(task.Matter.Text, new JsonObject { ["task"] = task.Reference.Text, ["step"] = task.Step, ["to"] = request.To.Text });
            return task;
        }, cancel);
}
