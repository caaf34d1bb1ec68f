using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Ed25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace Candour.Engine.Evidence;

/// <summary>What a key of a signed note signs.</summary>
public enum NoteKeyKind
{
    /// <summary>The text of the note (C2SP signed-note, type 0x01): a log's own key.</summary>
    Log = 0x01,

    /// <summary>The text with a time before it (C2SP tlog-cosignature, type 0x04): a witness who saw that the log only grew.</summary>
    Witness = 0x04,
}

/// <summary>
/// The public key of somebody who signs notes, written <c>name+hash+base64</c>: C2SP's verifier key. Ed25519 only.
/// Source: https://c2sp.org/signed-note and https://c2sp.org/tlog-cosignature. Checked on 2026-11-30, in stored copies of both.
/// </summary>
public sealed record VerifierKey
{
    private readonly byte[] _public;

    private VerifierKey(string name, NoteKeyKind kind, byte[] publicKey)
    {
        (Name, Kind, _public) = (name, kind, publicKey);
        Id = KeyId(name, kind, publicKey);
    }

    /// <summary>Who signs, as a signature line names them.</summary>
    public string Name { get; }

    /// <summary>What the key signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>The first four bytes of SHA-256 over name, newline, kind and key: tells keys of one name apart.</summary>
    public uint Id { get; }

    /// <summary>Makes a key from its parts.</summary>
    /// <param name="name">Who signs; not empty, without spaces and <c>+</c>. A URL without scheme is recommended.</param>
    /// <param name="kind">What it signs.</param>
    /// <param name="publicKey">32 bytes.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The name or the length is not allowed.</exception>
    public static VerifierKey Create(string name, NoteKeyKind kind, ReadOnlySpan<byte> publicKey) =>
        !IsName(name) ? throw new ArgumentException($"`{name}` cannot name a key: it is empty, or has a space or a + in it.", nameof(name))
        : publicKey.Length != Ed25519.PublicKeySize ? throw new ArgumentException($"An Ed25519 public key has {Ed25519.PublicKeySize} bytes.", nameof(publicKey))
        : new(name, kind, publicKey.ToArray());

    /// <summary>Reads <c>name+hash+base64</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">What is wrong with it, as a sentence.</param>
    /// <returns>Whether it is a key of a known kind.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]))
        {
            problem = "A verifier key is written name+hash+base64, such as example.org/ledger+c74f20a3+ARpc...";
            return false;
        }

        if (!TryKeyBytes(parts[2], out var kind, out var bytes))
        {
            problem = $"The key of {parts[0]} is not an Ed25519 key of a log (type 1) or of a witness (type 4). Other kinds of key are not supported.";
            return false;
        }

        var made = new VerifierKey(parts[0], kind, bytes);
        if (parts[1] != made.Hash)
        {
            problem = $"The key of {parts[0]} says its hash is {parts[1]}, and it is {made.Hash}: a character is wrong or missing. Copy it again.";
            return false;
        }

        (key, problem) = (made, null);
        return true;
    }

    /// <summary>The id as eight hexadecimal characters.</summary>
    public string Hash => Id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The key as <c>name+hash+base64</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}+{Hash}+{Convert.ToBase64String([(byte)Kind, .. _public])}";

    /// <summary>Equal when written the same.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>Whether both are the same key of the same name and kind.</returns>
    public bool Equals(VerifierKey? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Id;

    /// <summary>Whether a signature over a note's text is this key's.</summary>
    /// <param name="text">The text of the note.</param>
    /// <param name="signature">The bytes after the key id: 64, with eight of time before them for a witness.</param>
    /// <returns>Whether it verifies.</returns>
    internal bool Verifies(string text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519.SignatureSize + (Kind is NoteKeyKind.Witness ? 8 : 0))
        {
            return false;
        }

        var message = Encoding.UTF8.GetBytes(Kind is NoteKeyKind.Witness ? Cosigned(text, BinaryPrimitives.ReadUInt64BigEndian(signature)) : text);
        return Ed25519.Verify(signature[^Ed25519.SignatureSize..].ToArray(), 0, _public, 0, message, 0, message.Length);
    }

    internal static string Cosigned(string text, ulong seconds) => $"cosignature/v1\ntime {seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}\n{text}";

    internal static bool IsName(string? name) => !string.IsNullOrEmpty(name) && !name.Contains('+', StringComparison.Ordinal) && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    internal static bool TryKeyBytes(string base64, out NoteKeyKind kind, out byte[] bytes)
    {
        Span<byte> all = stackalloc byte[Ed25519.PublicKeySize + 4];
        (kind, bytes) = (default, []);
        if (base64.Length != 44 || !Convert.TryFromBase64String(base64, all, out var written) || written != Ed25519.PublicKeySize + 1 || all[0] is not (0x01 or 0x04))
        {
            return false;
        }

        (kind, bytes) = ((NoteKeyKind)all[0], all[1..written].ToArray());
        return true;
    }

    private static uint KeyId(string name, NoteKeyKind kind, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        Digest.Of([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. publicKey]).CopyTo(hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}

/// <summary>A private key that signs notes. Its text form is the one of the Go tools: <c>PRIVATE+KEY+name+hash+base64</c>.</summary>
public sealed class SigningKey
{
    private readonly byte[] _seed;

    private SigningKey(VerifierKey verifier, byte[] seed) => (Verifier, _seed) = (verifier, seed);

    /// <summary>The public key that belongs to it.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Makes a key from 32 random bytes.</summary>
    /// <param name="name">Who signs: for a ledger its origin.</param>
    /// <param name="kind">What it signs.</param>
    /// <param name="seed">32 bytes from a cryptographic source.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The name or the length is not allowed.</exception>
    public static SigningKey Create(string name, NoteKeyKind kind, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.SecretKeySize)
        {
            throw new ArgumentException($"An Ed25519 private key has {Ed25519.SecretKeySize} bytes.", nameof(seed));
        }

        var kept = seed.ToArray();
        var publicKey = new Ed25519PrivateKeyParameters(kept).GeneratePublicKey().GetEncoded();
        return new(VerifierKey.Create(name, kind, publicKey), kept);
    }

    /// <summary>Reads <c>PRIVATE+KEY+name+hash+base64</c>.</summary>
    /// <param name="text">The text. It is never repeated in a message.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">What is wrong with it, as a sentence.</param>
    /// <returns>Whether it is a private key of a known kind.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (key, problem) = (null, "A signing key is written PRIVATE+KEY+name+hash+base64, with an Ed25519 key of a log (type 1) or of a witness (type 4).");
        var parts = text.Split('+', 5);
        if (parts.Length != 5 || parts[0] != "PRIVATE" || parts[1] != "KEY" || !VerifierKey.IsName(parts[2]) || !VerifierKey.TryKeyBytes(parts[4], out var kind, out var seed))
        {
            return false;
        }

        var made = Create(parts[2], kind, seed);
        if (parts[3] != made.Verifier.Hash)
        {
            problem = $"The signing key of {parts[2]} says its hash is {parts[3]}, and it is {made.Verifier.Hash}: a character is wrong or missing. Copy it again.";
            return false;
        }

        (key, problem) = (made, null);
        return true;
    }

    /// <summary>The key as <c>PRIVATE+KEY+name+hash+base64</c>, to be kept where only the signer reads it.</summary>
    /// <returns>The text.</returns>
    public string Reveal() => $"PRIVATE+KEY+{Verifier.Name}+{Verifier.Hash}+{Convert.ToBase64String([(byte)Verifier.Kind, .. _seed])}";

    internal byte[] Sign(string text, DateTimeOffset? at)
    {
        if (Verifier.Kind is NoteKeyKind.Log)
        {
            return SignBytes(text);
        }

        var seconds = (ulong)(at ?? throw new ArgumentNullException(nameof(at), "A witness signs with a time.")).ToUnixTimeSeconds();
        var signature = new byte[8 + Ed25519.SignatureSize];
        BinaryPrimitives.WriteUInt64BigEndian(signature, seconds);
        SignBytes(VerifierKey.Cosigned(text, seconds)).CopyTo(signature, 8);
        return signature;
    }

    private byte[] SignBytes(string text)
    {
        var message = Encoding.UTF8.GetBytes(text);
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }
}
