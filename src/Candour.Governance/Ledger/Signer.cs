using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Ledger;

/// <summary>Signs a checkpoint of every ledger that grew since its last one.</summary>
public sealed class Signer(Store store, KeyFolder keys, TimeProvider clock)
{
    /// <returns>How many checkpoints were signed.</returns>
    /// <exception cref="InvalidDataException">A ledger was signed before and its key is not in the folder, or an older copy was put in its place. The others were signed.</exception>
    public async Task<int> SignAllAsync(CancellationToken cancel)
    {
        var count = 0;
        InvalidDataException? wrong = null;
        foreach (var organisation in await Sequencer.LedgersAsync(store, cancel))
        {
            try
            {
                if (await SignAsync(organisation, cancel) is { } signed)
                {
                    keys.Keep(organisation, signed.Erasures);
                    keys.Keep(organisation, signed.Note);
                    count += signed.IsNew ? 1 : 0;
                }
            }
            catch (InvalidDataException one)
            {
                wrong ??= one;
            }
        }

        return wrong is null ? count : throw wrong;
    }

    private Task<Signed?> SignAsync(string organisation, CancellationToken cancel) => store.InLockAsync(Scope.OfSystem(organisation, "signer"), async db =>
    {
        var ledger = await db.Ledgers.FindAsync([organisation], cancel);
        if (ledger is null)
        {
            return null;
        }

        var newest = keys.Newest(organisation) is { } kept && Checkpoint.TryParse(kept.Text, out var read, out _) && read.Origin == ledger.Origin ? read : null;
        if (newest?.Size > ledger.Size)
        {
            throw new InvalidDataException($"The ledger of `{organisation}` has {ledger.Size} entries, and a checkpoint of {newest.Size} was signed here: an older copy was put in its place. Put the newest copy back with `candour restore`, which says in the ledger that entries were lost.");
        }

        if (await db.Checkpoints.Where(c => c.Size == ledger.Size).Select(c => c.Note).SingleOrDefaultAsync(cancel) is { } done)
        {
            // Another node signed it; this one remembers it too, if it is really ours.
            return newest?.Size == ledger.Size || !SignedNote.TryParse(done, out var theirs, out _) || keys.Verifier(organisation) is not { } verifier || theirs.Open([verifier]).Good.Count == 0 ? null
                : new(theirs, await ErasuresAsync(db, cancel), false);
        }

        var key = Key(ledger);
        var erasures = await ErasuresAsync(db, cancel);
        var note = Checkpoint.Of(ledger.Origin, ledger.Tree(), List(erasures)).Sign(key);
        ledger.Verifier = key.Verifier.ToString();
        db.Checkpoints.Add(new() { Organisation = organisation, Size = ledger.Size, At = clock.Now(), Note = note.ToString() });
        return new Signed(note, erasures, true);
    }, cancel);

    /// <summary>Has the next checkpoint signed with a new key, for a ledger whose key is lost.</summary>
    internal Task ForgetKeyAsync(string organisation, CancellationToken cancel) => store.InLockAsync<object?>(Scope.OfSystem(organisation, "signer"), async db =>
    {
        if (await db.Ledgers.FindAsync([organisation], cancel) is { } ledger)
        {
            ledger.Verifier = null;
        }

        return null;
    }, cancel);

    private SigningKey Key(LedgerTree ledger)
    {
        var key = keys.Signing(ledger.Organisation);
        return ledger.Verifier is null ? key is null || key.Verifier.Name != ledger.Origin ? keys.Make(ledger.Organisation, ledger.Origin) : key
            : key?.Verifier.ToString() == ledger.Verifier ? key
            : throw new InvalidDataException($"The ledger of `{ledger.Organisation}` is signed with {ledger.Verifier}, and that key is not in the folder of keys. Put its file `{ledger.Organisation}.key` back.");
    }

    /// <summary>What the ledger's own entries say was erased, in order.</summary>
    internal static async Task<IReadOnlyList<ErasureRecord>> ErasuresAsync(GovernanceContext db, CancellationToken cancel)
    {
        var list = new List<ErasureRecord>();
        foreach (var entry in await db.Entries.Where(e => e.What == LedgerErasure.Operation && e.Index != null).OrderBy(e => e.Index).ToListAsync(cancel))
        {
            if (entry.Content is { } content && LedgerErasure.TryRead(entry.Index!.Value, content, out var indices, out var things))
            {
                var ids = await db.Entries.Where(e => e.Index != null && indices.Contains(e.Index.Value)).Select(e => e.Id).ToListAsync(cancel);
                list.Add(new(entry.Index.Value, content.GetProperty("decidedBy").GetString() ?? "", indices, ids, things));
            }
        }

        return list;
    }

    /// <summary>The list that a checkpoint holds the hash of.</summary>
    internal static ErasedList List(IEnumerable<ErasureRecord> erasures)
    {
        var list = new ErasedList();
        foreach (var index in erasures.SelectMany(e => e.Entries))
        {
            list.Add(index);
        }

        return list;
    }

    private sealed record Signed(SignedNote Note, IReadOnlyList<ErasureRecord> Erasures, bool IsNew);
}
