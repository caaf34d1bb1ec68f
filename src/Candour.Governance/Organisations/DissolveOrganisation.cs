using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Organisations;

/// <summary>Says when an organisation ended and which one took over. What it kept stays where it is; its people act in it no more.</summary>
public sealed class DissolveOrganisation(Operations operations)
{
    public sealed record Request
    {
        public required string Id { get; init; }

        /// <summary>Its last day.</summary>
        public required DateOnly On { get; init; }

        /// <summary>The organisation that took over; null when none did.</summary>
        public string? Successor { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The organisation, or <c>organisation.not-found</c>, <c>organisation.dissolved</c> or <c>organisation.successor</c>.</returns>
    public Task<Result<Organisation>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Organisation>(installation, "organisation-dissolved", request.Why, async operation =>
        {
            var organisation = await operation.Db.Organisations.FindAsync([request.Id], operation.Cancel);
            if (organisation is null)
            {
                return new Error("organisation.not-found", $"There is no organisation `{request.Id}`.", "Check its id.");
            }

            if (organisation.DissolvedOn is { } earlier)
            {
                return new Error("organisation.dissolved", $"Organisation `{request.Id}` ended on {earlier:yyyy-MM-dd} already.", "Nothing needs to be done.");
            }

            // Whoever took over may have ended later; a chain that comes back to its beginning would have no end.
            for (var next = request.Successor; next is not null;)
            {
                var taker = await operation.Db.Organisations.FindAsync([next], operation.Cancel);
                if (taker is null || taker.Id == request.Id)
                {
                    return new Error("organisation.successor", $"`{request.Successor}` cannot take over from `{request.Id}`.", taker is null ? "Register it first." : "Name an organisation that does not itself end in this one.");
                }

                next = taker.Successor;
            }

            (organisation.DissolvedOn, organisation.Successor) = (request.On, request.Successor);
            operation.Record(organisation.Id, new JsonObject { ["on"] = $"{request.On:yyyy-MM-dd}", ["successor"] = request.Successor });
            return organisation;
        }, cancel);
}
