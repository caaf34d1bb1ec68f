using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Backups;

/// <summary>
/// Makes an installation anew from a back-up, all of it or nothing. What was lawfully erased after the back-up was made is erased again; that the ledger goes on from an earlier size is said in it.
/// </summary>
public sealed class RestoreBackup(TimeProvider clock)
{
    private const string Erased = "erased before the installation was restored from a back-up that still held it";

    public sealed record Request
    {
        public required string From { get; init; }

        /// <summary>The data folder to make; it must not be there yet, or be empty.</summary>
        public required string Data { get; init; }

        /// <summary>PostgreSQL's connection string, of an account that may make tables; its database must be empty. Null for SQLite.</summary>
        public string? Connection { get; init; }

        /// <summary>The folder of the keys that sign ledgers, with the newest checkpoints.</summary>
        public required KeyFolder Keys { get; init; }

        /// <summary>Who can read it; null for a plain one.</summary>
        public BackupIdentity? Identity { get; init; }

        /// <summary>A checkpoint that was kept elsewhere.</summary>
        public SignedNote? Checkpoint { get; init; }

        /// <summary>Restore even where nobody can tell what was erased since: it is said in the ledger.</summary>
        public bool EvenIfErasuresAreUnknown { get; init; }

        public required string Why { get; init; }
    }

    /// <summary>What was restored.</summary>
    /// <param name="MadeAt">When the back-up was made.</param>
    /// <param name="Ledgers">Each ledger.</param>
    public sealed record Report(DateTimeOffset MadeAt, IReadOnlyList<RestoredLedger> Ledgers);

    /// <summary>A ledger after it was restored.</summary>
    /// <param name="Organisation">Whose.</param>
    /// <param name="Size">How many entries the back-up held.</param>
    /// <param name="Newest">How many there were by the newest checkpoint known; null when none is known.</param>
    /// <param name="ErasedAgain">How many entries were erased again.</param>
    public sealed record RestoredLedger(string Organisation, long Size, long? Newest, int ErasedAgain);

    /// <returns>
    /// What was restored, or <c>restore.not-empty</c>, <c>restore.another-database</c>, <c>restore.newer</c>, <c>restore.altered</c>, <c>restore.another-ledger</c>, <c>restore.cannot-tell</c>, <c>backup.identity</c> or <c>backup.broken</c>;
    /// then nothing was.
    /// </returns>
    /// <exception cref="InvalidDataException">PostgreSQL's tools are not there, or say no.</exception>
    public async Task<Result<Report>> RunAsync(Request request, CancellationToken cancel)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Data));
        if (Path.Exists(data) && (File.Exists(data) || Directory.EnumerateFileSystemEntries(data).Any()))
        {
            return new Error("restore.not-empty", $"{request.Data} is in use: there is something in it.", "Name a folder that is not there yet or is empty. To take the place of an installation, stop it and move its folder aside first.");
        }

        var staging = $"{data}.restoring-{Guid.NewGuid():N}";
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(staging) : Directory.CreateDirectory(staging, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var unpacked = await Unpacking.RunAsync(request.From, staging, request.Identity, cancel);
            if (unpacked.Failed(out var broken, out var manifest))
            {
                return broken;
            }

            using var store = Store.Open(staging, request.Connection);
            if (await MayTakeAsync(store, manifest, cancel) is { } refused)
            {
                return refused;
            }

            return await FillAsync(store, request, manifest, staging, data, cancel);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private static async Task<Error?> MayTakeAsync(Store store, BackupManifest manifest, CancellationToken cancel)
    {
        if (manifest.Database == "sqlite" != store.IsSqlite)
        {
            return store.IsSqlite ? new("restore.another-database", "The back-up is of PostgreSQL.", "Name an empty database with --connection.")
                : new("restore.another-database", "The back-up is of SQLite.", "Leave --connection out.");
        }

        if (!Copying.KnownMigrations(store).Contains(manifest.Migration))
        {
            return new("restore.newer", "The back-up was made by a newer version of Candour.", "Restore with that version or a later one.");
        }

        return store.IsSqlite || await Copying.IsEmptyAsync(store, cancel) ? null : new("restore.not-empty", "The database is in use: there are tables in it.", "Name a database that is empty.");
    }

    private async Task<Result<Report>> FillAsync(Store store, Request request, BackupManifest manifest, string staging, string data, CancellationToken cancel)
    {
        var kept = false;
        try
        {
            if (!store.IsSqlite)
            {
                await Copying.PutBackAsync(store, staging, cancel);
                File.Delete(Path.Combine(staging, Copying.PostgresFile));
            }

            await store.MigrateAsync(cancel);
            var plans = new List<Plan>();
            foreach (var organisation in await Sequencer.LedgersAsync(store, cancel))
            {
                var planned = await PlanAsync(store, organisation, request, cancel);
                if (planned.Failed(out var refused, out var plan))
                {
                    return refused;
                }

                plans.Add(plan);
            }

            await new Sequencer(store, clock).NumberAllAsync(cancel);
            var report = new List<RestoredLedger>();
            foreach (var plan in plans)
            {
                report.Add(await CarryOutAsync(store, plan, request, manifest, cancel));
            }

            await SignAsync(store, plans, request.Keys, cancel);
            if (store.IsSqlite)
            {
                await Copying.SettleAsync(store, cancel);
            }

            store.Dispose();
            if (Directory.Exists(data))
            {
                Directory.Delete(data);
            }

            File.Delete(Path.Combine(staging, "starting.lock"));
            Directory.Move(staging, data);
            kept = true;
            return new Report(manifest.MadeAt, report);
        }
        finally
        {
            if (!kept && !store.IsSqlite)
            {
                await Copying.EmptyAsync(store, CancellationToken.None);
            }
        }
    }

    /// <summary>What is to be done with one ledger.</summary>
    private sealed record Plan(string Organisation, long Size, Checkpoint? Newest, bool ErasuresKnown, IReadOnlyList<ErasureRecord> Erasures);

    private static async Task<Result<Plan>> PlanAsync(Store store, string organisation, Request request, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfSystem(organisation, "restore"));
        var ledger = await db.Ledgers.SingleOrDefaultAsync(cancel);
        var signed = await db.Checkpoints.OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(cancel);
        var verifier = request.Keys.Verifier(organisation) ?? (ledger?.Verifier is { } text && VerifierKey.TryParse(text, out var own, out _) ? own : null);
        var last = signed is not null && SignedNote.TryParse(signed, out var note, out _) ? note : null;
        var check = await new LedgerCheck(store).OnceAsync(organisation, verifier, last, cancel);
        if (check.Outcome is Standing.Altered)
        {
            return new Error("restore.altered", $"The ledger of `{organisation}` in this back-up was altered: {check.Problems[0].Words}", "Take another back-up. Nothing was restored.");
        }

        var newest = new List<Checkpoint>();
        foreach (var candidate in new[] { request.Keys.Newest(organisation), request.Checkpoint }.OfType<SignedNote>())
        {
            if (Checkpoint.TryParse(candidate.Text, out var read, out _) && read.Origin == ledger?.Origin && verifier is not null && candidate.Open([verifier]).Good.Count > 0)
            {
                newest.Add(read);
            }
            else if (candidate != request.Checkpoint)
            {
                return new Error("restore.another-ledger", $"The checkpoint of `{organisation}` in the folder of keys is of another ledger than the one in this back-up.", "Name the folder of keys that belongs to this installation with --keys.");
            }
        }

        var size = ledger?.Size ?? 0;
        var there = await Signer.ErasuresAsync(db, cancel);
        if (newest.MaxBy(c => c.Size) is not { } known)
        {
            // A ledger that nobody ever signed has lost nothing that anybody could know of.
            return ledger is null || request.EvenIfErasuresAreUnknown ? new Plan(organisation, size, null, ledger is null, [])
                : new Error("restore.cannot-tell", $"Cannot tell what was erased from the ledger of `{organisation}` since the back-up was made: there is no checkpoint of it.", "Name the folder of keys with --keys, or a checkpoint kept elsewhere with --checkpoint. If they are lost, --erasures-unknown restores all the same and says so in the ledger.");
        }

        var listed = request.Keys.Erasures(organisation);
        var list = Signer.List(listed);
        return known.ErasedCount == 0 || Fits(Signer.List(there), known) || known.Size <= size ? new Plan(organisation, size, known, true, [])
            : Fits(list, known) ? new Plan(organisation, size, known, true, [.. listed.Where(e => e.Entry >= size)])
            : request.EvenIfErasuresAreUnknown ? new Plan(organisation, size, known, false, [.. listed.Where(e => e.Entry >= size)])
            : new Error("restore.cannot-tell", $"Content of the ledger of `{organisation}` was erased since the back-up was made, and the list of it ({organisation}.erased in the folder of keys) is missing or is not the one that the newest checkpoint was signed over.", "Put the list back beside the keys. If it is lost, --erasures-unknown restores all the same and says so in the ledger.");
    }

    private static bool Fits(ErasedList list, Checkpoint checkpoint) => list.Count == checkpoint.ErasedCount && list.Hash == checkpoint.Erased;

    private async Task<RestoredLedger> CarryOutAsync(Store store, Plan plan, Request request, BackupManifest manifest, CancellationToken cancel)
    {
        var operations = new Operations(store, clock);
        var scope = plan.Organisation == Scope.InstallationId ? Scope.OfInstallation("restore") : Scope.OfSystem(plan.Organisation, "restore");
        await operations.RunAsync<string>(scope, "ledger-restored", request.Why, operation =>
        {
            operation.Record(plan.Organisation, new JsonObject
            {
                ["entries"] = plan.Size, ["backupMadeAt"] = manifest.MadeAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture), ["newestCheckpoint"] = plan.Newest is null ? null : new JsonObject { ["size"] = plan.Newest.Size, ["root"] = plan.Newest.Root.ToString() },
                ["erasuresKnown"] = plan.ErasuresKnown, ["erased"] = new JsonArray([.. plan.Erasures.Select(e => JsonValue.Create(e.Entry))]),
            });
            return Task.FromResult<Result<string>>("");
        }, cancel);
        var count = 0;
        foreach (var erasure in plan.Erasures)
        {
            count += await EraseAgainAsync(store, operations, scope, erasure, cancel);
        }

        return new(plan.Organisation, plan.Size, plan.Newest?.Size, count);
    }

    private static async Task<int> EraseAgainAsync(Store store, Operations operations, Scope scope, ErasureRecord erasure, CancellationToken cancel)
    {
        long[] entries;
        await using (var db = store.Read(scope))
        {
            // By the rows' own ids: what was not numbered when the back-up was made may have another place now.
            entries = await db.Entries.Where(e => erasure.Ids.Contains(e.Id) && e.Body != null && e.Index != null).Select(e => e.Index!.Value).ToArrayAsync(cancel);
        }

        if (entries.Length > 0)
        {
            var again = await new EraseEntries(store, operations).RunAsync(scope, new() { Entries = entries, Things = erasure.Things, DecidedBy = new(erasure.DecidedBy), Why = Erased }, cancel);
            if (again.Failed(out var error, out _))
            {
                throw new InvalidOperationException($"{error.Code}: {error.Message}");
            }
        }

        return entries.Length;
    }

    private async Task SignAsync(Store store, IReadOnlyList<Plan> plans, KeyFolder keys, CancellationToken cancel)
    {
        await new Sequencer(store, clock).NumberAllAsync(cancel);
        var signer = new Signer(store, keys, clock);
        foreach (var plan in plans)
        {
            keys.SetAside(plan.Organisation, clock.Now());
            if (keys.Signing(plan.Organisation) is null)
            {
                // The old key is gone with its folder; the ledger goes on under a new one.
                await signer.ForgetKeyAsync(plan.Organisation, cancel);
            }
        }

        await signer.SignAllAsync(cancel);
    }
}
