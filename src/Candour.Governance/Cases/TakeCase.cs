using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Becomes the one who handles a case: what falls to "you" falls to them from now on.</summary>
public sealed class TakeCase(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What they are in it, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>case.handler</c> or <c>take.system</c>.</returns>
    public Task<Result<CasePerson>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<CasePerson>(scope, "case-taken", request.Why, async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out _))
            {
                return error;
            }

            if (scope.Person is not { } person)
            {
                return new Error("take.system", "Only a person handles a case.", "Sign in as that person.");
            }

            var people = await operation.Db.CasePeople.Where(p => p.Matter == request.Case).ToListAsync(operation.Cancel);
            if (people.Find(p => p.Part is Part.Handler) is { } handler)
            {
                if (handler.Person == person)
                {
                    return new Error("case.handler", "You handle it already.", "Nothing needs to be done.");
                }

                operation.Db.CasePeople.Remove(handler);
            }

            var was = (people.Find(p => p.Part is Part.Handler) ?? people.Find(p => p.Part is Part.Reporter))?.Person;
            foreach (var task in await operation.Db.CaseTasks.Where(t => t.Matter == request.Case && t.DoneAt == null && t.Role == null && t.Person == was).ToListAsync(operation.Cancel))
            {
                task.Person = person;
            }

            var mine = new CasePerson { Organisation = scope.Organisation, Reference = Reference.New(), Matter = request.Case, Part = Part.Handler, Person = person };
            operation.Db.CasePeople.Add(mine);
            operation.Record(request.Case.Text, new JsonObject { ["person"] = person.Text });
            return mine;
        }, cancel);
}
