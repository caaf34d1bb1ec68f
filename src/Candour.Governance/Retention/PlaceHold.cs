using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Retention;

/// <summary>Places a legal hold on a matter that whoever acts keeps.</summary>
public sealed class PlaceHold(Operations operations)
{
    public sealed record Request
    {
        public required Reference Matter { get; init; }

        /// <summary>What asks for it; the reason in the ledger.</summary>
        public required string Ground { get; init; }
    }

    /// <returns>The hold, or <c>matter.not-found</c> or <c>operation.why</c>.</returns>
    public Task<Result<LegalHold>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<LegalHold>(scope, "hold-placed", request.Ground, async operation =>
        {
            if (await operation.KeptMatterAsync(request.Matter) is null)
            {
                return Matter.NotFound(request.Matter);
            }

            var hold = new LegalHold { Organisation = scope.Organisation, Reference = Reference.New(), Matter = request.Matter, Ground = request.Ground.Trim(), PlacedAt = operation.At, PlacedBy = scope.By };
            operation.Db.LegalHolds.Add(hold);
            operation.Record(request.Matter.Text, new() { ["hold"] = hold.Reference.Text });
            return hold;
        }, cancel);
}
