using System.Text.Json.Nodes;
using Candour.Engine.Rulebooks;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Gives somebody a role of the policy, for a time.</summary>
public sealed class GrantRole(Operations operations)
{
    public sealed record Request
    {
        public required Reference Person { get; init; }

        /// <summary>The version in force on the first day; null for one of Candour's own roles.</summary>
        public required Rulebook? Rulebook { get; init; }

        /// <summary>A role of the rulebook, or of <see cref="OwnRole"/>, by its id.</summary>
        public required string Role { get; init; }

        public required DateOnly From { get; init; }

        public DateOnly? Until { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The grant, or <c>person.not-found</c>, <c>person.left</c>, <c>policy.not-in-force</c>, <c>role.not-found</c>, <c>role.days</c>, <c>role.own</c> or <c>role.held</c>.</returns>
    public Task<Result<RoleGrant>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<RoleGrant>(scope, "role-granted", request.Why, async operation =>
        {
            var (rulebook, policy) = (request.Rulebook, request.Rulebook?.Id ?? OwnRole.Policy);
            var roles = rulebook?.Roles ?? OwnRole.All;
            if (roles.FirstOrDefault(r => r.Id == request.Role) is not { } role)
            {
                return new Error("role.not-found", $"Policy `{policy}` has no role `{request.Role}`.", $"Its roles are: {string.Join(", ", roles.Select(r => r.Id))}.");
            }

            if (request.Until < request.From)
            {
                return new Error("role.days", $"{request.Until:yyyy-MM-dd} is before {request.From:yyyy-MM-dd}.", "Choose a last day that is not before the first.");
            }

            if (scope.Person == request.Person)
            {
                return new Error("role.own", "Nobody grants a role to themselves.", "Ask somebody else who may grant it.");
            }

            if (rulebook is not null && await operation.Db.CheckInForceAsync(rulebook, request.From, operation.Cancel) is { } notInForce)
            {
                return notInForce;
            }

            var person = await operation.Db.People.FindAsync([scope.Organisation, request.Person], operation.Cancel);
            if (person is null)
            {
                return Person.NotFound(request.Person);
            }

            if (person.LeftOn < (request.Until ?? DateOnly.MaxValue))
            {
                return new Error("person.left", $"`{request.Person}` leaves on {person.LeftOn:yyyy-MM-dd}.", "Grant the role until that day at the latest.");
            }

            var last = request.Until ?? DateOnly.MaxValue;
            if (await operation.Db.RoleGrants.AnyAsync(g => g.Person == request.Person && g.Policy == policy && g.Role == role.Id && g.From <= last && (g.Until == null || g.Until >= request.From), operation.Cancel))
            {
                return new Error("role.held", $"`{request.Person}` holds `{role.Name}` on some of these days already.", "Withdraw that grant first, or choose other days.");
            }

            var grant = new RoleGrant
            {
                Organisation = scope.Organisation, Reference = Reference.New(), Person = request.Person, Policy = policy, Role = role.Id, Is = role.Is,
                From = request.From, Until = request.Until, GrantedBy = scope.By,
            };
            operation.Db.RoleGrants.Add(grant);
            operation.Record(request.Person.Text, new JsonObject
            {
                ["grant"] = grant.Reference.Text, ["policy"] = grant.Policy, ["role"] = grant.Role, ["is"] = grant.Is, ["from"] = $"{grant.From:yyyy-MM-dd}", ["until"] = grant.Until is { } until ? $"{until:yyyy-MM-dd}" : null,
            });
            return grant;
        }, cancel);
}
