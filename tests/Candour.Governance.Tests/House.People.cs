using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;

namespace Candour.Governance.Tests;

internal sealed partial class House
{
    private int _people;

    public async Task<Person> PersonAsync(string organisation = Bellweather, string? name = null)
    {
        var n = ++_people;
        return Good(await new AddPerson(Operations).RunAsync(Scope.OfSystem(organisation, "tests"), new() { StaffNumber = $"S{n:000}", Name = name ?? $"Invented Person {n}", JoinedOn = new(2020, 1, 1), Why = Why }, Cancel));
    }

    public async Task<RoleGrant> RoleAsync(Person person, string role, DateOnly? from = null, DateOnly? until = null) => Good(await new GrantRole(Operations).RunAsync(
        Scope.OfSystem(person.Organisation, "tests"), new() { Person = person.Reference, Rulebook = Rulebooks.Make(), Role = role, From = from ?? Today, Until = until, Why = Why }, Cancel));

    public async Task ManagerAsync(Person person, Person manager, DateOnly? from = null) => Good(await new NameLineManager(Operations).RunAsync(
        Scope.OfSystem(person.Organisation, "tests"), new() { Person = person.Reference, Manager = manager.Reference, From = from ?? new(2025, 1, 1), Why = Why }, Cancel));

    public async Task AdoptAsync(string organisation = Bellweather) => Good(await new AdoptVersion(Operations).RunAsync(
        Scope.OfSystem(organisation, "tests"), new() { Rulebook = Rulebooks.Make(), From = new(2026, 1, 1), Why = Why }, Cancel));
}
