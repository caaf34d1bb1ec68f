using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Adds somebody to a case. Whoever turns out to be implicated loses it at once, with every task they had in it.</summary>
public sealed class AddPersonToCase(Operations operations, AccessPolicy access)
{
    public sealed record Request
    {
        public required Reference Case { get; init; }

        public required Part Part { get; init; }

        public Reference? Person { get; init; }

        public string? Outsider { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What they are in it, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>person.not-found</c>, <c>person.who</c>, <c>person.part</c>, <c>person.self</c> or <c>person.in-case</c>.</returns>
    public Task<Result<CasePerson>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<CasePerson>(scope, "person-added-to-case", request.Why, async operation =>
        {
            if (request.Part is not (Part.Affected or Part.Witness or Part.Implicated))
            {
                return new Error("person.part", "Only people affected, witnesses and people implicated are added.", "Take the case to handle it; step aside to leave it.");
            }

            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out _))
            {
                return error;
            }

            var person = new CasePart(request.Part, request.Person, request.Outsider);
            if (await person.CheckAsync(operation) is { } refused)
            {
                return refused;
            }

            if (await operation.Db.CasePeople.AnyAsync(p => p.Matter == request.Case && p.Part == request.Part && p.Person == request.Person && p.Outsider == request.Outsider, operation.Cancel))
            {
                return new Error("person.in-case", "They are in the case as that already.", "Nothing needs to be done.");
            }

            var added = await person.AddToAsync(operation, request.Case);
            if (request is { Part: Part.Implicated, Person: { } implicated })
            {
                foreach (var task in await operation.Db.CaseTasks.Where(t => t.Matter == request.Case && t.DoneAt == null && t.Person == implicated).ToListAsync(operation.Cancel))
                {
                    await TaskRouting.HandBackAsync(operation, task, implicated);
                }
            }

            operation.Record(request.Case.Text, new JsonObject { ["part"] = $"{request.Part}".ToLowerInvariant(), ["person"] = request.Person?.Text });
            return added;
        }, cancel);
}

/// <summary>Somebody who is to be part of a case.</summary>
/// <param name="Part">As what.</param>
/// <param name="Person">One of our people; null for somebody from outside.</param>
/// <param name="Outsider">Somebody from outside, as they are called.</param>
public sealed record CasePart(Part Part, Reference? Person, string? Outsider)
{
    internal async Task<Error?> CheckAsync(Operation operation)
    {
        if (Person is null == string.IsNullOrWhiteSpace(Outsider) || Outsider?.Length > People.Person.NameMaxLength)
        {
            return new("person.who", "Say who it is: one of our people, or somebody from outside by name.", $"Give one of the two; a name has at most {People.Person.NameMaxLength} characters.");
        }

        if (Outsider is not null && PlainWords.Refuse(Outsider) is { } notWords)
        {
            return notWords;
        }

        if (Person is { } one && Part is Part.Implicated && one == operation.Scope.Person)
        {
            return new("person.self", "Whoever is implicated sees nothing of a case, and this is you.", "Report your own mistake as the one who reports it; let somebody else handle a case about you.");
        }

        return Person is { } person && !await operation.Db.People.AnyAsync(p => p.Reference == person, operation.Cancel) ? People.Person.NotFound(person) : null;
    }

    internal async Task<CasePerson> AddToAsync(Operation operation, Reference matter)
    {
        var (db, organisation) = (operation.Db, operation.Scope.Organisation);
        var added = new CasePerson { Organisation = organisation, Reference = Reference.New(), Matter = matter, Part = Part, Person = Person, Outsider = Outsider?.Trim() };
        db.CasePeople.Add(added);
        if (Part is Part.Implicated && Person is { } implicated)
        {
            db.NamedPeople.Add(new() { Organisation = organisation, Matter = matter, Person = implicated });
            await operation.KeepAsync(matter, implicated);
        }

        return added;
    }
}
