using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>Opens a closed case again, with what was done in it: notes, evidence and people can be added, and it is closed anew with a new outcome.</summary>
public sealed class ReopenCase(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The case, or <c>case.not-found</c>, <c>case.merged</c> or <c>case.not-closed</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, "case-reopened", request.Why, async operation =>
        {
            if ((await CaseInReach.FindAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            var again = reach.Case;
            if (again.State is not CaseState.Closed)
            {
                return again.State is CaseState.Merged ? again.MustGoOn()! : new Error("case.not-closed", $"Case `{request.Case}` is open.", "Nothing needs to be done.");
            }

            var outcome = again.Outcome;
            (again.State, again.Outcome, again.ClosedAt) = (CaseState.Ended, null, null);
            operation.Record(request.Case.Text, new JsonObject { ["outcome"] = outcome });
            return again;
        }, cancel);
}
