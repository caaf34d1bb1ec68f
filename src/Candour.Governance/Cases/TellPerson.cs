using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>Records when the person concerned was told, or why not yet. No case closes without one of the two.</summary>
public sealed class TellPerson(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        /// <summary>When they were told; null when they were not.</summary>
        public DateTimeOffset? ToldAt { get; init; }

        /// <summary>What they were told, or why not yet; 1 to 1,000 characters.</summary>
        public required string Why { get; init; }
    }

    /// <returns>The case, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c> or <c>told.future</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, request.ToldAt is null ? "person-not-told" : "person-told", request.Why, async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            if (request.ToldAt > operation.At)
            {
                return new Error("told.future", "That time has not come yet.", "Record it once they have been told.");
            }

            var told = reach.Case;
            (told.ToldAt, told.ToldBy, told.NotToldBecause) = (request.ToldAt, scope.Person, request.ToldAt is null ? request.Why.Trim() : null);
            operation.Record(request.Case.Text, new JsonObject { ["at"] = request.ToldAt?.ToString("O") });
            return told;
        }, cancel);
}
