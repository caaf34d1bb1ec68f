using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Accounts;

/// <summary>Who signs in with an organisation's directory: bound once, for that organisation only; ended by its word, once.</summary>
public class DirectoryLinkTests
{
    private const string Issuer = "https://login.example/";

    [Theory]
    [EachDatabase]
    public async Task Link_SameSubjectAtTwoOrganisations_IsTwoAccounts(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (here, there) = (await house.PersonAsync(), await house.PersonAsync(House.Wessmoor));

        var first = House.Good(await LinkAsync(house, here));
        var second = House.Good(await LinkAsync(house, there));

        Assert.NotEqual(first.Reference, second.Reference);
        Assert.Equal(first.Reference, House.Good(await LinkAsync(house, here)).Reference);
        await using var db = house.Store.Read(House.Installation);
        Assert.Equal([(House.Bellweather, first.Reference), (House.Wessmoor, second.Reference)], (await db.Seats.ToListAsync(House.Cancel)).Select(s => (s.At, s.Account)).OrderBy(s => s.At, StringComparer.Ordinal));
    }

    [Theory]
    [EachDatabase]
    public async Task Link_OfSomebodyElse_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (one, other) = (await house.PersonAsync(), await house.PersonAsync());
        House.Good(await LinkAsync(house, one));

        Assert.Equal("directory.linked", (await LinkAsync(house, one, "s-2")).Error?.Code);
        Assert.Equal("directory.linked", (await LinkAsync(house, other)).Error?.Code);
        Assert.Equal("person.not-found", (await LinkAsync(house, one, at: House.Wessmoor)).Error?.Code);
        Assert.Equal("directory.subject", (await LinkAsync(house, other, "")).Error?.Code);
    }

    [Theory]
    [EachDatabase]
    public async Task Link_OfALeaver_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var person = await house.PersonAsync();
        House.Good(await new RecordLeaver(house.Operations).RunAsync(Scope.OfSystem(House.Bellweather, "tests"), new() { Person = person.Reference, LeftOn = House.Today.AddDays(-1), Why = House.Why }, House.Cancel));

        Assert.Equal("person.left", (await LinkAsync(house, person)).Error?.Code);
    }

    [Theory]
    [EachDatabase]
    public async Task Seat_TakenAnew_EndsWhatTheDirectoryBoundThere_AndNothingElsewhere(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var (here, there) = (await house.PersonAsync(), await house.PersonAsync(House.Wessmoor));
        var account = House.Good(await LinkAsync(house, here));
        House.Good(await SeatAsync(house, account.Reference, there));
        Assert.Equal(account.Reference, House.Good(await LinkAsync(house, there, "w-1")).Reference);

        House.Good(await SeatAsync(house, Reference.New(), here));

        await using var db = house.Store.Read(House.Installation);
        Assert.Equal([House.Wessmoor], await db.DirectoryLinks.Select(l => l.At).ToListAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task End_CountsOnce_AndForThatDirectoryOnly(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var account = House.Good(await LinkAsync(house, await house.PersonAsync()));
        await StartAsync(house, account, House.Bellweather, "a");
        await StartAsync(house, account, House.Bellweather, "b");
        await StartAsync(house, account, null, null);

        Assert.Empty(House.Good(await EndAsync(house, "w-0", at: House.Wessmoor)));
        Assert.Single(House.Good(await EndAsync(house, "w-1", session: "a")));
        Assert.Single(House.Good(await EndAsync(house, "w-2")));
        await StartAsync(house, account, House.Bellweather, "c");
        Assert.Empty(House.Good(await EndAsync(house, "w-2")));
        await using var db = house.Store.Read(House.Installation);
        Assert.Equal(2, await db.Sessions.CountAsync(s => s.EndedAt == null, House.Cancel));
    }

    private static Task<Result<Account>> LinkAsync(House house, Person person, string subject = "s-1", string? at = null) =>
        new LinkDirectory(house.Store, house.Operations).RunAsync(House.Installation, new() { Issuer = Issuer, Subject = subject, At = at ?? person.Organisation, Person = person.Reference, Why = House.Why }, House.Cancel);

    private static Task<Result<Seat>> SeatAsync(House house, Reference account, Person person) =>
        new SeatPerson(house.Store, house.Operations).RunAsync(House.Installation, new() { Account = account, At = person.Organisation, Person = person.Reference, Anew = true, Why = House.Why }, House.Cancel);

    private static async Task StartAsync(House house, Account account, string? directory, string? session) => House.Good(await new StartSession(house.Operations).RunAsync(
        House.Installation, new() { Account = account.Reference, Secret = Secrets.ForPrograms(), Longest = TimeSpan.FromHours(12), How = "directory", Directory = directory, DirectorySession = session, Why = House.Why }, House.Cancel));

    private static Task<Result<IReadOnlyList<Session>>> EndAsync(House house, string word, string? session = null, string at = House.Bellweather) =>
        new EndAtDirectory(house.Operations).RunAsync(House.Installation, new() { At = at, Issuer = Issuer, Subject = "s-1", Session = session, Word = word, Why = House.Why }, House.Cancel);
}
