using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Candour.Engine.Evidence;

/// <summary>A thing outside the ledger, such as a capture or an attachment, that an entry vouches for by its hash.</summary>
/// <param name="Name">How the thing is found: a file name or a reference. Not empty.</param>
/// <param name="Sha256">The hash of its bytes.</param>
public sealed record NamedThing(string Name, Digest Sha256);

/// <summary>
/// Who did what, when and why. Two parts: the <b>head</b> (about, organisation, what, when, who, and the index that the ledger gives it) stays for ever;
/// the <b>body</b> (content, things, reason) can be erased. The head holds the body's <b>seal</b>, a salted hash, so that what stays is proved after an erasure too.
/// Nothing personal belongs in a head: <see cref="Who"/> and <see cref="About"/> are random references, <see cref="What"/> is the name of an operation.
/// </summary>
public sealed record LedgerEntry
{
    private readonly DateTimeOffset _when;

    /// <summary>Who did it: an opaque reference that says nothing by itself.</summary>
    public required string Who { get; init; }

    /// <summary>What was done: the operation's pinned name, such as <c>case-opened</c>. <see cref="LedgerErasure.Operation"/> is the ledger's own.</summary>
    public required string What { get; init; }

    /// <summary>When, kept as UTC to the millisecond; what is finer is cut off.</summary>
    public required DateTimeOffset When
    {
        get => _when;
        init => _when = new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    /// <summary>Whose ledger: the organisation's reference.</summary>
    public required string Organisation { get; init; }

    /// <summary>What it is about: the reference of a thing, or nothing.</summary>
    public string? About { get; init; }

    /// <summary>Why, in words. Goes with an erasure.</summary>
    public required string Why { get; init; }

    /// <summary>What the operation did: a JSON object of any form. Goes with an erasure.</summary>
    public required JsonElement Content { get; init; }

    /// <summary>Things outside the ledger whose bytes the entry vouches for. Goes with an erasure, since the hash of something short can be guessed.</summary>
    public IReadOnlyList<NamedThing> Things { get; init; } = [];

    /// <summary>The canonical bytes of the body: content, things and reason.</summary>
    /// <returns>UTF-8 of canonical JSON.</returns>
    /// <exception cref="InvalidDataException">The content is no JSON object, or has no canonical form.</exception>
    public byte[] Body()
    {
        if (Content.ValueKind is not JsonValueKind.Object)
        {
            throw new InvalidDataException("The content of a ledger entry should be a JSON object.");
        }

        var output = new ArrayBufferWriter<byte>(512);
        output.Write("{\"content\":"u8);
        CanonicalJson.Write(Content, output);
        output.Write(",\"things\":["u8);
        for (var i = 0; i < Things.Count; i++)
        {
            output.Write(i == 0 ? "{\"name\":"u8 : ",{\"name\":"u8);
            CanonicalJson.WriteString(Things[i].Name, output);
            output.Write(",\"sha256\":"u8);
            CanonicalJson.WriteString(Things[i].Sha256.ToHex(), output);
            output.Write("}"u8);
        }

        output.Write("],\"why\":"u8);
        CanonicalJson.WriteString(Why, output);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical bytes of the head: the data of the leaf.</summary>
    /// <param name="index">The entry's place in the ledger, from 0; nothing before it is numbered, and then the member is left out.</param>
    /// <param name="seal">The seal of its body.</param>
    /// <returns>UTF-8 of canonical JSON.</returns>
    /// <exception cref="InvalidDataException">A string has no canonical form.</exception>
    public byte[] Head(long? index, Digest seal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index ?? 0);
        var output = new ArrayBufferWriter<byte>(384);
        output.Write("{\"about\":"u8);
        if (About is null)
        {
            output.Write("null"u8);
        }
        else
        {
            CanonicalJson.WriteString(About, output);
        }

        if (index is { } place)
        {
            output.Write(",\"index\":"u8);
            output.Write(System.Text.Encoding.ASCII.GetBytes(CanonicalJson.Number(place)));
        }

        Member(",\"organisation\":"u8, Organisation);
        Member(",\"seal\":"u8, seal.ToBase64());
        output.Write(",\"v\":1"u8);
        Member(",\"what\":"u8, What);
        Member(",\"when\":"u8, When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Member(",\"who\":"u8, Who);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();

        void Member(ReadOnlySpan<byte> name, string value)
        {
            output.Write(name);
            CanonicalJson.WriteString(value, output);
        }
    }
}
