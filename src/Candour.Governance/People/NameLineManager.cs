using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Gives somebody a line manager from a day; the one before ends the day before.</summary>
public sealed class NameLineManager(Operations operations)
{
    public sealed record Request
    {
        public required Reference Person { get; init; }

        public required Reference Manager { get; init; }

        public required DateOnly From { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The row, or <c>person.not-found</c>, <c>person.left</c>, <c>manager.circle</c> or <c>manager.later</c>.</returns>
    public Task<Result<Management>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Management>(scope, "line-manager-named", request.Why, async operation =>
        {
            foreach (var reference in new[] { request.Person, request.Manager })
            {
                var person = await operation.Db.People.FindAsync([scope.Organisation, reference], operation.Cancel);
                if (person is null)
                {
                    return Person.NotFound(reference);
                }

                if (person.LeftOn is { } left)
                {
                    return new Error("person.left", $"`{reference}` leaves on {left:yyyy-MM-dd}.", "Name somebody who stays.");
                }
            }

            if (await operation.Db.Management.FirstOrDefaultAsync(m => m.Person == request.Person && m.From >= request.From && (m.Until == null || m.Until >= m.From), operation.Cancel) is { } later)
            {
                return new Error("manager.later", $"`{request.Person}` has a manager from {later.From:yyyy-MM-dd} already.", "Choose a later day.");
            }

            if (await operation.Db.WouldCircleAsync(request.Person, request.Manager, request.From, operation.Cancel))
            {
                return new Error("manager.circle", $"`{request.Manager}` is `{request.Person}`, or is below them.", "Change that person's manager first.");
            }

            var before = await operation.Db.Management.Where(m => m.Person == request.Person).ToListAsync(operation.Cancel);
            var row = Set(operation, before, request.Person, request.Manager, request.From);
            operation.Record(request.Person.Text, new JsonObject { ["manager"] = request.Manager.Text, ["from"] = $"{request.From:yyyy-MM-dd}" });
            return row;
        }, cancel);

    internal static Management Set(Operation operation, IEnumerable<Management> before, Reference person, Reference manager, DateOnly from)
    {
        foreach (var earlier in before)
        {
            earlier.EndOn(from.AddDays(-1));
            if (earlier.From == from)
            {
                operation.Db.Remove(earlier); // it never came to hold, and its day is wanted
            }
        }

        var row = new Management { Organisation = operation.Scope.Organisation, Person = person, Manager = manager, From = from };
        operation.Db.Management.Add(row);
        return row;
    }
}
