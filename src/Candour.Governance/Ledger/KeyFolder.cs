using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Candour.Engine.Evidence;

namespace Candour.Governance.Ledger;

/// <summary>Where the signing keys of ledgers lie, outside the data folder, so that who restores or alters the data cannot sign. The newest checkpoint of each ledger lies beside its key: a data folder put back from an older copy is noticed.</summary>
public sealed class KeyFolder
{
    private readonly string _folder;

    private KeyFolder(string folder) => _folder = folder;

    /// <summary>The folder for the account that runs Candour, where none is named.</summary>
    public static string Usual => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "candour", "keys");

    /// <summary>The folder for one data folder, where none is named: two installations of one account never share keys.</summary>
    public static string UsualFor(string data)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(data));
        return Path.Combine(Usual, $"{Path.GetFileName(full)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..8]}");
    }

    /// <summary>Opens a folder of keys; it need not exist yet.</summary>
    /// <param name="folder">Where keys lie.</param>
    /// <param name="data">The data folder; null where there is none.</param>
    /// <exception cref="InvalidDataException">The one lies in the other.</exception>
    public static KeyFolder Open(string folder, string? data)
    {
        if (data is null)
        {
            return new(Full(folder));
        }

        var (keys, kept) = (Full(folder), Full(data));
        return keys.StartsWith(kept, StringComparison.Ordinal) || kept.StartsWith(keys, StringComparison.Ordinal)
            ? throw new InvalidDataException($"The folder of keys {folder} and the data folder {data} lie in one another. Whoever copies one must not get the other: name another folder.")
            : new(keys);

        static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
    }

    /// <summary>The public key of a ledger; null when there is none here.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read as one.</exception>
    public VerifierKey? Verifier(string organisation)
    {
        var file = At(organisation, "pub");
        return !File.Exists(file) ? null : VerifierKey.TryParse(File.ReadAllText(file).Trim(), out var key, out var problem) ? key : throw new InvalidDataException($"{file} holds no verifier key. {problem}");
    }

    /// <summary>The newest checkpoint that was signed here; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read as one.</exception>
    public SignedNote? Newest(string organisation)
    {
        var file = At(organisation, "checkpoint");
        return !File.Exists(file) ? null : SignedNote.TryParse(File.ReadAllBytes(file), out var note, out var problem) ? note : throw new InvalidDataException($"{file} holds no checkpoint. {problem}");
    }

    /// <summary>Whose ledgers were signed here.</summary>
    public IEnumerable<string> Ledgers() => Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, "*.checkpoint").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal) : [];

    internal SigningKey? Signing(string organisation)
    {
        var file = At(organisation, "key");
        return !File.Exists(file) ? null : SigningKey.TryParse(File.ReadAllText(file).Trim(), out var key, out var problem) ? key : throw new InvalidDataException($"{file} holds no signing key. {problem}");
    }

    internal SigningKey Make(string organisation, string origin)
    {
        var key = SigningKey.Create(origin, NoteKeyKind.Log, RandomNumberGenerator.GetBytes(32));
        Write(At(organisation, "key"), key.Reveal() + "\n");
        Write(At(organisation, "pub"), key.Verifier + "\n");
        return key;
    }

    internal void Keep(string organisation, SignedNote note) => Write(At(organisation, "checkpoint"), note.ToString());

    /// <summary>What was erased, as far as the newest checkpoint knows; nothing when nothing was.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    internal IReadOnlyList<ErasureRecord> Erasures(string organisation)
    {
        var file = At(organisation, "erased");
        try
        {
            return File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<ErasureRecord>(line)!)] : [];
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file} cannot be read. {broken.Message}");
        }
    }

    internal void Keep(string organisation, IReadOnlyList<ErasureRecord> erasures)
    {
        if (erasures.Count > 0)
        {
            Write(At(organisation, "erased"), string.Concat(erasures.Select(e => JsonSerializer.Serialize(e) + "\n")));
        }
    }

    /// <summary>Sets aside what was signed of a ledger that an older copy takes the place of.</summary>
    internal void SetAside(string organisation, DateTimeOffset at)
    {
        foreach (var ending in new[] { "checkpoint", "erased" })
        {
            if (File.Exists(At(organisation, ending)))
            {
                File.Move(At(organisation, ending), At(organisation, $"{ending}-before-{at:yyyyMMddHHmmss}"), overwrite: true);
            }
        }
    }

    private string At(string organisation, string ending) => Path.Combine(_folder, $"{organisation}.{ending}");

    // Whole or not at all, and for nobody else's eyes.
    private void Write(string file, string text)
    {
        if (!Directory.Exists(_folder))
        {
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(_folder) : Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var half = $"{file}.{Guid.NewGuid():N}";
        using (var writer = new StreamWriter(half, options))
        {
            writer.Write(text);
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        File.Move(half, file, overwrite: true);
    }
}

/// <summary>An erasure, kept beside the keys so that a copy from before it can be brought to forget the same.</summary>
/// <param name="Entry">The place of the entry that recorded it.</param>
/// <param name="DecidedBy">By whose decision.</param>
/// <param name="Entries">The places of the entries that lost their content, in the order of the record.</param>
/// <param name="Ids">Their rows' ids.</param>
/// <param name="Things">What outside the ledger was destroyed with them.</param>
internal sealed record ErasureRecord(long Entry, string DecidedBy, IReadOnlyList<long> Entries, IReadOnlyList<Guid> Ids, IReadOnlyList<string> Things);
