using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Somebody leaves: with their last day end their roles, placements, deputies and their place in the line.</summary>
public sealed class RecordLeaver(Operations operations)
{
    public sealed record Request
    {
        public required Reference Person { get; init; }

        /// <summary>Last day.</summary>
        public required DateOnly LeftOn { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The person, or <c>person.not-found</c> or <c>person.left</c>.</returns>
    public Task<Result<Person>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Person>(scope, "person-left", request.Why, async operation =>
        {
            var person = await operation.Db.People.FindAsync([scope.Organisation, request.Person], operation.Cancel);
            if (person is null)
            {
                return Person.NotFound(request.Person);
            }

            if (request.LeftOn < person.JoinedOn)
            {
                return new Error("person.left", $"`{request.Person}` joined on {person.JoinedOn:yyyy-MM-dd}, after {request.LeftOn:yyyy-MM-dd}.", "Choose that day or a later one.");
            }

            person.LeftOn = request.LeftOn;
            var ended = await EndAsync(operation, [person.Reference], request.LeftOn);
            operation.Record(person.Reference.Text, new JsonObject { ["leftOn"] = $"{request.LeftOn:yyyy-MM-dd}", ["ended"] = ended });
            return person;
        }, cancel);

    /// <summary>Ends everything that people hold; those whom they managed have no manager then, until somebody names one.</summary>
    /// <returns>How many rows ended.</returns>
    internal static async Task<int> EndAsync(Operation operation, IReadOnlyCollection<Reference> people, DateOnly last)
    {
        var db = operation.Db;
        var rows = new List<Dated>();
        rows.AddRange(await db.RoleGrants.Where(g => people.Contains(g.Person)).ToListAsync(operation.Cancel));
        rows.AddRange(await db.Placements.Where(p => people.Contains(p.Person)).ToListAsync(operation.Cancel));
        rows.AddRange(await db.Deputies.Where(d => people.Contains(d.Person) || people.Contains(d.For)).ToListAsync(operation.Cancel));
        rows.AddRange(await db.Management.Where(m => people.Contains(m.Person) || people.Contains(m.Manager)).ToListAsync(operation.Cancel));
        return rows.Count(r => r.EndOn(last));
    }
}
