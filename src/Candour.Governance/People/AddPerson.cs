using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Adds one person. A whole workforce comes by <see cref="ImportWorkforce"/>.</summary>
public sealed class AddPerson(Operations operations)
{
    public sealed record Request
    {
        public required string StaffNumber { get; init; }

        public required string Name { get; init; }

        public string? Email { get; init; }

        public required DateOnly JoinedOn { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The person, or <c>person.staff-number</c>, <c>person.name</c>, <c>person.email</c> or <c>person.exists</c>.</returns>
    public Task<Result<Person>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<Person>(scope, "person-added", request.Why, async operation =>
        {
            var (number, name) = (request.StaffNumber.Trim(), request.Name.Trim());
            if (Person.Check(number, name, request.Email) is { } wrong)
            {
                return wrong;
            }

            if (await operation.Db.People.AnyAsync(p => p.StaffNumber == number, operation.Cancel))
            {
                return new Error("person.exists", $"Staff number `{number}` is taken.", "Look the person up, or correct the number.");
            }

            var person = new Person { Organisation = scope.Organisation, Reference = Reference.New(), StaffNumber = number, Name = name, Email = request.Email, JoinedOn = request.JoinedOn };
            operation.Db.People.Add(person);
            operation.Record(person.Reference.Text, new JsonObject { ["joinedOn"] = $"{person.JoinedOn:yyyy-MM-dd}" });
            return person;
        }, cancel);
}
