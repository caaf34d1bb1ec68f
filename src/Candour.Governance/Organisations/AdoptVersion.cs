using System.Text.Json.Nodes;
using Candour.Engine.Rulebooks;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Organisations;

/// <summary>Puts a version of a policy in force in an organisation from a day.</summary>
public sealed class AdoptVersion(Operations operations)
{
    public sealed record Request
    {
        public required Rulebook Rulebook { get; init; }

        /// <summary>First day. It may lie in the past: history is kept too.</summary>
        public required DateOnly From { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The adoption, or <c>adoption.too-early</c>, <c>adoption.exists</c> or <c>adoption.not-a-party</c>.</returns>
    public Task<Result<Adoption>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Adoption>(scope, "version-adopted", request.Why, async operation =>
        {
            var rulebook = request.Rulebook;
            if (request.From < rulebook.InForce)
            {
                return new Error("adoption.too-early", $"Version {rulebook.Version} of `{rulebook.Id}` is in force from {rulebook.InForce:yyyy-MM-dd}, after {request.From:yyyy-MM-dd}.", "Choose that day or a later one.");
            }

            if (await operation.Db.JointPolicies.FindAsync([rulebook.Id], operation.Cancel) is { } joint && joint.Parties.All(p => p.Organisation != scope.Organisation))
            {
                return new Error("adoption.not-a-party", $"Policy `{rulebook.Id}` is shared by {string.Join(" and ", joint.Parties.Select(p => $"`{p.Organisation}`"))}.", "Adopt a policy of your own, or become a party to this one.");
            }

            // A corrected edition of the same version, from the same day, takes the place of the one before; the ledger says so.
            var there = await operation.Db.Adoptions.FindAsync([scope.Organisation, rulebook.Id, request.From], operation.Cancel);
            if (there is not null && (there.Version != rulebook.Version || there.Stamp == rulebook.Stamp))
            {
                return new Error("adoption.exists", $"Version {there.Version} of `{rulebook.Id}` is in force from {request.From:yyyy-MM-dd} already.", "Choose another day.");
            }

            var adoption = there ?? new Adoption { Organisation = scope.Organisation, Policy = rulebook.Id, From = request.From, Version = rulebook.Version, Stamp = "" };
            adoption.Stamp = rulebook.Stamp;
            if (there is null)
            {
                operation.Db.Adoptions.Add(adoption);
            }

            operation.Record(rulebook.Id, new JsonObject { ["version"] = rulebook.Version, ["from"] = $"{request.From:yyyy-MM-dd}", ["stamp"] = rulebook.Stamp });
            return adoption;
        }, cancel);
}
