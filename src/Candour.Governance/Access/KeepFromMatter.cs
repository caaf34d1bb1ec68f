using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Access;

/// <summary>Walls somebody off from a matter because of a person who is named in it: whoever must not know because of them.</summary>
public sealed class KeepFromMatter(Operations operations)
{
    public sealed record Request
    {
        public required Reference Matter { get; init; }

        /// <summary>Who must not know.</summary>
        public required Reference Person { get; init; }

        /// <summary>Because of whom.</summary>
        public required Reference Because { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The matter, or <c>matter.not-found</c>, <c>person.not-found</c>, <c>wall.because</c>, <c>wall.own</c> or <c>wall.exists</c>.</returns>
    public Task<Result<Matter>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Matter>(scope, "person-kept-from-matter", request.Why, async operation =>
        {
            var matter = await operation.Db.Matters.Include(m => m.Named).SingleOrDefaultAsync(m => m.Reference == request.Matter, operation.Cancel);
            if (matter is null)
            {
                return Matter.NotFound(request.Matter);
            }

            if (await operation.Db.People.FindAsync([scope.Organisation, request.Person], operation.Cancel) is null)
            {
                return Person.NotFound(request.Person);
            }

            if (matter.Named.All(n => n.Person != request.Because))
            {
                return new Error("wall.because", $"`{request.Because}` is not named in `{request.Matter}`.", "Say because of which named person.");
            }

            if (request.Person == scope.Person)
            {
                return new Error("wall.own", "Nobody walls themselves off.", "Hand the matter to somebody else first, and let them do it.");
            }

            if (await operation.Db.Walls.FindAsync([scope.Organisation, request.Matter, request.Person], operation.Cancel) is not null)
            {
                return new Error("wall.exists", $"`{request.Person}` is kept from `{request.Matter}` already.", "Nothing needs to be done.");
            }

            operation.Db.Walls.Add(new() { Organisation = scope.Organisation, Matter = request.Matter, Person = request.Person, Because = request.Because });
            operation.Record(matter.Reference.Text, new JsonObject { ["person"] = request.Person.Text, ["because"] = request.Because.Text });
            return matter;
        }, cancel);
}
