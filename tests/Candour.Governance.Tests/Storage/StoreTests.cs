using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Storage;

public class StoreTests
{
    [Theory]
    [EachDatabase]
    public async Task Migrate_Model_HasNothingPending(Database database)
    {
        await using var house = await House.EmptyAsync(database);
        await house.Store.MigrateAsync(House.Cancel);

        await using var db = house.Store.Create(House.Installation);
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Migrate_FromManyAtOnce_AllEnd(Database database)
    {
        await using var house = await House.EmptyAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var other = Store.Open(house.Folder, house.Connection);
            await other.MigrateAsync(House.Cancel);
        }));

        await using var db = house.Read(House.Bellweather);
        Assert.Empty(await db.Organisations.ToListAsync(House.Cancel));
    }

    [Fact]
    public async Task Migrate_AfterKilledMigration_DoesNotHang()
    {
        await using var house = await House.EmptyAsync(Database.Sqlite);
        await house.Store.MigrateAsync(House.Cancel);
        await using (var db = house.Store.Create(House.Installation))
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-01-01')", House.Cancel);
        }

        await house.Store.MigrateAsync(House.Cancel).WaitAsync(TimeSpan.FromSeconds(20), House.Cancel);
    }

    [Fact]
    public async Task Open_Sqlite_WritesAheadAndWaitsForTheDisk()
    {
        await using var house = await House.BuildAsync(Database.Sqlite);
        await using var db = house.Store.Create(House.Installation);

        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync(House.Cancel));
        Assert.Equal(2, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync(House.Cancel));
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").SingleAsync(House.Cancel));
    }

    [Fact]
    public async Task Migrate_NothingPending_NeedsNoRightToChangeTables()
    {
        Assert.SkipUnless(Cluster.IsInstalled || Cluster.IsRequired, Cluster.Missing);
        await using var house = await House.BuildAsync(Database.Postgres);
        await using (var db = house.Store.Create(House.Installation))
        {
            await db.Database.ExecuteSqlRawAsync("CREATE ROLE web_only LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO web_only", House.Cancel);
        }

        using var web = Store.Open(house.Folder, house.Connection!.Replace("Username=postgres", "Username=web_only", StringComparison.Ordinal));
        await web.MigrateAsync(House.Cancel);
        House.Good(await new RegisterOrganisation(new(web, house.Clock)).RunAsync(House.Installation, new() { Id = "third", Name = "Third", Why = House.Why }, House.Cancel));
    }
}
