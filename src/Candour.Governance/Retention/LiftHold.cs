using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Retention;

/// <summary>Lifts a legal hold; others on the same matter stay.</summary>
public sealed class LiftHold(Operations operations)
{
    public sealed record Request
    {
        public required Reference Hold { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The hold, or <c>hold.not-found</c> or <c>hold.lifted</c>.</returns>
    public Task<Result<LegalHold>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<LegalHold>(scope, "hold-lifted", request.Why, async operation =>
        {
            var hold = await operation.Db.LegalHolds.FindAsync([scope.Organisation, request.Hold], operation.Cancel);
            if (hold is null || await operation.KeptMatterAsync(hold.Matter) is null)
            {
                return new Error("hold.not-found", $"There is no hold `{request.Hold}`.", "Check the reference.");
            }

            if (hold.LiftedAt is not null)
            {
                return new Error("hold.lifted", $"The hold `{request.Hold}` was lifted on {hold.LiftedAt:yyyy-MM-dd}.", "Nothing needs to be done.");
            }

            hold.LiftedAt = operation.At;
            operation.Record(hold.Matter.Text, new() { ["hold"] = hold.Reference.Text });
            return hold;
        }, cancel);
}
