using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.People;

public class PeopleTests
{
    private static readonly Scope Bellweather = Scope.OfSystem(House.Bellweather, "tests");

    [Theory]
    [EachDatabase]
    public async Task Add_BadOrTaken_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var add = new AddPerson(house.Operations);
        var request = new AddPerson.Request { StaffNumber = "S1", Name = "Aurel Quillham", Email = "aurel@example.org", JoinedOn = House.Today, Why = House.Why };
        House.Good(await add.RunAsync(Bellweather, request, House.Cancel));

        House.Refused("person.exists", await add.RunAsync(Bellweather, request with { StaffNumber = " S1 " }, House.Cancel));
        House.Refused("person.staff-number", await add.RunAsync(Bellweather, request with { StaffNumber = " " }, House.Cancel));
        House.Refused("person.name", await add.RunAsync(Bellweather, request with { StaffNumber = "S2", Name = "" }, House.Cancel));
        foreach (var email in new[] { "aurel", "@example.org", "aurel@", "a@b@c", "" })
        {
            House.Refused("person.email", await add.RunAsync(Bellweather, request with { StaffNumber = "S2", Email = email }, House.Cancel));
        }

        House.Good(await add.RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), request, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Entry_OfAPerson_HoldsNoName(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var person = await house.PersonAsync(name: "Aurel Quillham");

        var entry = Assert.Single(await house.EntriesAsync(House.Bellweather));
        Assert.Equal(person.Reference.Text, entry.Subject);
        Assert.DoesNotContain("Quillham", entry.Body, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task Grant_Role_HoldsOnItsDays(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await house.AdoptAsync();
        var (person, other) = (await house.PersonAsync(), await house.PersonAsync());
        var grant = new GrantRole(house.Operations);
        var request = new GrantRole.Request { Person = person.Reference, Rulebook = Rulebooks.Make(), Role = "line-manager", From = House.Today, Until = House.Today.AddDays(10), Why = House.Why };
        var granted = House.Good(await grant.RunAsync(Scope.Of(House.Bellweather, other.Reference), request, House.Cancel));

        Assert.Equal(("manager", other.Reference.Text), (granted.Is, granted.GrantedBy));
        House.Refused("role.held", await grant.RunAsync(Bellweather, request with { From = House.Today.AddDays(10), Until = null }, House.Cancel));
        House.Good(await grant.RunAsync(Bellweather, request with { From = House.Today.AddDays(11), Until = null }, House.Cancel));
        House.Refused("role.own", await grant.RunAsync(Scope.Of(House.Bellweather, person.Reference), request, House.Cancel));
        House.Refused("role.days", await grant.RunAsync(Bellweather, request with { Until = House.Today.AddDays(-1) }, House.Cancel));
        House.Refused("role.not-found", await grant.RunAsync(Bellweather, request with { Role = "astronaut" }, House.Cancel));
        House.Refused("person.not-found", await grant.RunAsync(Bellweather, request with { Person = Reference.New() }, House.Cancel));
        House.Refused("policy.not-in-force", await grant.RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), request, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Equal([0, 1, 1, 1], new[] { -1, 0, 10, 11 }.Select(d => db.RoleGrants.On(House.Today.AddDays(d)).Count()));
    }

    [Theory]
    [EachDatabase]
    public async Task Withdraw_Role_EndsOnce(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await house.AdoptAsync();
        var grant = await house.RoleAsync(await house.PersonAsync(), "line-manager");
        var withdraw = new WithdrawRole(house.Operations);
        var request = new WithdrawRole.Request { Grant = grant.Reference, Until = House.Today.AddDays(-1), Why = House.Why };

        House.Refused("role.past", await withdraw.RunAsync(Bellweather, request with { Until = House.Today.AddDays(-2) }, House.Cancel));
        House.Refused("role.grant-not-found", await withdraw.RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), request, House.Cancel));
        House.Good(await withdraw.RunAsync(Bellweather, request, House.Cancel));
        House.Refused("role.ended", await withdraw.RunAsync(Bellweather, request, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Empty(await db.RoleGrants.On(House.Today).ToListAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Name_LineManager_FollowsTheDay(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (worker, first, second, top) = (await house.PersonAsync(), await house.PersonAsync(), await house.PersonAsync(), await house.PersonAsync());
        await house.ManagerAsync(worker, first, new(2026, 1, 1));
        await house.ManagerAsync(first, top, new(2026, 1, 1));
        await house.ManagerAsync(second, top, new(2026, 1, 1));
        await house.ManagerAsync(worker, second, new(2026, 4, 1));

        var name = new NameLineManager(house.Operations);
        var request = new NameLineManager.Request { Person = top.Reference, Manager = worker.Reference, From = new(2026, 5, 1), Why = House.Why };
        House.Refused("manager.circle", await name.RunAsync(Bellweather, request, House.Cancel));
        House.Refused("manager.circle", await name.RunAsync(Bellweather, request with { Manager = top.Reference }, House.Cancel));
        House.Refused("manager.circle", await name.RunAsync(Bellweather, request with { Person = second.Reference, Manager = worker.Reference, From = new(2026, 4, 2) }, House.Cancel));
        House.Refused("manager.later", await name.RunAsync(Bellweather, request with { Person = worker.Reference, Manager = first.Reference, From = new(2026, 4, 1) }, House.Cancel));
        House.Refused("person.not-found", await name.RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), request, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Equal([first.Reference, top.Reference], await db.AboveAsync(worker.Reference, new(2026, 3, 31), House.Cancel));
        Assert.Equal([second.Reference, top.Reference], await db.AboveAsync(worker.Reference, new(2026, 4, 1), House.Cancel));
        Assert.Empty(await db.AboveAsync(worker.Reference, new(2025, 12, 31), House.Cancel));
        Assert.Equal(3, (await db.BelowAsync(top.Reference, new(2026, 4, 1), House.Cancel)).Count);
        Assert.Empty(await db.BelowAsync(first.Reference, new(2026, 4, 1), House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Appoint_Deputy_HasALastDay(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (deputy, absent) = (await house.PersonAsync(), await house.PersonAsync());
        var appoint = new AppointDeputy(house.Operations);
        var request = new AppointDeputy.Request { Person = deputy.Reference, For = absent.Reference, From = House.Today, Until = House.Today.AddDays(5), Why = House.Why };

        House.Good(await appoint.RunAsync(Bellweather, request, House.Cancel));
        House.Refused("deputy.exists", await appoint.RunAsync(Bellweather, request, House.Cancel));
        House.Refused("deputy.self", await appoint.RunAsync(Bellweather, request with { For = deputy.Reference }, House.Cancel));
        House.Refused("deputy.days", await appoint.RunAsync(Bellweather, request with { Until = House.Today.AddDays(-1) }, House.Cancel));
        House.Refused("person.not-found", await appoint.RunAsync(Bellweather, request with { For = Reference.New() }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Place_Student_UntilADay(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var student = await house.PersonAsync();
        var place = new PlacePerson(house.Operations);
        var request = new PlacePerson.Request { Person = student.Reference, Place = "Harebeck Ward", As = "student", From = House.Today, Until = House.Today.AddDays(30), Why = House.Why };

        House.Good(await place.RunAsync(Bellweather, request, House.Cancel));
        House.Refused("placement.as", await place.RunAsync(Bellweather, request with { As = "patient" }, House.Cancel));
        House.Refused("placement.place", await place.RunAsync(Bellweather, request with { Place = " " }, House.Cancel));
        House.Refused("placement.days", await place.RunAsync(Bellweather, request with { Until = House.Today.AddDays(-1) }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Leave_Manager_EndsWhatTheyHeld(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await house.AdoptAsync();
        var (manager, worker, top) = (await house.PersonAsync(), await house.PersonAsync(), await house.PersonAsync());
        await house.ManagerAsync(worker, manager);
        await house.ManagerAsync(manager, top);
        await house.RoleAsync(manager, "line-manager");
        var last = House.Today.AddDays(14);
        House.Good(await new PlacePerson(house.Operations).RunAsync(Bellweather, new() { Person = manager.Reference, Place = "Rowan Ward", As = "manager", From = House.Today, Why = House.Why }, House.Cancel));
        House.Good(await new AppointDeputy(house.Operations).RunAsync(Bellweather, new() { Person = worker.Reference, For = manager.Reference, From = House.Today, Until = last.AddDays(9), Why = House.Why }, House.Cancel));

        var leave = new RecordLeaver(house.Operations);
        House.Refused("person.left", await leave.RunAsync(Bellweather, new() { Person = manager.Reference, LeftOn = new(2019, 1, 1), Why = House.Why }, House.Cancel));
        House.Good(await leave.RunAsync(Bellweather, new() { Person = manager.Reference, LeftOn = last, Why = "a new post elsewhere" }, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        foreach (var (day, held) in new[] { (last, 1), (last.AddDays(1), 0) })
        {
            Assert.Equal(held, await db.RoleGrants.On(day).CountAsync(House.Cancel));
            Assert.Equal(held, await db.Placements.On(day).CountAsync(House.Cancel));
            Assert.Equal(held, await db.Deputies.On(day).CountAsync(House.Cancel));
            Assert.Equal(2 * held, await db.Management.On(day).CountAsync(House.Cancel));
        }

        House.Refused("person.left", await new GrantRole(house.Operations).RunAsync(Bellweather, new() { Person = manager.Reference, Rulebook = Rulebooks.Make(), Role = "communications", From = House.Today, Why = House.Why }, House.Cancel));
        House.Refused("person.left", await new NameLineManager(house.Operations).RunAsync(Bellweather, new() { Person = worker.Reference, Manager = manager.Reference, From = last.AddDays(5), Why = House.Why }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Seat_OneHumanInTwoOrganisations_IsKnownOnlyToTheInstallation(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (here, there) = (await house.PersonAsync(House.Bellweather), await house.PersonAsync(House.Wessmoor));
        var seat = new SeatPerson(house.Store, house.Operations);
        var human = Reference.New();
        var request = new SeatPerson.Request { Account = human, At = House.Bellweather, Person = here.Reference, Why = House.Why };

        House.Refused("person.not-found", await seat.RunAsync(House.Installation, request with { At = House.Wessmoor }, House.Cancel));
        House.Good(await seat.RunAsync(House.Installation, request, House.Cancel));
        House.Refused("seat.taken", await seat.RunAsync(House.Installation, request with { Account = Reference.New() }, House.Cancel));
        House.Good(await seat.RunAsync(House.Installation, request with { At = House.Wessmoor, Person = there.Reference }, House.Cancel));
        House.Refused("seat.exists", await seat.RunAsync(House.Installation, request with { Person = (await house.PersonAsync()).Reference }, House.Cancel));

        await using var installation = house.Store.Read(House.Installation);
        Assert.Equal([House.Bellweather, House.Wessmoor], await installation.Seats.Where(s => s.Account == human).OrderBy(s => s.At).Select(s => s.At).ToListAsync(House.Cancel));
        await using var db = house.Read(House.Bellweather);
        Assert.Empty(await db.Seats.ToListAsync(House.Cancel));
    }
}
