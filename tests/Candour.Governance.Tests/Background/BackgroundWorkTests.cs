using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Candour.Governance.Background;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using JasperFx;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Candour.Governance.Tests.Background;

public class BackgroundWorkTests
{
    [Theory]
    [EachDatabase]
    public async Task Send_OperationStored_IsDoneOnce(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await using var node = await Node.StartAsync(house.Folder, house.Connection);

        House.Good(await node.WishAsync("W1"));

        await UntilGrantedAsync(house, 1);
    }

    [Theory]
    [EachDatabase]
    public async Task Send_OperationRefused_IsNotDone(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await using var node = await Node.StartAsync(house.Folder, house.Connection);

        House.Refused("wish.refused", await node.WishAsync("W1", stored: false));
        House.Good(await node.WishAsync("W2"));

        Assert.Equal(["W2"], await UntilGrantedAsync(house, 1));
    }

    [Theory]
    [EachDatabase]
    public async Task Send_ForLater_IsDoneThen(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await using var node = await Node.StartAsync(house.Folder, house.Connection);

        House.Good(await node.WishAsync("W1", at: TimeProvider.System.GetUtcNow().AddSeconds(4)));
        await Task.Delay(1500, House.Cancel);
        Assert.Empty(await GrantedAsync(house));

        await UntilGrantedAsync(house, 1);
    }

    [Theory]
    [EachDatabase]
    public async Task Handle_ThatFailsAtFirst_IsTriedAgain(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var attempts = new ConcurrentQueue<Delivery>();
        await using var node = await Node.StartAsync(house.Folder, house.Connection, (services, delivery, wish, cancel) =>
        {
            attempts.Enqueue(delivery);
            return attempts.Count < 3 ? throw new InvalidOperationException("not yet") : Node.GrantAsync(services, delivery, wish, cancel);
        });

        House.Good(await node.WishAsync("W1"));

        await UntilGrantedAsync(house, 1);
        Assert.Equal([1, 2, 3], attempts.Select(a => a.Attempt));
        Assert.Single(attempts.Select(a => a.Message).Distinct());
    }

    [Theory]
    [EachDatabase]
    public async Task Handle_DeliveredTwice_IsDoneOnce(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await using var node = await Node.StartAsync(house.Folder, house.Connection, async (services, delivery, wish, cancel) =>
        {
            await Node.GrantAsync(services, delivery, wish, cancel);
            if (delivery.Attempt == 1)
            {
                throw new InvalidOperationException("killed between doing and telling");
            }
        });

        House.Good(await node.WishAsync("W1"));
        House.Good(await node.WishAsync("W2"));

        await UntilGrantedAsync(house, 2);
        await Task.Delay(1000, House.Cancel);
        Assert.Equal(2, (await GrantedAsync(house)).Count);
    }

    [Fact]
    public async Task Send_WithoutOutbox_StoresNothing()
    {
        await using var house = await House.BuildAsync(Database.Sqlite);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new Operations(house.Store, house.Clock).RunAsync<string>(Scope.OfSystem(House.Bellweather, "tests"), "wish-made", House.Why, operation =>
        {
            operation.Send(new Wish("W1"));
            operation.Record("W1", []);
            return Task.FromResult<Result<string>>("");
        }, House.Cancel));

        Assert.Empty(await house.EntriesAsync(House.Bellweather));
    }

    [Theory]
    [EachDatabase]
    public async Task Schedule_OfEveryTwoSeconds_ComesOnceEachTime(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var came = new ConcurrentQueue<Guid>();
        Task Came(IServiceProvider services, Delivery delivery, Wish wish, CancellationToken cancel)
        {
            came.Enqueue(delivery.Message);
            return Task.CompletedTask;
        }

        const string Cron = "*/2 * * * * *";
        await using var node = await Node.StartAsync(house.Folder, house.Connection, Came, Cron);
        await using var other = database is Database.Postgres ? await Node.StartAsync(house.Folder, house.Connection, Came, Cron) : null;
        await UntilAsync(() => came.Count >= 4);

        Assert.Equal(came.Distinct().Count(), came.Count);
    }

    [Theory]
    [EachDatabase]
    public async Task Kill_WithWorkWaiting_LosesNothingAndDoesNothingTwice(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var told = Path.Combine(house.KeysAt, "told");
        using var child = Child.Start(typeof(BackgroundWorkTests), nameof(Wish_AsTheChild), house.Folder, house.Connection, told);
        await UntilAsync(() => File.Exists(told) && Lines(told).Length >= 60, child);
        child.Kill();
        await child.WaitForExitAsync(House.Cancel);
        var acknowledged = Lines(told);
        Assert.InRange(acknowledged.Length, 60, 199);
        var before = (await GrantedAsync(house)).Count;

        await using var node = await Node.StartAsync(house.Folder, house.Connection);

        await UntilAsync(async () => !acknowledged.Except(await GrantedAsync(house)).Any());
        Assert.True(before < acknowledged.Length, "the child did everything before it was killed, so this proved nothing");
        await Task.Delay(500, House.Cancel);
        var granted = await GrantedAsync(house);
        Assert.Equal(granted.Distinct(), granted);
    }

    [Fact(Explicit = true)]
    public async Task Wish_AsTheChild()
    {
        if (!Child.IsOne(out var folder, out var connection, out var told))
        {
            Assert.Skip("Only the test above runs this.");
            return;
        }

        // Handlers take a while, so that work waits when the kill comes.
        await using var node = await Node.StartAsync(folder, connection, async (services, delivery, wish, cancel) =>
        {
            await Task.Delay(100, cancel);
            await Node.GrantAsync(services, delivery, wish, cancel);
        });
        await using var file = new FileStream(told, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var n = 0; n < 200; n++)
        {
            House.Good(await node.WishAsync($"W{n:000}"));
            file.Write(Encoding.ASCII.GetBytes($"W{n:000}\n"));
        }

        await Task.Delay(Timeout.Infinite, House.Cancel);
    }

    [Fact]
    public async Task Nodes_Two_ShareWorkAndTakeOver()
    {
        Assert.SkipUnless(Cluster.IsInstalled || Cluster.IsRequired, Cluster.Missing);
        await using var house = await House.BuildAsync(Database.Postgres);
        var told = Path.Combine(house.KeysAt, "told");
        using var child = Child.Start(typeof(BackgroundWorkTests), nameof(Wish_AsTheChild), house.Folder, house.Connection, told);
        await UntilAsync(() => File.Exists(told), child);
        await using var node = await Node.StartAsync(house.Folder, house.Connection);
        for (var n = 0; n < 20; n++)
        {
            House.Good(await node.WishAsync($"X{n:000}"));
        }

        await UntilAsync(() => Lines(told).Length >= 60, child);
        child.Kill();
        await child.WaitForExitAsync(House.Cancel);

        // Nobody starts anything: the living node finds out by itself.
        await UntilAsync(async () => !Lines(told).Concat(Enumerable.Range(0, 20).Select(n => $"X{n:000}")).Except(await GrantedAsync(house)).Any());
        var granted = await GrantedAsync(house);
        Assert.Equal(granted.Distinct(), granted);
    }

    [Fact]
    public async Task Start_WithoutRightToChangeTables_Works()
    {
        Assert.SkipUnless(Cluster.IsInstalled || Cluster.IsRequired, Cluster.Missing);
        await using var house = await House.BuildAsync(Database.Postgres);
        Assert.False(await BackgroundWork.IsCurrentAsync(house.Store, House.Cancel));
        await BackgroundWork.MigrateAsync(house.Store, House.Cancel);
        Assert.True(await BackgroundWork.IsCurrentAsync(house.Store, House.Cancel));
        var role = $"web_{Guid.NewGuid():N}";
        await house.TamperAsync($"CREATE ROLE {role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        await house.Store.GrantAsync(role, House.Cancel);
        var connection = house.Connection!.Replace("Username=postgres", $"Username={role}", StringComparison.Ordinal);

        await using (var node = await Node.StartAsync(house.Folder, connection))
        {
            var store = node.Services.GetRequiredService<Store>();
            Assert.False(await store.MayMigrateAsync(House.Cancel));
            Assert.True(await store.IsCurrentAsync(House.Cancel));
            Assert.True(await BackgroundWork.IsCurrentAsync(store, House.Cancel));
            House.Good(await node.WishAsync("W1", at: TimeProvider.System.GetUtcNow().AddSeconds(1)));
            await UntilGrantedAsync(house, 1);
        }

        await house.TamperAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    // Wolverine would compile code about its handlers at run time; it is written out instead, and compiled with the rest. After a change of JobHandler or of Wolverine: dotnet tests/Candour.Governance.Tests/bin/Debug/net10.0/Candour.Governance.Tests.dll -method "*.Write_CodeOfHandlers" -explicit only
    [Fact(Explicit = true)]
    public async Task Write_CodeOfHandlers()
    {
        await using var house = await House.BuildAsync(Database.Sqlite);
        var builder = Host.CreateDefaultBuilder().UseContentRoot(Path.Combine(Root(), "src/Candour.Governance")).ConfigureServices(services => services.AddSingleton(TimeProvider.System).AddBackgroundWork(house.Folder, null));

        Assert.Equal(0, await builder.RunJasperFxCommands(["codegen", "write"]));
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private static string[] Lines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');
        return lines[..^1];
    }

    private static async Task<List<string>> GrantedAsync(House house)
    {
        await using var db = house.Read(House.Bellweather);
        return await db.Entries.Where(e => e.What == Node.Granted).Select(e => e.Subject).ToListAsync(House.Cancel);
    }

    private static async Task<List<string>> UntilGrantedAsync(House house, int count)
    {
        await UntilAsync(async () => (await GrantedAsync(house)).Count >= count);
        var granted = await GrantedAsync(house);
        Assert.Equal(count, granted.Count);
        return granted;
    }

    private static Task UntilAsync(Func<bool> condition, Process? child = null) => UntilAsync(() => Task.FromResult(condition()), child);

    private static async Task UntilAsync(Func<Task<bool>> condition, Process? child = null)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.False(child is { HasExited: true }, child is { HasExited: true } ? await child.StandardOutput.ReadToEndAsync(House.Cancel) : "");
            Assert.True(tries < 1200, "it has not come about in two minutes");
            await Task.Delay(100, House.Cancel);
        }
    }
}
