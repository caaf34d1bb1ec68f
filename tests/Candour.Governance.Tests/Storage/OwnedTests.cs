using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Candour.Governance.Tests.Storage;

/// <summary>Organisations are kept apart by construction.</summary>
public class OwnedTests
{
    // What belongs to no single organisation, each with its reason.
    private static readonly Dictionary<Type, string> Shared = new()
    {
        [typeof(Organisation)] = "which organisations there are",
        [typeof(JointPolicy)] = "shared by several",
        [typeof(JointPolicy.Party)] = "who shares it",
    };

    public static TheoryData<Database> Models => [Database.Sqlite, Database.Postgres];

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_EveryEntity_IsOwnedAndFilteredOrListed(Database database)
    {
        using var store = Store.Open("unused", database is Database.Postgres ? "Host=unused" : null);
        using var db = store.Create(House.Installation);
        var entities = db.Model.GetEntityTypes().ToArray();

        Assert.All(entities.Where(e => !Shared.ContainsKey(e.ClrType)), entity =>
        {
            Assert.True(typeof(Owned).IsAssignableFrom(entity.ClrType), $"{entity.Name} belongs to no organisation: derive it from Owned, or list it with a reason.");
            Assert.NotNull(entity.FindDeclaredQueryFilter(GovernanceContext.OrganisationFilter));
            Assert.Equal(nameof(Owned.Organisation), entity.FindPrimaryKey()!.Properties[0].Name);
            Assert.All(entity.GetForeignKeys().Where(k => !Shared.ContainsKey(k.PrincipalEntityType.ClrType)), k => Assert.Contains(k.Properties, p => p.Name == nameof(Owned.Organisation)));
        });
        Assert.DoesNotContain(Shared.Keys, t => typeof(Owned).IsAssignableFrom(t));
        Assert.Empty(Shared.Keys.Except(entities.Select(e => e.ClrType)));
    }

    // Whatever belongs to a matter is hidden with it. The walls themselves are read by the filters and by nothing outside the assembly.
    [Theory]
    [MemberData(nameof(Models))]
    public void Model_WhatBelongsToAMatter_IsWalled(Database database)
    {
        using var store = Store.Open("unused", database is Database.Postgres ? "Host=unused" : null);
        using var db = store.Create(House.Installation);

        var ofMatters = db.Model.GetEntityTypes().Where(e => e.ClrType == typeof(Matter) || e.ClrType == typeof(Entry) || typeof(OfMatter).IsAssignableFrom(e.ClrType) || e.FindProperty("Matter") is not null || e.GetForeignKeys().Any(k => k.PrincipalEntityType.ClrType == typeof(Matter))).ToArray();

        Assert.All(ofMatters.Where(e => e.ClrType != typeof(Wall)), e => Assert.NotNull(e.FindDeclaredQueryFilter(GovernanceContext.WallFilter)));
        Assert.Equal(16, ofMatters.Length);
        Assert.False(typeof(Wall).IsVisible);
    }

    [Theory]
    [EachDatabase]
    public async Task Read_OfEveryEntity_ReachesOneOrganisation(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var rulebook = Rulebooks.Make();
        foreach (var id in new[] { House.Bellweather, House.Wessmoor })
        {
            House.Good(await new AdoptVersion(house.Operations).RunAsync(Scope.OfSystem(id, "tests"), new() { Rulebook = rulebook, From = House.Today, Why = House.Why }, House.Cancel));
        }

        foreach (var id in new[] { House.Bellweather, House.Wessmoor })
        {
            await using var db = house.Read(id);
            Assert.Equal(id, Assert.Single(await db.Adoptions.ToListAsync(House.Cancel)).Organisation);
            Assert.Equal([id], await db.Entries.Select(e => e.Organisation).Distinct().ToListAsync(House.Cancel));
            Assert.Null(await db.Adoptions.FirstOrDefaultAsync(a => a.Organisation != id, House.Cancel));
        }
    }

    [Theory]
    [EachDatabase]
    public async Task Run_RowOfAnotherOrganisation_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);

        var crossing = await Assert.ThrowsAsync<InvalidOperationException>(() => house.Operations.RunAsync<Adoption>(Scope.OfSystem(House.Bellweather, "tests"), "version-adopted", House.Why, operation =>
        {
            var adoption = new Adoption { Organisation = House.Wessmoor, Policy = "house", From = House.Today, Version = "1", Stamp = "" };
            operation.Db.Adoptions.Add(adoption);
            operation.Record("house", []);
            return Task.FromResult<Result<Adoption>>(adoption);
        }, House.Cancel));

        Assert.Contains("another organisation", crossing.Message, StringComparison.Ordinal);
        await using var db = house.Read(House.Wessmoor);
        Assert.Empty(await db.Adoptions.ToListAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Run_SharedRowFromWithinAnOrganisation_IsRefused(Database database)
    {
        await using var house = await House.BuildAsync(database);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new RegisterOrganisation(house.Operations)
            .RunAsync(Scope.OfSystem(House.Bellweather, "tests"), new() { Id = "third", Name = "Third", Why = House.Why }, House.Cancel));
    }
}
