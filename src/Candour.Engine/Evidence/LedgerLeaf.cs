using System.Security.Cryptography;
using System.Text.Json;

namespace Candour.Engine.Evidence;

/// <summary>
/// What a ledger commits to for one entry. The seal is SHA-256 over the ASCII text <c>candour-seal/1</c>, a newline, 32 bytes of salt and the
/// canonical body; the head holds the seal; the leaf is RFC 6962's hash of the canonical head. Without the salt nobody can try whether a guessed body fits.
/// </summary>
/// <param name="Head">The canonical bytes of the head, to be kept for ever as they are.</param>
/// <param name="Body">The canonical bytes of the body, to be kept as they are until they are erased, with the salt.</param>
/// <param name="Seal">The seal of the body, which the head holds.</param>
/// <param name="Hash">The leaf's hash: what goes into the <see cref="MerkleTree"/>.</param>
public sealed record LedgerLeaf(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body, Digest Seal, Digest Hash)
{
    /// <summary>Length of the salt in bytes.</summary>
    public const int SaltSize = 32;

    private static readonly byte[] SealWord = "candour-seal/1\n"u8.ToArray();

    /// <summary>Commits to an entry at its place.</summary>
    /// <param name="index">Its place in the ledger, from 0: the size of the tree before it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="salt">32 bytes from a cryptographic source, new for each entry.</param>
    /// <returns>Everything that is kept of the entry.</returns>
    /// <exception cref="InvalidDataException">The entry has no canonical form; the message says why.</exception>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static LedgerLeaf Commit(long index, LedgerEntry entry, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var body = entry.Body();
        var seal = SealOf(body, salt);
        var head = entry.Head(index, seal);
        return new(head, body, seal, MerkleTree.Leaf(head));
    }

    /// <summary>The seal of a body.</summary>
    /// <param name="body">Its canonical bytes.</param>
    /// <param name="salt">32 bytes.</param>
    /// <returns>The seal.</returns>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static Digest SealOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltSize)
        {
            throw new ArgumentException($"A salt has {SaltSize} bytes, and this has {salt.Length}.", nameof(salt));
        }

        var length = SealWord.Length + SaltSize + body.Length;
        if (length <= 2048)
        {
            Span<byte> buffer = stackalloc byte[length];
            SealWord.CopyTo(buffer);
            salt.CopyTo(buffer[SealWord.Length..]);
            body.CopyTo(buffer[(SealWord.Length + SaltSize)..]);
            return Digest.Of(buffer);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SealWord);
        hash.AppendData(salt);
        hash.AppendData(body);
        Span<byte> result = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(result);
        return new(result);
    }
}

/// <summary>
/// The entry that records a lawful erasure: operation <c>entries-erased</c>, content <c>{"decidedBy":REFERENCE,"entries":[INDEX...],"things":[NAME...]}</c>,
/// who carried it out and why in the entry itself. The entry cannot be erased. Only entries that are already numbered, and before it, can be named.
/// </summary>
public static class LedgerErasure
{
    /// <summary>The operation's name.</summary>
    public const string Operation = "entries-erased";

    /// <summary>The content of an erasure entry.</summary>
    /// <param name="decidedBy">By whose decision: an opaque reference.</param>
    /// <param name="entries">Which entries lose content, things, reason and salt.</param>
    /// <param name="things">Names of things outside the ledger that were destroyed too.</param>
    /// <returns>The content.</returns>
    public static JsonElement Content(string decidedBy, IEnumerable<long> entries, IEnumerable<string>? things = null)
    {
        var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("decidedBy", decidedBy);
            writer.WriteStartArray("entries");
            foreach (var entry in entries.Order())
            {
                writer.WriteNumberValue(entry);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("things");
            foreach (var thing in things ?? [])
            {
                writer.WriteStringValue(thing);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return CanonicalJson.Parse(output.ToArray());
    }

    /// <summary>Which entries and things an erasure entry names.</summary>
    /// <param name="index">The erasure entry's own place: it can only name what is before it.</param>
    /// <param name="content">Its content.</param>
    /// <param name="entries">The entries, as it names them.</param>
    /// <param name="things">The things.</param>
    /// <returns>Whether the content has the form that an erasure needs.</returns>
    public static bool TryRead(long index, JsonElement content, out IReadOnlyList<long> entries, out IReadOnlyList<string> things)
    {
        (entries, things) = ([], []);
        if (content.ValueKind is not JsonValueKind.Object
            || !content.TryGetProperty("decidedBy", out var by) || by.ValueKind is not JsonValueKind.String
            || !content.TryGetProperty("entries", out var named) || named.ValueKind is not JsonValueKind.Array
            || !content.TryGetProperty("things", out var destroyed) || destroyed.ValueKind is not JsonValueKind.Array)
        {
            return false;
        }

        var indices = new List<long>();
        foreach (var item in named.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.Number || !item.TryGetInt64(out var value) || value < 0 || value >= index)
            {
                return false;
            }

            indices.Add(value);
        }

        var names = new List<string>();
        foreach (var item in destroyed.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String)
            {
                return false;
            }

            names.Add(item.GetString()!);
        }

        (entries, things) = (indices, names);
        return true;
    }
}
