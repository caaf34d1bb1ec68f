using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Candour.Governance.Tests;

/// <summary>An installation of a test's own, on one database, with two invented organisations. Gone afterwards.</summary>
internal sealed partial class House : IAsyncDisposable
{
    public const string Bellweather = "bellweather";

    public const string Wessmoor = "wessmoor";

    public const string Why = "a test wants it so";

    public static readonly Scope Installation = Scope.OfInstallation("tests");

    public static readonly DateOnly Today = new(2026, 6, 1);


    private House(Database kind, string folder, string? connection)
    {
        (Kind, Folder, Connection) = (kind, folder, connection);
        KeysAt = Directory.CreateTempSubdirectory("candour-keys-").FullName;
        Clock = new FakeTimeProvider(new(Today.ToDateTime(new(9, 30)), TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(3) };
        Store = Store.Open(folder, connection);
        Operations = new(Store, Clock, Sent);
    }

    public Database Kind { get; }

    public string Folder { get; }

    public string? Connection { get; }

    public string KeysAt { get; }

    public KeyFolder Keys => KeyFolder.Open(KeysAt, Folder);

    public FakeTimeProvider Clock { get; }

    public Store Store { get; private set; }

    /// <summary>What operations sent.</summary>
    public CollectingOutbox Sent { get; } = new();

    public Operations Operations { get; private set; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>With the two organisations.</summary>
    public static async Task<House> BuildAsync(Database kind)
    {
        var house = await EmptyAsync(kind);
        await house.Store.MigrateAsync(Cancel);
        foreach (var (id, name) in new[] { (Bellweather, "Bellweather Care Homes"), (Wessmoor, "Wessmoor Ambulance Service") })
        {
            Good(await new RegisterOrganisation(house.Operations).RunAsync(Installation, new() { Id = id, Name = name, Why = Why }, Cancel));
        }

        return house;
    }

    /// <summary>No tables yet.</summary>
    public static async Task<House> EmptyAsync(Database kind)
    {
        var folder = Directory.CreateTempSubdirectory("candour-data-").FullName;
        if (kind is Database.Sqlite)
        {
            return new(kind, folder, null);
        }

        var name = $"t{Guid.NewGuid():N}";
        var cluster = await TestContext.Current.GetFixture<Cluster>();
        await cluster!.RunAsync($"CREATE DATABASE {name}");
        return new(kind, folder, $"{await cluster.StartAsync()};Database={name};Maximum Pool Size=30");
    }

    /// <summary>A place where nothing is yet, on the same kind of database: no folder, no tables.</summary>
    public async Task<House> BesideAsync()
    {
        var house = await EmptyAsync(Kind);
        Directory.Delete(house.Folder);
        return house;
    }

    /// <summary>Whether there is anything in the folder or the database.</summary>
    public async Task<bool> HasAnythingAsync() => Path.Exists(Folder) || (Kind is Database.Postgres && !await Copying.IsEmptyAsync(Store, Cancel));

    public static T Good<T>(Result<T> result) where T : class => result.Failed(out var error, out var value) ? throw new Xunit.Sdk.XunitException($"{error.Code}: {error.Message}") : value;

    public static void Refused<T>(string code, Result<T> result) where T : class
    {
        Assert.NotNull(result.Error);
        Assert.Equal(code, result.Error.Code);
        Assert.NotEmpty(result.Error.Remedy);
    }

    public GovernanceContext Read(string organisation) => Store.Read(Scope.OfSystem(organisation, "tests"));

    /// <summary>Numbers and signs what there is.</summary>
    public async Task SealAsync()
    {
        await new Sequencer(Store, Clock).NumberAllAsync(Cancel);
        await new Signer(Store, Keys, Clock).SignAllAsync(Cancel);
    }

    /// <summary>What somebody does who gets at the database behind Candour's back.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var db = Store.Create(Installation);
        await db.Database.ExecuteSqlRawAsync(sql, Cancel);
    }

    public async Task<Entry[]> EntriesAsync(string organisation)
    {
        await using var db = Read(organisation);
        return await db.Entries.OrderBy(e => e.At).ToArrayAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.Delete(KeysAt, recursive: true);
        if (Connection is { } connection)
        {
            await (await TestContext.Current.GetFixture<Cluster>())!.RunAsync($"DROP DATABASE {connection.Split("Database=")[1].Split(';')[0]} WITH (FORCE)");
        }
    }
}
