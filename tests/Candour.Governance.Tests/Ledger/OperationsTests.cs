using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Ledger;

public class OperationsTests
{
    [Theory]
    [EachDatabase]
    public async Task Run_Done_LeavesChangeAndEntry(Database database)
    {
        await using var house = await House.BuildAsync(database);

        var entries = await house.EntriesAsync(Scope.InstallationId);

        Assert.Equal(2, entries.Length);
        Assert.Equal(("<tests>", "organisation-registered", House.Bellweather, House.Why), (entries[0].By, entries[0].What, entries[0].Subject, entries[0].Why));
        Assert.Equal("""{"name":"Bellweather Care Homes"}""", entries[0].Content!.Value.GetRawText());
        Assert.Null(entries[0].Index);
        Assert.Equal(TimeSpan.Zero, entries[0].At.Offset);
        Assert.True(entries[0].At < entries[1].At);
    }

    [Theory]
    [EachDatabase]
    public async Task Run_Refused_LeavesNeither(Database database)
    {
        await using var house = await House.BuildAsync(database);

        House.Refused("operation.why", await new RegisterOrganisation(house.Operations).RunAsync(House.Installation, new() { Id = "third", Name = "Third", Why = " " }, House.Cancel));
        House.Refused("organisation.exists", await new RegisterOrganisation(house.Operations).RunAsync(House.Installation, new() { Id = House.Wessmoor, Name = "Third", Why = House.Why }, House.Cancel));

        Assert.Equal(2, (await house.EntriesAsync(Scope.InstallationId)).Length);
    }

    [Theory]
    [EachDatabase]
    public async Task Run_BreaksHalfWay_LeavesNeither(Database database)
    {
        await using var house = await House.BuildAsync(database);

        await Assert.ThrowsAsync<NotSupportedException>(() => house.Operations.RunAsync<Organisation>(House.Installation, "organisation-registered", House.Why, operation =>
        {
            operation.Db.Organisations.Add(new() { Id = "third", Name = "Third" });
            throw new NotSupportedException();
        }, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Equal(2, await db.Organisations.CountAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Run_WithoutRecord_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Operations.RunAsync<Organisation>(House.Installation, "organisation-registered", House.Why, operation =>
        {
            var third = new Organisation { Id = "third", Name = "Third" };
            operation.Db.Organisations.Add(third);
            return Task.FromResult<Result<Organisation>>(third);
        }, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Equal(2, await db.Organisations.CountAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task SaveChanges_OutsideAnOperation_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await using var db = house.Store.Read(House.Installation);
        db.Organisations.Add(new() { Id = "third", Name = "Third" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(House.Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(true, House.Cancel));
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges(false));
    }

    [Theory]
    [EachDatabase]
    public async Task SaveChanges_WithinAnOperation_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Operations.RunAsync<Organisation>(House.Installation, "organisation-registered", House.Why, async operation =>
        {
            var third = new Organisation { Id = "third", Name = "Third" };
            operation.Db.Organisations.Add(third);
            await operation.Db.SaveChangesAsync(operation.Cancel);
            return third;
        }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Run_ManyAtOnceForOneId_OneWins(Database database)
    {
        await using var house = await House.BuildAsync(database);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new RegisterOrganisation(house.Operations)
            .RunAsync(House.Installation, new() { Id = "third", Name = "Third", Why = House.Why }, House.Cancel))));

        Assert.Single(results, r => r.Error is null);
        Assert.All(results.Where(r => r.Error is not null), r => Assert.Equal("organisation.exists", r.Error!.Code));
        Assert.Equal(3, (await house.EntriesAsync(Scope.InstallationId)).Length);
    }

    [Theory]
    [EachDatabase]
    public async Task Run_InNoOrganisation_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);

        House.Refused("organisation.not-found", await new AdoptVersion(house.Operations).RunAsync(Scope.OfSystem("elsewhere", "tests"), new() { Rulebook = Rulebooks.Make(), From = House.Today, Why = House.Why }, House.Cancel));
    }
}
