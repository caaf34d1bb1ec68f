using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Ledger;

/// <summary>Whether the ledgers of an installation are as they were committed. The engine's offline verifier judges; here the rows are read out for it, and compared with what was committed.</summary>
public sealed class LedgerCheck(Store store)
{
    /// <summary>The ledgers there are: of the organisations and of the installation, and those that the folder of keys knows and the database does not.</summary>
    public async Task<IReadOnlyList<string>> LedgersAsync(KeyFolder keys, CancellationToken cancel) =>
        [.. (await Sequencer.LedgersAsync(store, cancel)).Union(keys.Ledgers())];

    /// <summary>Verifies one ledger.</summary>
    /// <param name="organisation">Whose.</param>
    /// <param name="keys">Whose signatures are trusted, and the newest checkpoint signed here.</param>
    /// <param name="kept">A checkpoint kept elsewhere; looked at beside the one in the folder of keys.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What was found; null for a ledger that never had an entry.</returns>
    public async Task<LedgerReport?> VerifyAsync(string organisation, KeyFolder keys, SignedNote? kept, CancellationToken cancel)
    {
        var notes = new[] { keys.Newest(organisation), kept }.OfType<SignedNote>().DistinctBy(n => n.Text).ToArray();
        var reports = new List<LedgerReport>();
        foreach (var note in notes.Length == 0 ? [null] : notes.Cast<SignedNote?>())
        {
            reports.Add(await OnceAsync(organisation, keys.Verifier(organisation), note, cancel));
        }

        if (notes.Length == 0 && reports[0] is { Entries: 0, Unnumbered: 0, ProblemCount: 0 })
        {
            return null;
        }

        // Altered is worse than cannot tell, and that is worse than holds.
        return reports.MaxBy(r => r.Outcome switch { Standing.Altered => 2, Standing.CannotTell => 1, _ => 0 })!;
    }

    /// <summary>The name of a ledger in its checkpoints; null before its first entry is numbered.</summary>
    public async Task<string?> OriginAsync(string organisation, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfSystem(organisation, "verifier"));
        return await db.Ledgers.Select(l => l.Origin).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Writes a ledger into one file that verifies offline.</summary>
    /// <returns>What in the rows is not as it was committed.</returns>
    public Task<IReadOnlyList<LedgerProblem>> ExportAsync(string organisation, Stream output, CancellationToken cancel) => ExportAsync(organisation, null, output, cancel);

    // A ledger that is gone has no name any more; the checkpoint that remembers it has.
    private Task<IReadOnlyList<LedgerProblem>> ExportAsync(string organisation, Checkpoint? remembered, Stream output, CancellationToken cancel) =>
        store.SnapshotAsync(Scope.OfSystem(organisation, "verifier"), db => new Export(organisation, remembered?.Origin ?? "none", db, output).RunAsync(cancel), cancel);

    internal async Task<LedgerReport> OnceAsync(string organisation, VerifierKey? key, SignedNote? kept, CancellationToken cancel)
    {
        // Through a pipe: what a ledger holds is not left in a temporary file.
        await using var output = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var input = new AnonymousPipeClientStream(PipeDirection.In, output.ClientSafePipeHandle);
        var verifying = Task.Run(() => LedgerVerifier.Verify(input, key is null ? [] : [key], kept), cancel);
        IReadOnlyList<LedgerProblem> differing;
        await using (var buffered = new BufferedStream(output, 1 << 16))
        {
            differing = await ExportAsync(organisation, kept is not null && Checkpoint.TryParse(kept.Text, out var remembered, out _) ? remembered : null, buffered, cancel);
        }

        var report = await verifying;
        return differing.Count == 0 ? report
            : report with { Outcome = Standing.Altered, Problems = [.. report.Problems.Concat(differing).Take(LedgerVerifier.MostProblems)], ProblemCount = report.ProblemCount + differing.Count };
    }

    private sealed class Export(string organisation, string nameless, GovernanceContext db, Stream output)
    {
        private readonly List<LedgerProblem> _problems = [];
        private readonly MerkleTree _tree = new();
        private readonly KeptThings _kept = new();

        public async Task<IReadOnlyList<LedgerProblem>> RunAsync(CancellationToken cancel)
        {
            var ledger = await db.Ledgers.SingleOrDefaultAsync(cancel);
            var export = new LedgerExport(output, organisation, ledger?.Origin ?? nameless);
            var checkpoints = new Queue<SignedCheckpoint>(await db.Checkpoints.OrderBy(c => c.Size).ToListAsync(cancel));
            await foreach (var entry in db.Entries.Where(e => e.Index != null).OrderBy(e => e.Index).AsAsyncEnumerable().WithCancellation(cancel))
            {
                Compare(entry);
                _kept.Remember(entry);
                var leaf = entry.Leaf is { Length: Digest.Size } bytes ? new Digest(bytes) : default;
                export.Entry(Encoding.UTF8.GetBytes(entry.Head ?? "null"), leaf, Encoding.UTF8.GetBytes(entry.Body ?? ""), entry.Salt);
                _tree.Append(leaf);
                while (checkpoints.TryPeek(out var next) && next.Size <= _tree.Size)
                {
                    Write(export, checkpoints.Dequeue());
                }
            }

            foreach (var beyond in checkpoints)
            {
                Write(export, beyond);
            }

            if (ledger is null ? _tree.Size > 0 : ledger.Size != _tree.Size || !ledger.Frontier.AsSpan().SequenceEqual(_tree.Frontier.SelectMany(d => d.ToArray()).ToArray()))
            {
                _problems.Add(new("tree-differs", null, null, "The tree that new entries go on from is not the one over the entries that are here.", $"{ledger?.Size ?? 0} entries, {Convert.ToBase64String(ledger?.Frontier ?? [])}", $"{_tree.Size} entries, root {_tree.Root}"));
            }

            await UnnumberedAsync(export, cancel);
            export.End();
            _problems.AddRange(await _kept.CompareAsync(db, cancel));
            return _problems;
        }

        private static void Write(LedgerExport export, SignedCheckpoint checkpoint)
        {
            if (SignedNote.TryParse(checkpoint.Note, out var note, out _))
            {
                export.Checkpoint(note);
            }
        }

        // Pages show the row; the ledger commits to the head. They must say the same.
        private void Compare(Entry entry)
        {
            try
            {
                using var head = JsonDocument.Parse(entry.Head ?? "null");
                if (head.RootElement.ValueKind is JsonValueKind.Object && head.RootElement.TryGetProperty("seal", out var text) && Digest.TryParseBase64(text.GetString(), out var seal))
                {
                    var row = Encoding.UTF8.GetString(entry.HeadAt(entry.Index, seal));
                    if (row != entry.Head)
                    {
                        _problems.Add(new("row-differs", null, entry.Index, $"The row of entry {entry.Index} does not say what its head says.", row, entry.Head));
                    }
                }
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                // The verifier reads the same head, and says what is wrong with it.
            }
        }

        private async Task UnnumberedAsync(LedgerExport export, CancellationToken cancel)
        {
            await foreach (var entry in db.Entries.Where(e => e.Index == null).OrderBy(e => e.At).ThenBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancel))
            {
                try
                {
                    export.Unnumbered(entry.Parse(), entry.Salt);
                    _kept.Remember(entry);
                }
                catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
                {
                    _problems.Add(new("unreadable", null, null, $"An entry of {entry.At:yyyy-MM-dd HH:mm:ss}Z that is not numbered yet cannot be read.", entry.Body, "a body with content and why, and a salt"));
                }
            }
        }
    }
}
