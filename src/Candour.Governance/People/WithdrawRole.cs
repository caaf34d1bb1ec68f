using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.People;

/// <summary>Ends a grant.</summary>
public sealed class WithdrawRole(Operations operations)
{
    public sealed record Request
    {
        public required Reference Grant { get; init; }

        /// <summary>Last day on which it holds; yesterday at the earliest, since what somebody did in a role they did in it.</summary>
        public required DateOnly Until { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The grant, or <c>role.grant-not-found</c>, <c>role.past</c> or <c>role.ended</c>.</returns>
    public Task<Result<RoleGrant>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<RoleGrant>(scope, "role-withdrawn", request.Why, async operation =>
        {
            var grant = await operation.Db.RoleGrants.FindAsync([scope.Organisation, request.Grant], operation.Cancel);
            if (grant is null)
            {
                return new Error("role.grant-not-found", $"There is no grant `{request.Grant}`.", "Look it up with the person who holds it.");
            }

            if (request.Until < operations.Clock.Today().AddDays(-1))
            {
                return new Error("role.past", $"{request.Until:yyyy-MM-dd} is past.", "Choose yesterday, so that it no longer holds today, or a later day.");
            }

            if (!grant.EndOn(request.Until))
            {
                return new Error("role.ended", $"The grant ends on {grant.Until:yyyy-MM-dd} anyway.", "Nothing needs to be done.");
            }

            operation.Record(grant.Person.Text, new JsonObject { ["grant"] = grant.Reference.Text, ["until"] = $"{grant.Until:yyyy-MM-dd}" });
            return grant;
        }, cancel);
}
