using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Organisations;

public class OrganisationsTests
{
    private static readonly Scope Bellweather = Scope.OfSystem(House.Bellweather, "tests");

    [Theory]
    [EachDatabase]
    public async Task Register_BadIdOrName_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var register = new RegisterOrganisation(house.Operations);

        foreach (var id in new[] { "", "Third", "-third", "third-", "a--b", "9lives", "third one", "installation", new string('a', 41) })
        {
            House.Refused("organisation.id", await register.RunAsync(House.Installation, new() { Id = id, Name = "Third", Why = House.Why }, House.Cancel));
        }

        House.Refused("organisation.name", await register.RunAsync(House.Installation, new() { Id = "third", Name = "  ", Why = House.Why }, House.Cancel));
        House.Refused("organisation.name", await register.RunAsync(House.Installation, new() { Id = "third", Name = new string('n', 201), Why = House.Why }, House.Cancel));
        House.Good(await register.RunAsync(House.Installation, new() { Id = "third-9", Name = new string('n', 200), Why = House.Why }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Dissolve_WithSuccessor_PeopleActInItNoMore(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var dissolve = new DissolveOrganisation(house.Operations);
        House.Good(await dissolve.RunAsync(House.Installation, new() { Id = House.Bellweather, On = House.Today.AddDays(-1), Successor = House.Wessmoor, Why = House.Why }, House.Cancel));

        House.Refused("organisation.dissolved", await dissolve.RunAsync(House.Installation, new() { Id = House.Bellweather, On = House.Today, Why = House.Why }, House.Cancel));
        House.Refused("organisation.successor", await dissolve.RunAsync(House.Installation, new() { Id = House.Wessmoor, On = House.Today, Successor = House.Bellweather, Why = House.Why }, House.Cancel));
        House.Refused("organisation.successor", await dissolve.RunAsync(House.Installation, new() { Id = House.Wessmoor, On = House.Today, Successor = "nobody", Why = House.Why }, House.Cancel));
        House.Refused("organisation.not-found", await dissolve.RunAsync(House.Installation, new() { Id = "nobody", On = House.Today, Why = House.Why }, House.Cancel));

        var adopt = new AdoptVersion(house.Operations);
        var request = new AdoptVersion.Request { Rulebook = Rulebooks.Make(), From = House.Today, Why = House.Why };
        House.Refused("organisation.dissolved", await adopt.RunAsync(Scope.Of(House.Bellweather, Reference.New()), request, House.Cancel));
        House.Good(await adopt.RunAsync(Scope.Of(House.Wessmoor, Reference.New()), request, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Share_JointPolicy_OnlyPartiesAdoptIt(Database database)
    {
        await using var house = await House.BuildAsync(database);
        House.Good(await new RegisterOrganisation(house.Operations).RunAsync(House.Installation, new() { Id = "third", Name = "Third", Why = House.Why }, House.Cancel));
        var share = new ShareJointPolicy(house.Operations);
        House.Refused("joint-policy.parties", await share.RunAsync(House.Installation, new() { Policy = "house", Organisations = [House.Wessmoor, House.Wessmoor], Why = House.Why }, House.Cancel));
        House.Refused("organisation.not-found", await share.RunAsync(House.Installation, new() { Policy = "house", Organisations = [House.Wessmoor, "nobody"], Why = House.Why }, House.Cancel));
        House.Good(await share.RunAsync(House.Installation, new() { Policy = "house", Organisations = [House.Wessmoor, House.Bellweather], Why = House.Why }, House.Cancel));
        House.Refused("joint-policy.exists", await share.RunAsync(House.Installation, new() { Policy = "house", Organisations = [House.Wessmoor, House.Bellweather], Why = House.Why }, House.Cancel));

        var adopt = new AdoptVersion(house.Operations);
        foreach (var (id, day) in new[] { (House.Bellweather, House.Today), (House.Wessmoor, House.Today.AddDays(9)) })
        {
            House.Good(await adopt.RunAsync(Scope.OfSystem(id, "tests"), new() { Rulebook = Rulebooks.Make(), From = day, Why = House.Why }, House.Cancel));
        }

        House.Refused("adoption.not-a-party", await adopt.RunAsync(Scope.OfSystem("third", "tests"), new() { Rulebook = Rulebooks.Make(), From = House.Today, Why = House.Why }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Adoption_OnADay_IsTheLatestThatHasBegun(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var adopt = new AdoptVersion(house.Operations);
        House.Good(await adopt.RunAsync(Bellweather, new() { Rulebook = Rulebooks.Make(version: "1.0"), From = new(2026, 2, 1), Why = House.Why }, House.Cancel));
        House.Good(await adopt.RunAsync(Bellweather, new() { Rulebook = Rulebooks.Make(version: "2.0", inForce: "2026-05-01"), From = new(2026, 5, 10), Why = House.Why }, House.Cancel));
        House.Refused("adoption.too-early", await adopt.RunAsync(Bellweather, new() { Rulebook = Rulebooks.Make(version: "2.0", inForce: "2026-05-01"), From = new(2026, 4, 30), Why = House.Why }, House.Cancel));
        House.Refused("adoption.exists", await adopt.RunAsync(Bellweather, new() { Rulebook = Rulebooks.Make(version: "3.0"), From = new(2026, 5, 10), Why = House.Why }, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        Assert.Null(await db.AdoptionAsync("house", new(2026, 1, 31), House.Cancel));
        Assert.Equal("1.0", (await db.AdoptionAsync("house", new(2026, 2, 1), House.Cancel))!.Version);
        Assert.Equal("1.0", (await db.AdoptionAsync("house", new(2026, 5, 9), House.Cancel))!.Version);
        Assert.Equal("2.0", (await db.AdoptionAsync("house", new(2026, 5, 10), House.Cancel))!.Version);
        Assert.Null(await db.AdoptionAsync("other", new(2026, 5, 10), House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Change_Setting_HoldsFromItsDayAndIsShownAsLocal(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var rulebook = Rulebooks.Make();
        var change = new ChangeSetting(house.Operations);
        var request = new ChangeSetting.Request { Rulebook = rulebook, Setting = "disturb", Value = "0.05", From = House.Today.AddDays(3), Why = "too many alarms" };
        House.Refused("policy.not-in-force", await change.RunAsync(Bellweather, request, House.Cancel));
        House.Good(await new AdoptVersion(house.Operations).RunAsync(Bellweather, new() { Rulebook = rulebook, From = new(2026, 2, 1), Why = House.Why }, House.Cancel));

        House.Good(await change.RunAsync(Bellweather, request, House.Cancel));
        House.Good(await change.RunAsync(Bellweather, request with { Value = "0.04" }, House.Cancel));
        House.Refused("setting.not-found", await change.RunAsync(Bellweather, request with { Setting = "colour" }, House.Cancel));
        House.Refused("setting.value", await change.RunAsync(Bellweather, request with { Value = "" }, House.Cancel));
        House.Refused("setting.past", await change.RunAsync(Bellweather, request with { From = House.Today.AddDays(-1) }, House.Cancel));
        House.Refused("policy.not-in-force", await change.RunAsync(Bellweather, request with { Rulebook = Rulebooks.Make(stamp: "sha256:two") }, House.Cancel));

        await using var db = house.Read(House.Bellweather);
        var before = await db.SettingsAsync(rulebook, House.Today.AddDays(2), House.Cancel);
        var after = await db.SettingsAsync(rulebook, House.Today.AddDays(3), House.Cancel);
        Assert.Equal([("disturb", "0.02", null), ("small-numbers", "5", null)], before.Select(s => (s.Id, s.Value, s.LocalFrom)));
        Assert.Equal([("disturb", "0.04", House.Today.AddDays(3)), ("small-numbers", "5", (DateOnly?)null)], after.Select(s => (s.Id, s.Value, s.LocalFrom)));
        Assert.Equal(2, await db.Entries.CountAsync(e => e.What == "setting-changed", House.Cancel));
        await using var others = house.Read(House.Wessmoor);
        Assert.All(await others.SettingsAsync(rulebook, House.Today.AddDays(3), House.Cancel), s => Assert.Null(s.LocalFrom));
    }
}
