using System.Security.Cryptography;
using System.Text;
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
