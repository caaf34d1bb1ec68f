using System.Formats.Tar;
using System.Security.Cryptography;

namespace Candour.Governance.Backups;

/// <summary>Takes a back-up's files out of their archive, and holds each against the manifest.</summary>
internal static class Unpacking
{
    private const int MostManifestBytes = 64 * 1024 * 1024;

    /// <summary>Writes the files into a folder. When an error comes back some may lie there: they are not to be used.</summary>
    public static async Task<Result<BackupManifest>> RunAsync(string from, string folder, BackupIdentity? identity, CancellationToken cancel)
    {
        BackupManifest? manifest = null;
        string? wrong = null;
        await using var input = File.OpenRead(from);
        var error = await Envelope.OpenAsync(input, identity, async archive => (manifest, wrong) = await ReadAsync(archive, folder, cancel));
        return error ?? (wrong is not null ? Envelope.Broken(wrong) : manifest is null ? Envelope.Broken("It has no manifest.") : (Result<BackupManifest>)manifest);
    }

    private static async Task<(BackupManifest?, string?)> ReadAsync(Stream archive, string folder, CancellationToken cancel)
    {
        await using var tar = new TarReader(archive, leaveOpen: true);
        if (await tar.GetNextEntryAsync(cancellationToken: cancel) is not { Name: BackupManifest.FileName, EntryType: TarEntryType.RegularFile, Length: <= MostManifestBytes, DataStream: { } head })
        {
            return (null, "It does not begin with a manifest.");
        }

        var bytes = new MemoryStream();
        await head.CopyToAsync(bytes, cancel);
        var manifest = BackupManifest.Read(bytes.ToArray());
        if (manifest is null)
        {
            return (null, "Its manifest cannot be read.");
        }

        if (manifest.Format != BackupManifest.CurrentFormat)
        {
            return (null, $"It has the form {manifest.Format}, which this version does not know.");
        }

        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var file in manifest.Files)
        {
            // Names come from the file, and must not lead out of the folder.
            var path = Path.GetFullPath(Path.Combine(root, file.Path));
            if (!path.StartsWith(root, StringComparison.Ordinal))
            {
                return (null, $"It names a file outside the folder: {file.Path}.");
            }

            var entry = await tar.GetNextEntryAsync(cancellationToken: cancel);
            if (entry is null || entry.Name != file.Path || entry.EntryType is not TarEntryType.RegularFile)
            {
                return (null, $"{file.Path} is missing in it.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var output = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
            if (entry.DataStream is { } content)
            {
                await content.CopyToAsync(output, cancel);
            }

            output.Flush(flushToDisk: true);
            output.Position = 0;
            if (output.Length != file.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(output, cancel)) != file.Sha256)
            {
                return (null, $"{file.Path} is not as its manifest says.");
            }
        }

        var seal = new MemoryStream();
        if (await tar.GetNextEntryAsync(cancellationToken: cancel) is not { Name: BackupManifest.HashFileName, Length: SHA256.HashSizeInBytes, DataStream: { } hash })
        {
            return (null, "The hash of its manifest is missing.");
        }

        await hash.CopyToAsync(seal, cancel);
        return !seal.ToArray().AsSpan().SequenceEqual(SHA256.HashData(bytes.ToArray())) ? (null, "Its manifest was altered.")
            : await tar.GetNextEntryAsync(cancellationToken: cancel) is { } more ? (null, $"It holds {more.Name}, which its manifest does not name.")
            : (manifest, null);
    }
}
