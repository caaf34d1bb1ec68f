using System.Text.Json;

namespace Candour.Engine.Evidence;

/// <summary>
/// Writes a ledger into one file that verifies offline: JSON Lines, a header, each entry in order, checkpoints right behind the last entry that they
/// cover, entries that are not numbered yet, and an end that counts both. The form is described in <c>docs/reference/ledger-format.md</c>.
/// Bytes are written as they are kept, so that what was changed in keeping shows in the file.
/// </summary>
public sealed class LedgerExport
{
    /// <summary>The name and version of the form, in the header.</summary>
    public const string Format = "candour-ledger-export/1";

    private readonly Stream _output;
    private long _entries;
    private long _unnumbered;

    /// <summary>Begins an export.</summary>
    /// <param name="output">Where it goes; left open.</param>
    /// <param name="organisation">Whose ledger.</param>
    /// <param name="origin">The ledger's name in its checkpoints.</param>
    public LedgerExport(Stream output, string organisation, string origin)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        Line(w =>
        {
            w.WriteStartObject("export");
            w.WriteString("format", Format);
            w.WriteString("organisation", organisation);
            w.WriteString("origin", origin);
            w.WriteEndObject();
        });
    }

    /// <summary>Writes an entry.</summary>
    /// <param name="head">Its head as kept.</param>
    /// <param name="leaf">Its leaf hash as kept.</param>
    /// <param name="body">Its body as kept; empty when it was erased.</param>
    /// <param name="salt">Its salt as kept; empty when it was erased.</param>
    public void Entry(ReadOnlySpan<byte> head, Digest leaf, ReadOnlySpan<byte> body, ReadOnlySpan<byte> salt)
    {
        _output.Write("{\"entry\":{\"leaf\":\""u8);
        Ascii(leaf.ToBase64());
        _output.Write("\",\"head\":"u8);
        _output.Write(head);
        BodyAndSalt(body, salt);
        _entries++;
    }

    /// <summary>Writes an entry that was committed to just now.</summary>
    /// <param name="leaf">What was committed.</param>
    /// <param name="salt">Its salt.</param>
    public void Entry(LedgerLeaf leaf, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        Entry(leaf.Head.Span, leaf.Hash, leaf.Body.Span, salt);
    }

    /// <summary>Writes a checkpoint: at least the newest, and better one for every few thousand entries, so that an alteration can be placed.</summary>
    /// <param name="note">The signed checkpoint.</param>
    public void Checkpoint(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        Line(w => w.WriteString("checkpoint", note.ToString()));
    }

    /// <summary>Writes an entry that has no number yet.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="salt">Its salt.</param>
    public void Unnumbered(LedgerEntry entry, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var body = entry.Body();
        _output.Write("{\"unnumbered\":{\"head\":"u8);
        _output.Write(entry.Head(null, LedgerLeaf.SealOf(body, salt)));
        BodyAndSalt(body, salt);
        _unnumbered++;
    }

    /// <summary>Ends the export. Without its end a file counts as cut off.</summary>
    public void End() => Line(w =>
    {
        w.WriteStartObject("end");
        w.WriteNumber("entries", _entries);
        w.WriteNumber("unnumbered", _unnumbered);
        w.WriteEndObject();
    });

    private void BodyAndSalt(ReadOnlySpan<byte> body, ReadOnlySpan<byte> salt)
    {
        if (!body.IsEmpty)
        {
            _output.Write(",\"body\":"u8);
            _output.Write(body);
        }

        if (!salt.IsEmpty)
        {
            _output.Write(",\"salt\":\""u8);
            Ascii(Convert.ToBase64String(salt));
            _output.Write("\""u8);
        }

        _output.Write("}}\n"u8);
    }

    private void Ascii(string text)
    {
        Span<byte> bytes = stackalloc byte[text.Length];
        System.Text.Encoding.ASCII.GetBytes(text, bytes);
        _output.Write(bytes);
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(_output))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        _output.Write("\n"u8);
    }
}
