using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.People;

/// <summary>Somebody looked at a grant and says that it is still needed.</summary>
public sealed class ConfirmRole(Operations operations)
{
    public sealed record Request
    {
        public required Reference Grant { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The grant, or <c>role.grant-not-found</c>, <c>role.own</c> or <c>role.ended</c>.</returns>
    public Task<Result<RoleGrant>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<RoleGrant>(scope, "role-confirmed", request.Why, async operation =>
        {
            var grant = await operation.Db.RoleGrants.FindAsync([scope.Organisation, request.Grant], operation.Cancel);
            var today = operations.Clock.Today();
            if (grant is null)
            {
                return new Error("role.grant-not-found", $"There is no grant `{request.Grant}`.", "Look it up with the person who holds it.");
            }

            if (grant.Person == scope.Person)
            {
                return new Error("role.own", "Nobody confirms a role of their own.", "Let your manager or an administrator do it.");
            }

            if (grant.Until < today)
            {
                return new Error("role.ended", $"The grant ended on {grant.Until:yyyy-MM-dd}.", "Grant it anew if it is needed.");
            }

            (grant.ConfirmedOn, grant.ConfirmedBy) = (today, scope.By);
            operation.Record(grant.Person.Text, new JsonObject { ["grant"] = grant.Reference.Text });
            return grant;
        }, cancel);
}
