using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>A case goes on as another that is about the same. What was written in it stays where it was; its open tasks fall away.</summary>
public sealed class MergeCase(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required Reference Into { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The merged case, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>merge.self</c> or <c>merge.walls</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, "case-merged", request.Why, async operation =>
        {
            if (request.Case == request.Into)
            {
                return new Error("merge.self", "A case does not go on as itself.", "Give the other case's reference.");
            }

            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var from) || (await CaseInReach.OpenAsync(operation, access, request.Into)).Failed(out error, out var into))
            {
                return error;
            }

            // Who must not know of the one would learn of it from the other.
            var db = operation.Db;
            var kept = await operation.KeptFromAsync(request.Into);
            if ((await operation.KeptFromAsync(request.Case)).Except(kept).Any())
            {
                return new Error("merge.walls", "Somebody must not know of the one case and may know of the other.", "Link them instead; each then stays with those who may see it.");
            }

            foreach (var task in await db.CaseTasks.Where(t => t.Matter == request.Case && t.DoneAt == null).ToListAsync(operation.Cancel))
            {
                task.DoneAt = operation.At;
            }

            (from.Case.State, from.Case.MergedInto, from.Case.ClosedAt) = (CaseState.Merged, into.Case.Matter, operation.At);
            if (!await db.CaseLinks.AnyAsync(l => l.Matter == request.Case && l.To == request.Into, operation.Cancel))
            {
                LinkCases.Link(operation, request.Case, request.Into, "went on as the other");
            }

            operation.Record(request.Case.Text, new JsonObject { ["into"] = request.Into.Text });
            return from.Case;
        }, cancel);
}
