using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Candour.Engine.Evidence;

/// <summary>A SHA-256 hash: 32 bytes, compared by value. The default is 32 zero bytes.</summary>
public readonly record struct Digest
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes 32 bytes as they are.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A digest has {Size} bytes, and this has {bytes.Length}.", nameof(bytes));
        }

        var parts = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>The SHA-256 of some bytes.</summary>
    /// <param name="bytes">What to hash.</param>
    /// <returns>The hash.</returns>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(bytes, hash);
        return new(hash);
    }

    /// <summary>The SHA-256 of everything that is left in a stream.</summary>
    /// <param name="stream">What to hash.</param>
    /// <returns>The hash.</returns>
    public static Digest Of(Stream stream)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(stream, hash);
        return new(hash);
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="target">At least 32 bytes.</param>
    public void CopyTo(Span<byte> target)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(target[..Size]);
        (parts[0], parts[1], parts[2], parts[3]) = (_a, _b, _c, _d);
    }

    /// <summary>The 32 bytes, in a new array.</summary>
    /// <returns>A copy.</returns>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>As standard base 64, 44 characters: how tree hashes are written in checkpoints and exports.</summary>
    /// <returns>The text.</returns>
    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>As lower-case hexadecimal, 64 characters: how <c>sha256sum</c> prints the hash of a file.</summary>
    /// <returns>The text.</returns>
    public string ToHex()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>As <see cref="ToBase64"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ToBase64();

    /// <summary>Reads what <see cref="ToBase64"/> writes, and nothing else that means the same.</summary>
    /// <param name="text">44 characters.</param>
    /// <param name="digest">The hash.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParseBase64([NotNullWhen(true)] string? text, out Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        if (text is { Length: 44 } && Convert.TryFromBase64String(text, bytes, out var written) && written == Size)
        {
            digest = new(bytes[..Size]);

            // The last character before the padding has two bits to spare; only zero there is the one spelling.
            return digest.ToBase64() == text;
        }

        digest = default;
        return false;
    }

    /// <summary>Reads what <see cref="ToBase64"/> writes, from UTF-8.</summary>
    /// <param name="text">44 bytes.</param>
    /// <param name="digest">The hash.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParseBase64(ReadOnlySpan<byte> text, out Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        if (text.Length == 44 && Base64.DecodeFromUtf8(text, bytes, out _, out var written) is System.Buffers.OperationStatus.Done && written == Size)
        {
            digest = new(bytes[..Size]);
            return "AEIMQUYcgkosw048"u8.Contains(text[42]);
        }

        digest = default;
        return false;
    }

    /// <summary>Reads 64 hexadecimal characters, lower case only.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digest">The hash.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParseHex([NotNullWhen(true)] string? text, out Digest digest)
    {
        if (text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower))
        {
            digest = new(Convert.FromHexString(text));
            return true;
        }

        digest = default;
        return false;
    }
}
