using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Ledger;

/// <summary>Numbers entries into the ledgers. A lock of the database lets one at a time do so, over all nodes.</summary>
public sealed class Sequencer(Store store, TimeProvider clock)
{
    // Few, since on SQLite operations wait while entries are numbered.
    private const int Batch = 100;

    /// <summary>How often it looks: an entry is numbered within a second.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>Numbers until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await NumberAllAsync(cancel);
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    /// <summary>Numbers everything that waits, in every ledger.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> NumberAllAsync(CancellationToken cancel)
    {
        var count = 0;
        foreach (var organisation in await LedgersAsync(store, cancel))
        {
            for (var n = Batch; n == Batch; count += n)
            {
                n = await NumberAsync(organisation, cancel);
            }
        }

        return count;
    }

    /// <summary>How long the oldest entry has waited for its number; zero when none waits.</summary>
    public async Task<TimeSpan> LagAsync(CancellationToken cancel)
    {
        DateTimeOffset? oldest = null;
        foreach (var organisation in await LedgersAsync(store, cancel))
        {
            await using var db = store.Read(Scope.OfSystem(organisation, "sequencer"));
            if (await db.Entries.Where(e => e.Index == null).OrderBy(e => e.At).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancel) is { } at && (oldest is null || at < oldest))
            {
                oldest = at;
            }
        }

        return oldest is null ? TimeSpan.Zero : clock.GetUtcNow() - oldest.Value;
    }

    /// <summary>Everybody who has a ledger: the organisations, and the installation itself.</summary>
    internal static async Task<IReadOnlyList<string>> LedgersAsync(Store store, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfInstallation("sequencer"));
        return [Scope.InstallationId, .. await db.Organisations.Select(o => o.Id).OrderBy(id => id).ToListAsync(cancel)];
    }

    private Task<int> NumberAsync(string organisation, CancellationToken cancel) => store.InLockAsync(Scope.OfSystem(organisation, "sequencer"), async db =>
    {
        var waiting = await db.Entries.Where(e => e.Index == null).OrderBy(e => e.At).ThenBy(e => e.Id).Take(Batch).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var ledger = await db.Ledgers.FindAsync([organisation], cancel);
        if (ledger is null)
        {
            ledger = LedgerTree.New(organisation);
            db.Ledgers.Add(ledger);
        }

        var tree = ledger.Tree();
        foreach (var entry in waiting)
        {
            tree.Append(entry.Number(tree.Size));
        }

        ledger.Keep(tree);
        return waiting.Count;
    }, cancel);
}
