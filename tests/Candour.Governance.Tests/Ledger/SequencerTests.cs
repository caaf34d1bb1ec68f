using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Ledger;

public class SequencerTests
{
    [Theory]
    [EachDatabase]
    public async Task Number_ByTwoNodesWhileOthersWrite_GivesEachEntryOnePlace(Database database)
    {
        await using var house = await House.BuildAsync(database);
        using var other = Store.Open(house.Folder, house.Connection);
        using var written = new CancellationTokenSource();
        var nodes = new[] { house.Store, other }.Select(store => Task.Run(async () =>
        {
            var sequencer = new Sequencer(store, TimeProvider.System);
            while (!written.IsCancellationRequested)
            {
                await sequencer.NumberAllAsync(House.Cancel);
            }
        })).ToArray();

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = House.Cancel }, async (n, _) => await house.PersonAsync(n % 2 == 0 ? House.Bellweather : House.Wessmoor));
        await written.CancelAsync();
        await Task.WhenAll(nodes);
        await new Sequencer(house.Store, house.Clock).NumberAllAsync(House.Cancel);

        foreach (var organisation in new[] { House.Bellweather, House.Wessmoor })
        {
            await using var db = house.Read(organisation);
            var entries = await db.Entries.OrderBy(e => e.Index).ToListAsync(House.Cancel);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => (long?)i), entries.Select(e => e.Index));
            var ledger = await db.Ledgers.SingleAsync(House.Cancel);
            Assert.Equal(MerkleProof.Root([.. entries.Select(e => new Digest(e.Leaf))]), ledger.Tree().Root);
            Assert.StartsWith("candour/", ledger.Origin, StringComparison.Ordinal);
            Assert.EndsWith($"/{organisation}", ledger.Origin, StringComparison.Ordinal);
        }
    }

    [Theory]
    [EachDatabase]
    public async Task Run_OperationMeanwhile_IsNumberedSoon(Database database)
    {
        await using var house = await House.BuildAsync(database);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(House.Cancel);
        var running = new Sequencer(house.Store, TimeProvider.System).RunAsync(stop.Token);
        await house.PersonAsync();

        for (var tries = 0; (await house.EntriesAsync(House.Bellweather))[0].Index is null; tries++)
        {
            Assert.True(tries < 2000, "not numbered after more than a minute");
            await Task.Delay(50, House.Cancel);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
