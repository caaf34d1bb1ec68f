using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Somebody steps aside from a case: their tasks go back to their role, and they see nothing of it any more.</summary>
public sealed class Recuse(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What is kept of it, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c> or <c>recuse.system</c>.</returns>
    public Task<Result<CasePerson>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<CasePerson>(scope, "recused", request.Why, async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out _))
            {
                return error;
            }

            if (scope.Person is not { } person)
            {
                return new Error("recuse.system", "Only a person steps aside.", "Sign in as that person.");
            }

            foreach (var task in await operation.Db.CaseTasks.Where(t => t.Matter == request.Case && t.DoneAt == null && t.Person == person).ToListAsync(operation.Cancel))
            {
                await TaskRouting.HandBackAsync(operation, task, person);
            }

            var aside = new CasePerson { Organisation = scope.Organisation, Reference = Reference.New(), Matter = request.Case, Part = Part.Recused, Person = person };
            operation.Db.CasePeople.Add(aside);
            await operation.KeepAsync(request.Case, person);
            operation.Record(request.Case.Text, new JsonObject { ["person"] = person.Text });
            return aside;
        }, cancel);
}
