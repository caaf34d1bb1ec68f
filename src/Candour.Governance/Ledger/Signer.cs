using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Ledger;

/// <summary>Signs a checkpoint of every ledger that grew since its last one.</summary>
public sealed class Signer(Store store, KeyFolder keys, TimeProvider clock)
{
    /// <returns>How many checkpoints were signed.</returns>
    /// <exception cref="InvalidDataException">A ledger was signed before and its key is not in the folder.</exception>
    public async Task<int> SignAllAsync(CancellationToken cancel)
    {
        var count = 0;
        foreach (var organisation in await Sequencer.LedgersAsync(store, cancel))
        {
            if (await SignAsync(organisation, cancel) is { } note)
            {
                keys.Keep(organisation, note);
                count++;
            }
        }

        return count;
    }

    private Task<SignedNote?> SignAsync(string organisation, CancellationToken cancel) => store.InLockAsync(Scope.OfSystem(organisation, "signer"), async db =>
    {
        var ledger = await db.Ledgers.FindAsync([organisation], cancel);
        if (ledger is null || await db.Checkpoints.AnyAsync(c => c.Size == ledger.Size, cancel))
        {
            return null;
        }

        var key = Key(ledger);
        var erased = await ErasedAsync(db, cancel);
        var note = Checkpoint.Of(ledger.Origin, ledger.Tree(), erased).Sign(key);
        ledger.Verifier = key.Verifier.ToString();
        db.Checkpoints.Add(new() { Organisation = organisation, Size = ledger.Size, At = clock.Now(), Note = note.ToString() });
        return note;
    }, cancel);

    private SigningKey Key(LedgerTree ledger)
    {
        var key = keys.Signing(ledger.Organisation);
        return ledger.Verifier is null ? key is null || key.Verifier.Name != ledger.Origin ? keys.Make(ledger.Organisation, ledger.Origin) : key
            : key?.Verifier.ToString() == ledger.Verifier ? key
            : throw new InvalidDataException($"The ledger of `{ledger.Organisation}` is signed with {ledger.Verifier}, and that key is not in the folder of keys. Put its file `{ledger.Organisation}.key` back.");
    }

    /// <summary>What the ledger's own entries say was erased.</summary>
    internal static async Task<ErasedList> ErasedAsync(GovernanceContext db, CancellationToken cancel)
    {
        var list = new ErasedList();
        foreach (var entry in await db.Entries.Where(e => e.What == LedgerErasure.Operation && e.Index != null).OrderBy(e => e.Index).ToListAsync(cancel))
        {
            if (entry.Content is { } content && LedgerErasure.TryRead(entry.Index!.Value, content, out var indices, out _))
            {
                foreach (var index in indices)
                {
                    list.Add(index);
                }
            }
        }

        return list;
    }
}
