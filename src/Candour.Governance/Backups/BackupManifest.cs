using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candour.Governance.Backups;

/// <summary>What a back-up holds; the first file in its archive.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The last file in the archive: the SHA-256 of the manifest, 32 bytes.</summary>
    public const string HashFileName = "manifest.sha256";

    public const string CurrentFormat = "candour-backup/1";

    public required string Format { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public required string Database { get; init; }

    /// <summary>The newest migration of the database.</summary>
    public required string Migration { get; init; }

    public required IReadOnlyList<Ledger> Ledgers { get; init; }

    public required IReadOnlyList<File> Files { get; init; }

    /// <summary>How far a ledger was numbered.</summary>
    public sealed record Ledger(string Organisation, string Origin, long Size);

    /// <summary>A file, by its path under the archive.</summary>
    public sealed record File(string Path, long Bytes, string Sha256);

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.BackupManifest);

    internal static BackupManifest? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ManifestJson.Default.BackupManifest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
