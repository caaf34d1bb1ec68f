using System.Formats.Tar;
using System.Security.Cryptography;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Backups;

/// <summary>Copies everything that an installation keeps into one file, while it goes on working: the database as of one moment, then the other files of the data folder, which only grow.</summary>
public sealed class MakeBackup(Store store, Operations operations)
{
    // Of a running process, and no part of what is kept.
    private static readonly string[] Passing = [Store.FileName, $"{Store.FileName}-wal", $"{Store.FileName}-shm", $"{Store.FileName}-journal", "starting.lock"];

    private const string Working = "backup-";

    public sealed record Request
    {
        /// <summary>The data folder; null where PostgreSQL keeps everything.</summary>
        public required string? Data { get; init; }

        /// <summary>The file to write; it must not be there yet.</summary>
        public required string To { get; init; }

        /// <summary>Whom it is encrypted to; null only when somebody said that it shall be plain.</summary>
        public required BackupRecipient? Recipient { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What the file holds, or <c>backup.exists</c> or <c>backup.another-version</c>.</returns>
    /// <exception cref="IOException">The file cannot be written; then there is none.</exception>
    /// <exception cref="InvalidDataException">PostgreSQL's tools are not there, or say no.</exception>
    public async Task<Result<BackupManifest>> RunAsync(Request request, CancellationToken cancel)
    {
        if (Path.Exists(request.To))
        {
            return new Error("backup.exists", $"{request.To} is there already.", "Name another file: a back-up never takes the place of one.");
        }

        if (!await store.IsCurrentAsync(cancel))
        {
            return new Error("backup.another-version", "The database has the form of another version of Candour.", "Back up with that version, or bring the database up to date first.");
        }

        // Said in the ledger before the copy, so that each copy tells of itself. Then numbered, so that the copy's tail is short.
        var said = await operations.RunAsync<string>(Scope.OfInstallation("backup"), "backup-made", request.Why, operation =>
        {
            operation.Record("installation", new() { ["recipient"] = request.Recipient?.Fingerprint });
            return Task.FromResult<Result<string>>("");
        }, cancel);
        if (said.Failed(out var refused, out _))
        {
            return refused;
        }

        await new Sequencer(store, operations.Clock).NumberAllAsync(cancel);
        var working = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(request.Data ?? Path.GetTempPath()), $"{Working}{Guid.NewGuid():N}"));
        var half = $"{request.To}.{Guid.NewGuid():N}";
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                working.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }

            var (migration, ledgers) = await Copying.CopyAsync(store, working.FullName, cancel);
            var files = working.GetFiles().Select(f => (f.Name, From: f.FullName)).Concat(request.Data is null ? [] : Kept(request.Data)).ToArray();
            var manifest = new BackupManifest
            {
                Format = BackupManifest.CurrentFormat, MadeAt = operations.Clock.Now(), Database = store.IsSqlite ? "sqlite" : "postgresql", Migration = migration,
                Ledgers = [.. ledgers.Select(l => new BackupManifest.Ledger(l.Organisation, l.Origin, l.Size))],
                Files = await DescribeAsync(files, cancel),
            };
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var output = new FileStream(half, options))
            {
                await Envelope.SealAsync(output, request.Recipient, manifest.MadeAt, archive => PackAsync(archive, manifest, files, cancel));
                output.Flush(flushToDisk: true);
            }

            File.Move(half, request.To);
            return manifest;
        }
        finally
        {
            working.Delete(recursive: true);
            File.Delete(half);
        }
    }

    private static IEnumerable<(string Name, string From)> Kept(string data)
    {
        var folder = Path.GetFullPath(data);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetRelativePath(folder, f).Replace('\\', '/'), From: f))
            .Where(f => !Passing.Contains(f.Name) && !f.Name.StartsWith(Working, StringComparison.Ordinal))
            .OrderBy(f => f.Name, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<BackupManifest.File>> DescribeAsync(IEnumerable<(string Name, string From)> files, CancellationToken cancel)
    {
        var described = new List<BackupManifest.File>();
        foreach (var (name, from) in files)
        {
            await using var stream = File.OpenRead(from);
            described.Add(new(name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel))));
        }

        return described;
    }

    private static async Task PackAsync(Stream archive, BackupManifest manifest, IEnumerable<(string Name, string From)> files, CancellationToken cancel)
    {
        await using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        var written = manifest.Write();
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.FileName) { DataStream = new MemoryStream(written) }, cancel);
        foreach (var (name, from) in files)
        {
            await using var stream = File.OpenRead(from);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = stream }, cancel);
        }

        // The framework does not look at gzip's own checksum, and a changed bit can change a name in the manifest and in the archive alike.
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.HashFileName) { DataStream = new MemoryStream(SHA256.HashData(written)) }, cancel);
    }
}
