using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Candour.Engine.Evidence;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Who signed, as the line says.</param>
/// <param name="KeyId">Which of their keys, as the line says.</param>
/// <param name="Base64">Key id and signature, as written.</param>
public sealed record NoteSignature(string Name, uint KeyId, string Base64)
{
    internal ReadOnlySpan<byte> Bytes => Convert.FromBase64String(Base64).AsSpan(4);

    /// <summary>When a witness says that it signed; the signature covers it. Nothing for a log's own signature.</summary>
    public DateTimeOffset? At =>
        Bytes is { Length: 72 } bytes && BinaryPrimitives.ReadUInt64BigEndian(bytes) is <= 253402300799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
}

/// <summary>What the signatures of a note are worth to somebody who knows some keys.</summary>
/// <param name="Good">Keys whose signature verifies.</param>
/// <param name="Bad">Keys that are named, and whose signature does not verify: the note or the signature was changed.</param>
/// <param name="Unknown">Signatures of keys that are not known. They say nothing.</param>
public sealed record NoteOpening(IReadOnlyList<VerifierKey> Good, IReadOnlyList<VerifierKey> Bad, IReadOnlyList<NoteSignature> Unknown);

/// <summary>
/// A text and the signatures under it, in C2SP's signed-note format.
/// Source: https://c2sp.org/signed-note. Checked on 2026-11-30 in a stored copy, and against the vectors of Go's golang.org/x/mod/sumdb/note.
/// </summary>
/// <param name="Text">The text, which ends in a newline.</param>
/// <param name="Signatures">The signatures, in order.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Most signatures that are read. The format asks for at least 16.</summary>
    public const int MaxSignatures = 100;

    /// <summary>Most bytes that are read.</summary>
    public const int MaxBytes = 1_000_000;

    private const string Dash = "\u2014 ";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a note. Says nothing about its signatures: see <see cref="Open"/>.</summary>
    /// <param name="utf8">The note.</param>
    /// <param name="note">What it holds.</param>
    /// <param name="problem">What is wrong with it, as a sentence.</param>
    /// <returns>Whether it is a signed note.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? problem)
    {
        note = null;
        if (utf8.Length > MaxBytes)
        {
            problem = $"The note is longer than {MaxBytes:N0} bytes.";
            return false;
        }

        try
        {
            return TryParse(Utf8.GetString(utf8), out note, out problem);
        }
        catch (DecoderFallbackException)
        {
            problem = "The note is not UTF-8.";
            return false;
        }
    }

    /// <summary>Reads a note.</summary>
    /// <param name="all">The note.</param>
    /// <param name="note">What it holds.</param>
    /// <param name="problem">What is wrong with it, as a sentence.</param>
    /// <returns>Whether it is a signed note.</returns>
    public static bool TryParse(string all, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(all);
        note = null;
        if (all.Any(c => c < ' ' && c != '\n'))
        {
            problem = "The note holds a control character. A note has none but newlines.";
            return false;
        }

        var split = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !all.EndsWith('\n') || split + 2 == all.Length)
        {
            problem = "The note should be a text, an empty line, and at least one signature line, each ending in a newline.";
            return false;
        }

        var signatures = new List<NoteSignature>();
        foreach (var line in all[(split + 2)..^1].Split('\n'))
        {
            if (signatures.Count == MaxSignatures || !TryLine(line, out var signature))
            {
                problem = signatures.Count == MaxSignatures ? $"The note has more than {MaxSignatures} signatures." : $"`{line}` is no signature line. One is written \u2014 NAME BASE64.";
                return false;
            }

            signatures.Add(signature);
        }

        (note, problem) = (new(all[..(split + 1)], signatures), null);
        return true;
    }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text, which ends in a newline and has no control characters but newlines.</param>
    /// <param name="keys">The log's keys.</param>
    /// <returns>The note.</returns>
    /// <exception cref="ArgumentException">The text cannot be a note's.</exception>
    public static SignedNote Sign(string text, params ReadOnlySpan<SigningKey> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith('\n') || text.Any(c => c < ' ' && c != '\n'))
        {
            throw new ArgumentException("The text of a note ends in a newline and has no other control characters.", nameof(text));
        }

        var note = new SignedNote(text, []);
        foreach (var key in keys)
        {
            note = note.With(key, null);
        }

        return note;
    }

    /// <summary>The note with one more signature; an earlier one by the same key is replaced.</summary>
    /// <param name="key">Who signs.</param>
    /// <param name="at">When, for a witness.</param>
    /// <returns>The note.</returns>
    public SignedNote With(SigningKey key, DateTimeOffset? at)
    {
        ArgumentNullException.ThrowIfNull(key);
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, key.Verifier.Id);
        var signature = new NoteSignature(key.Verifier.Name, key.Verifier.Id, Convert.ToBase64String([.. id, .. key.Sign(Text, at)]));
        return this with { Signatures = [.. Signatures.Where(s => s.Name != signature.Name || s.KeyId != signature.KeyId), signature] };
    }

    /// <summary>Checks the signatures of the keys that somebody knows.</summary>
    /// <param name="known">The keys.</param>
    /// <returns>Which verify, which do not, which are not known.</returns>
    public NoteOpening Open(IReadOnlyCollection<VerifierKey> known)
    {
        var (good, bad, unknown) = (new List<VerifierKey>(), new List<VerifierKey>(), new List<NoteSignature>());
        foreach (var signature in Signatures)
        {
            var keys = known.Where(k => k.Name == signature.Name && k.Id == signature.KeyId).Distinct().ToArray();
            if (keys.Length == 0)
            {
                unknown.Add(signature);
            }
            else if (Array.Find(keys, k => k.Verifies(Text, signature.Bytes)) is { } key)
            {
                good.Add(key);
            }
            else
            {
                bad.Add(keys[0]);
            }
        }

        return new([.. good.Distinct()], [.. bad.Distinct()], unknown);
    }

    /// <summary>The note as it is written to a file.</summary>
    /// <returns>Text, empty line, signature lines.</returns>
    public override string ToString()
    {
        var all = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            all.Append(CultureInfo.InvariantCulture, $"{Dash}{signature.Name} {signature.Base64}\n");
        }

        return all.ToString();
    }

    private static bool TryLine(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [var name, var base64] || !VerifierKey.IsName(name))
        {
            return false;
        }

        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var written) || written < 5)
        {
            return false;
        }

        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), base64);
        return true;
    }
}
