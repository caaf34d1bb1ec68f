using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Says that two cases have to do with each other.</summary>
public sealed class LinkCases(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required Reference To { get; init; }

        /// <summary>How they belong together, 1 to 200 characters.</summary>
        public required string Why { get; init; }
    }

    /// <returns>The first case, or <c>case.not-found</c>, <c>link.self</c>, <c>link.exists</c> or <c>link.how</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, "cases-linked", request.Why, async operation =>
        {
            if (request.Case == request.To)
            {
                return new Error("link.self", "A case is not linked with itself.", "Give the other case's reference.");
            }

            if (request.Why.Trim().Length > 200)
            {
                return new Error("link.how", $"The reason has {request.Why.Trim().Length:N0} characters.", "Say in at most 200 how they belong together.");
            }

            if ((await CaseInReach.FindAsync(operation, access, request.Case)).Failed(out var error, out var one) || (await CaseInReach.FindAsync(operation, access, request.To)).Failed(out error, out _))
            {
                return error;
            }

            if (await operation.Db.CaseLinks.AnyAsync(l => l.Matter == request.Case && l.To == request.To, operation.Cancel))
            {
                return new Error("link.exists", $"`{request.Case}` and `{request.To}` are linked already.", "Nothing needs to be done.");
            }

            Link(operation, request.Case, request.To, request.Why.Trim());
            operation.Record(request.Case.Text, new JsonObject { ["to"] = request.To.Text });
            return one.Case;
        }, cancel);

    internal static void Link(Operation operation, Reference one, Reference other, string how) =>
        operation.Db.CaseLinks.AddRange(
            new CaseLink { Organisation = operation.Scope.Organisation, Matter = one, To = other, How = how },
            new CaseLink { Organisation = operation.Scope.Organisation, Matter = other, To = one, How = how });
}
