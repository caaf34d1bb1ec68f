using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Candour.Engine.Evidence;

/// <summary>
/// Verifies an export of a ledger, from nothing but the file, the public keys and a checkpoint kept elsewhere. Reads once from start to end and holds one
/// line at a time.
/// </summary>
public sealed class LedgerVerifier
{
    /// <summary>Most problems that are listed; all are counted.</summary>
    public const int MostProblems = 100;

    /// <summary>Most characters shown of what is there.</summary>
    public const int MostShown = 2000;

    /// <summary>Longest line that is read, in bytes.</summary>
    public const int LongestLine = 64 * 1024 * 1024;

    // Gaps that an entry may still turn up for; in a file with more, what comes late counts as inserted.
    private const int MostGaps = 1000;

    private readonly IReadOnlyCollection<VerifierKey> _keys;
    private readonly SignedNote? _keptNote;
    private readonly Func<string, Stream?>? _things;
    private readonly ArrayBufferWriter<byte> _canonical = new(4096);
    private readonly MerkleTree _tree = new();
    private readonly ErasedList _erased = new();
    private readonly HashSet<long> _withoutBody = [];
    private readonly Dictionary<string, Digest?> _thingHashes = [];
    private readonly HashSet<string> _destroyedThings = [];
    private readonly List<(long From, long To)> _missing = [];
    private readonly List<LedgerProblem> _problems = [];
    private readonly List<LedgerDoubt> _doubts = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _otherSigners = [];
    private Checkpoint? _kept;
    private bool _keptGood;
    private long _problemCount;
    private long _line;
    private long _next;
    private long _unnumbered;
    private long _thingsCompared;
    private long _thingsNamed;
    private long _stillThere;
    private long _agreed;
    private bool _rootDiffers;
    private bool _ended;
    private bool _stopped;
    private string? _organisation;
    private string? _origin;
    private RelyingOn? _relying;
    private int _erasedCovered;

    private LedgerVerifier(IReadOnlyCollection<VerifierKey> keys, SignedNote? kept, Func<string, Stream?>? things) => (_keys, _keptNote, _things) = (keys, kept, things);

    /// <summary>Verifies an export.</summary>
    /// <param name="export">The file.</param>
    /// <param name="keys">The keys of the ledger, and of witnesses, that are trusted. Without one nothing can be said to hold.</param>
    /// <param name="kept">A checkpoint that was kept elsewhere, so that going back to an older copy is noticed. Without one nothing can be said to hold.</param>
    /// <param name="things">Opens a thing outside the ledger by its name, or says that it is not there; nothing when things are not to be compared.</param>
    /// <param name="progress">Told the number of bytes read so far.</param>
    /// <returns>What was found.</returns>
    public static LedgerReport Verify(Stream export, IReadOnlyCollection<VerifierKey> keys, SignedNote? kept = null, Func<string, Stream?>? things = null, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(keys);
        var verifier = new LedgerVerifier(keys, kept, things);
        verifier.ReadKept();
        verifier.ReadLines(export, progress ?? (_ => { }));
        return verifier.Finish();
    }

    private void ReadKept()
    {
        if (_keptNote is null)
        {
            Doubt("no-checkpoint", "No checkpoint from elsewhere was given, so an older copy put in place of a newer one could not be noticed. Keep the newest checkpoint outside this system and give it with --checkpoint.");
            return;
        }

        if (!Checkpoint.TryParse(_keptNote.Text, out _kept, out var problem))
        {
            Doubt("checkpoint-not-signed", $"The checkpoint kept elsewhere cannot be read. {problem}");
            return;
        }

        _keptGood = Signers(_keptNote).Count > 0;
        if (!_keptGood && _keys.Count > 0)
        {
            Doubt("checkpoint-not-signed", "The checkpoint kept elsewhere has no valid signature of a key that was given: it is another ledger's, or was changed.");
        }
    }

    private void ReadLines(Stream export, Action<long> progress)
    {
        var buffer = new byte[1 << 18];
        var (filled, read) = (0, 0L);
        while (true)
        {
            var n = export.Read(buffer, filled, buffer.Length - filled);
            read += n;
            var (end, start) = (filled + n, 0);
            for (int at; !_stopped && (at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += at + 1)
            {
                Line(buffer.AsMemory(start, at), last: false);
            }

            progress(read);
            if (_stopped)
            {
                return;
            }

            if (n == 0)
            {
                if (end > start)
                {
                    Line(buffer.AsMemory(start, end - start), last: true);
                }

                return;
            }

            filled = end - start;
            buffer.AsSpan(start, filled).CopyTo(buffer);
            if (filled == buffer.Length)
            {
                if (buffer.Length >= LongestLine)
                {
                    Doubt("format", $"Line {_line + 1} is longer than {LongestLine:N0} bytes. What follows was not read.");
                    return;
                }

                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private void Line(ReadOnlyMemory<byte> line, bool last)
    {
        _line++;
        if (_ended)
        {
            Problem("inserted", null, "Something stands behind the end of the export.", Text(line.Span), "nothing");
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = CanonicalJson.MaxDepth + 4 });
        }
        catch (JsonException wrong)
        {
            if (last)
            {
                Doubt("cut-off", $"The file breaks off in line {_line}: the copy is incomplete. Copy it again.");
            }
            else
            {
                Unreadable(line.Span, wrong.Message);
            }

            return;
        }

        using (document)
        {
            try
            {
                Dispatch(document.RootElement, line.Span);
            }
            catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException)
            {
                // The second: a string of which no text can be made.
                Unreadable(line.Span, wrong.Message);
            }
        }
    }

    private void Dispatch(JsonElement root, ReadOnlySpan<byte> line)
    {
        if (root.ValueKind is not JsonValueKind.Object || root.GetPropertyCount() != 1)
        {
            throw new InvalidDataException("A line should be an object with one member: export, entry, checkpoint, unnumbered or end.");
        }

        if (_line == 1 != root.TryGetProperty("export"u8, out var part))
        {
            throw new InvalidDataException("The first line, and only the first, should be the header: {\"export\":{...}}.");
        }

        if (_line == 1)
        {
            Header(part);
        }
        else if (root.TryGetProperty("entry"u8, out part))
        {
            Entry(part, line);
        }
        else if (root.TryGetProperty("checkpoint"u8, out part))
        {
            ReadCheckpoint(part);
        }
        else if (root.TryGetProperty("unnumbered"u8, out part))
        {
            Unnumbered(part, line);
        }
        else if (root.TryGetProperty("end"u8, out part))
        {
            End(part);
        }
        else
        {
            throw new InvalidDataException("A line should be an export, entry, checkpoint, unnumbered or end.");
        }
    }

    private void Header(JsonElement header)
    {
        if (Word(header, "format"u8) != LedgerExport.Format)
        {
            Doubt("format", $"The file says that its format is `{Word(header, "format"u8)}`. This verifier reads {LedgerExport.Format}.");
            _stopped = true;
        }

        (_organisation, _origin) = (Word(header, "organisation"u8), Word(header, "origin"u8));
        if (_kept is not null && _kept.Origin != _origin)
        {
            Doubt("checkpoint-of-another", $"The checkpoint kept elsewhere is of `{_kept.Origin}`, and the file is of `{_origin}`. Give the checkpoint that belongs to it.");
            _kept = null;
        }

        MeetKept();
    }

    private void Entry(JsonElement entry, ReadOnlySpan<byte> line)
    {
        var parts = Parts(entry, hasLeaf: true);
        if (!Digest.TryParseBase64(Word(entry, "leaf"u8), out var leaf))
        {
            throw new InvalidDataException("The leaf of an entry should be 32 bytes in base 64.");
        }

        if (!parts.Head.TryGetProperty("index"u8, out var place) || place.ValueKind is not JsonValueKind.Number || !place.TryGetInt64(out var index) || index < 0)
        {
            throw new InvalidDataException("The head of an entry has no index.");
        }

        var hash = MerkleTree.Leaf(Canonical(parts.Head));
        var fits = hash == leaf;
        if (!fits)
        {
            // A changed head may say any number: it counts as the one that is due.
            index = _next;
            Problem("head-changed", index, "The head does not give the leaf that was committed.", $"{parts.Head.GetRawText()} (leaf {hash})", $"leaf {leaf}");
        }

        TakePlace(index, line);
        _tree.Append(leaf);
        CheckOrganisation(parts.Head, index);
        CheckBody(parts, index);
        MeetKept();
    }

    private void TakePlace(long index, ReadOnlySpan<byte> line)
    {
        if (index >= _next)
        {
            if (index > _next)
            {
                if (_missing.Count < MostGaps)
                {
                    _missing.Add((_next, index - 1));
                }
                else
                {
                    Dropped(_next, index - 1);
                }
            }

            _next = index + 1;
            return;
        }

        var range = _missing.FindIndex(m => m.From <= index && index <= m.To);
        if (range < 0)
        {
            Problem("inserted", index, $"There is more than one entry {index}. At most one of them was committed.", Text(line), $"one entry {index}");
            return;
        }

        var (from, to) = _missing[range];
        _missing.RemoveAt(range);
        if (from < index)
        {
            _missing.Add((from, index - 1));
        }

        if (index < to)
        {
            _missing.Add((index + 1, to));
        }

        Problem("reordered", index, $"Entry {index} stands behind entry {_next - 1}.", Text(line), $"entry {index} behind entry {index - 1}");
    }

    private void CheckOrganisation(JsonElement head, long? index)
    {
        if (!head.TryGetProperty("organisation"u8, out var organisation) || organisation.ValueKind is not JsonValueKind.String || !organisation.ValueEquals(_organisation))
        {
            Problem("organisation-differs", index, "The entry is of another organisation than the file.", organisation.ValueKind is JsonValueKind.Undefined ? "nothing" : organisation.GetRawText(), _organisation);
        }
    }

    private void CheckBody((JsonElement Head, JsonElement? Body, JsonElement? Salt) parts, long index)
    {
        var isErasure = parts.Head.TryGetProperty("what"u8, out var what) && what.ValueKind is JsonValueKind.String && what.ValueEquals(LedgerErasure.Operation);
        if (parts.Body is not { } body)
        {
            _withoutBody.Add(index);
            if (isErasure)
            {
                Problem("erased-unlisted", index, "The entry records an erasure and has lost its own content. Such an entry cannot be erased.", "no content", parts.Head.GetRawText());
            }

            return;
        }

        if (!SealFits(parts, index))
        {
            return;
        }

        if (isErasure)
        {
            TakeErasure(index, body);
        }

        CheckThings(body, index);
    }

    private bool SealFits((JsonElement Head, JsonElement? Body, JsonElement? Salt) parts, long? index)
    {
        if (!Digest.TryParseBase64(Word(parts.Head, "seal"u8), out var seal))
        {
            throw new InvalidDataException("The head of an entry has no seal.");
        }

        // A salt has the length of a digest, and like one a single spelling.
        if (!Digest.TryParseBase64(parts.Salt!.Value.GetString(), out var read))
        {
            throw new InvalidDataException($"The salt of an entry should be {LedgerLeaf.SaltSize} bytes in base 64.");
        }

        Span<byte> salt = stackalloc byte[LedgerLeaf.SaltSize];
        read.CopyTo(salt);
        var found = LedgerLeaf.SealOf(Canonical(parts.Body!.Value), salt);
        if (found != seal)
        {
            Problem("content-changed", index, "Content, things, reason or salt do not give the seal that was committed.", $"{parts.Body.Value.GetRawText()} (seal {found})", $"seal {seal}");
        }

        return found == seal;
    }

    private void TakeErasure(long index, JsonElement body)
    {
        if (!body.TryGetProperty("content"u8, out var content) || !LedgerErasure.TryRead(index, content, out var entries, out var things))
        {
            Doubt("erasure-unreadable", $"Entry {index} records an erasure in a form that is not known, so which entries it erased cannot be told.");
            return;
        }

        foreach (var erased in entries)
        {
            _stillThere += _erased.Contains(erased) || _withoutBody.Contains(erased) ? 0 : 1;
            _erased.Add(erased);
        }

        _destroyedThings.UnionWith(things);
    }

    private void CheckThings(JsonElement body, long index)
    {
        if (!body.TryGetProperty("things"u8, out var things) || things.ValueKind is not JsonValueKind.Array)
        {
            return;
        }

        foreach (var thing in things.EnumerateArray())
        {
            _thingsNamed++;
            if (_things is null || Word(thing, "name"u8) is not { } name || !Digest.TryParseHex(Word(thing, "sha256"u8), out var committed))
            {
                continue;
            }

            if (!_thingHashes.TryGetValue(name, out var found))
            {
                using var stream = _things(name);
                _thingHashes[name] = found = stream is null ? null : Digest.Of(stream);
            }

            if (found is { } hash)
            {
                _thingsCompared++;
                if (hash != committed)
                {
                    Problem("thing-changed", index, $"`{name}` is not what the entry vouches for.", $"sha256 {hash.ToHex()}", $"sha256 {committed.ToHex()}");
                }
            }
        }
    }

    private void ReadCheckpoint(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String || !SignedNote.TryParse(value.GetString()!, out var note, out var problem) || !Checkpoint.TryParse(note.Text, out var checkpoint, out problem))
        {
            throw new InvalidDataException("The checkpoint cannot be read.");
        }

        if (checkpoint.Origin != _origin)
        {
            Problem("origin-differs", null, "The checkpoint is of another ledger than the file.", _origin, checkpoint.Origin);
        }

        foreach (var key in note.Open(_keys).Bad)
        {
            Problem("signature-wrong", null, $"The signature of {key.Name} under the checkpoint of {checkpoint.Size} entries is not theirs, or the checkpoint was changed.", note.Text, $"what {key} signed");
        }

        if (Agrees(checkpoint, "The checkpoint in the file"))
        {
            Rely(checkpoint, note);
        }
    }

    private bool Agrees(Checkpoint checkpoint, string which)
    {
        if (checkpoint.Size != _tree.Size || checkpoint.Root != _tree.Root)
        {
            // Each later checkpoint differs for the same cause.
            if (!_rootDiffers)
            {
                _rootDiffers = true;
                Problem("root-differs", null, $"{which} speaks of {checkpoint.Size} entries with one root, and {_tree.Size} stand before it with another. What differs lies between entry {_agreed} and entry {Math.Max(checkpoint.Size, _tree.Size) - 1}.",
                    $"{_tree.Size} entries, root {_tree.Root}", $"{checkpoint.Size} entries, root {checkpoint.Root}");
            }

            return false;
        }

        if (checkpoint.ErasedCount != _erased.Count || checkpoint.Erased != _erased.Hash)
        {
            Problem("erased-list-differs", null, $"{which} of {checkpoint.Size} entries lists other erasures than the entries record.",
                $"{_erased.Count} erased, list {_erased.Hash}", $"{checkpoint.ErasedCount} erased, list {checkpoint.Erased}");
        }

        _agreed = checkpoint.Size;
        return true;
    }

    private void MeetKept()
    {
        if (_kept is null || _kept.Size != _tree.Size)
        {
            return;
        }

        if (_kept.Root == _tree.Root)
        {
            if (_keptGood && Agrees(_kept, "The checkpoint kept elsewhere"))
            {
                Rely(_kept, _keptNote!);
            }
        }
        else if (_keptGood)
        {
            Problem("checkpoint-differs", null, $"The checkpoint kept elsewhere has another root for the first {_kept.Size} entries.", $"root {_tree.Root}", $"root {_kept.Root}");
        }
        else
        {
            _notes.Add($"The checkpoint kept elsewhere, whose signature could not be checked, has root {_kept.Root} for the first {_kept.Size} entries; the file gives {_tree.Root}.");
        }
    }

    private void Rely(Checkpoint checkpoint, SignedNote note)
    {
        if (Signers(note) is { Count: > 0 } signers)
        {
            _relying = new(checkpoint.Size, checkpoint.Root.ToBase64(), signers);
            _erasedCovered = _erased.Count;
        }
    }

    private List<string> Signers(SignedNote note)
    {
        var opening = note.Open(_keys);
        _otherSigners.UnionWith(opening.Unknown.Select(s => $"{s.Name}+{s.KeyId:x8}"));
        return [.. opening.Good.Select(k => note.Signatures.FirstOrDefault(s => s.Name == k.Name && s.KeyId == k.Id)?.At is { } at ? $"{k.Name} at {at:yyyy-MM-dd HH:mm:ss}Z" : k.Name)];
    }

    private void Unnumbered(JsonElement entry, ReadOnlySpan<byte> line)
    {
        var parts = Parts(entry, hasLeaf: false);
        if (parts.Body is null || parts.Head.TryGetProperty("index"u8, out _))
        {
            Unreadable(line, "An entry without a number has a head without index, a body and a salt.");
            return;
        }

        CheckOrganisation(parts.Head, null);
        SealFits(parts, null);
        _unnumbered++;
    }

    private void End(JsonElement end)
    {
        _ended = true;
        if (Count(end, "entries"u8) != _tree.Size || Count(end, "unnumbered"u8) != _unnumbered)
        {
            Problem("count-differs", null, "The end of the file counts other entries than are there.", $"{_tree.Size} entries, {_unnumbered} not numbered", end.GetRawText());
        }
    }

    private LedgerReport Finish()
    {
        if (!_ended && !_stopped)
        {
            Doubt("cut-off", "The file has no end: the copy is incomplete. Copy it again.");
        }

        foreach (var (from, to) in _missing.OrderBy(m => m.From))
        {
            Dropped(from, to);
        }

        FinishKept();
        FinishErasures();
        FinishThings();
        if (_keys.Count == 0)
        {
            Doubt("no-key", $"No key was given, so who signed cannot be told. Get the ledger's verifier key from its organisation and give it with --key.{Others()}");
        }
        else if (_relying is null && _problemCount == 0)
        {
            Doubt("not-signed", $"No checkpoint that agrees with the file is signed by a key that was given.{Others()}");
        }

        var covered = _relying?.Size ?? 0;
        AddNotes(covered);
        return new()
        {
            Outcome = _problemCount > 0 ? Standing.Altered : _doubts.Count > 0 ? Standing.CannotTell : Standing.Holds,
            Organisation = _organisation,
            Origin = _origin,
            Entries = _tree.Size,
            Covered = covered,
            Unnumbered = _unnumbered,
            Erased = _erased.Count,
            ThingsCompared = _thingsCompared,
            Checkpoint = _relying,
            Problems = _problems,
            ProblemCount = _problemCount,
            Doubts = _doubts,
            Notes = _notes,
        };
    }

    private void Dropped(long from, long to) =>
        Problem("dropped", from, from == to ? $"Entry {from} is not there." : $"Entries {from} to {to} are not there.", "nothing", $"an entry for each index up to {_next - 1}");

    private string Others() => _otherSigners.Count == 0 ? "" : $" Signed by: {string.Join(", ", _otherSigners.Order(StringComparer.Ordinal).Take(5))}.";

    private void FinishKept()
    {
        if (_kept is null || _kept.Size <= _tree.Size)
        {
            return;
        }

        var words = $"The checkpoint kept elsewhere speaks of {_kept.Size} entries, and the file has {_tree.Size}";
        if (_ended && _keptGood)
        {
            var erasures = _kept.ErasedCount > _erased.Count ? $" {_kept.ErasedCount - _erased.Count} entries were erased since: what is here of them must not be used." : "";
            _line = 0;
            Problem("rolled-back", null, $"{words}: it is an older copy, or its newest entries were taken away.{erasures}", $"{_tree.Size} entries, root {_tree.Root}", $"{_kept.Size} entries, root {_kept.Root}");
        }
        else
        {
            _notes.Add($"{words}.");
        }
    }

    private void FinishErasures()
    {
        _line = 0;
        var covered = _erased.Indices.Take(_erasedCovered).ToHashSet();
        var waiting = 0L;
        foreach (var index in _withoutBody.Order())
        {
            if (!_erased.Contains(index))
            {
                Problem("erased-unlisted", index, $"Entry {index} has lost its content, and no entry records that it was erased.", "no content", "content under the seal in its head");
            }
            else if (!covered.Contains(index))
            {
                waiting++;
            }
        }

        if (waiting > 0 && _relying is not null)
        {
            Doubt("erasure-not-covered", $"{waiting} entries have lost their content by erasures that no signed checkpoint covers yet. Verify again when the next checkpoint is signed.");
        }
    }

    private void FinishThings()
    {
        var lost = _thingHashes.Where(t => t.Value is null && !_destroyedThings.Contains(t.Key)).Select(t => t.Key).Order(StringComparer.Ordinal).ToArray();
        if (lost.Length > 0)
        {
            Doubt("thing-missing", $"{lost.Length} things that entries vouch for are not there, and no erasure names them: {string.Join(", ", lost.Take(10))}.");
        }

        if (_things is null && _thingsNamed > 0)
        {
            _notes.Add($"Entries vouch for things outside the ledger {_thingsNamed} times; they were not compared.");
        }
    }

    private void AddNotes(long covered)
    {
        if (_tree.Size > covered && _relying is not null)
        {
            _notes.Add($"{_tree.Size - covered} entries from {covered} on are not covered by a signed checkpoint yet: nothing is proved of them.");
        }

        if (_unnumbered > 0)
        {
            _notes.Add($"{_unnumbered} entries are not numbered yet: nothing is proved of them.");
        }

        if (_stillThere > 0)
        {
            _notes.Add($"{_stillThere} entries are recorded as erased and their content is still here: erase it.");
        }

        if (_kept is not null && _keptGood && _kept.Size < covered)
        {
            _notes.Add($"An older copy is noticed down to entry {_kept.Size}, which the checkpoint kept elsewhere covers. Keep the newest one.");
        }
    }

    private static (JsonElement Head, JsonElement? Body, JsonElement? Salt) Parts(JsonElement entry, bool hasLeaf)
    {
        if (entry.ValueKind is not JsonValueKind.Object || !entry.TryGetProperty("head"u8, out var head) || head.ValueKind is not JsonValueKind.Object)
        {
            throw new InvalidDataException("An entry should have a head.");
        }

        var hasBody = entry.TryGetProperty("body"u8, out var body);
        var hasSalt = entry.TryGetProperty("salt"u8, out var salt);
        if (hasBody != hasSalt || (hasSalt && salt.ValueKind is not JsonValueKind.String) || entry.GetPropertyCount() != (hasLeaf ? 2 : 1) + (hasBody ? 2 : 0))
        {
            throw new InvalidDataException("An entry should have body and salt, or, when it was erased, neither.");
        }

        if (!head.TryGetProperty("v"u8, out var version) || version.ValueKind is not JsonValueKind.Number || !version.TryGetInt32(out var v) || v != 1)
        {
            throw new InvalidDataException("The head of an entry is not of version 1.");
        }

        return (head, hasBody ? body : null, hasSalt ? salt : null);
    }

    private ReadOnlySpan<byte> Canonical(JsonElement value)
    {
        _canonical.ResetWrittenCount();
        CanonicalJson.Write(value, _canonical);
        return _canonical.WrittenSpan;
    }

    private static string? Word(JsonElement value, ReadOnlySpan<byte> name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var word) && word.ValueKind is JsonValueKind.String ? word.GetString() : null;

    private static long? Count(JsonElement value, ReadOnlySpan<byte> name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var count) && count.ValueKind is JsonValueKind.Number && count.TryGetInt64(out var number) ? number : null;

    private static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line);

    private static string? Short(string? text) => text is { Length: > MostShown } ? $"{text[..MostShown]}… ({text.Length:N0} characters)" : text;

    private void Unreadable(ReadOnlySpan<byte> line, string why)
    {
        if (_line == 1)
        {
            Doubt("format", $"This is not an export of a ledger: its first line is no header. {why}");
            _stopped = true;
            return;
        }

        Problem("unreadable", null, $"The line cannot be read. {why}", Text(line), $"a line of {LedgerExport.Format}");
    }

    private void Problem(string kind, long? index, string words, string? there, string? committed)
    {
        if (++_problemCount <= MostProblems)
        {
            _problems.Add(new(kind, _line == 0 ? null : _line, index, words, Short(there), Short(committed)));
        }
    }

    private void Doubt(string kind, string words)
    {
        if (!_doubts.Exists(d => d.Kind == kind))
        {
            _doubts.Add(new(kind, words));
        }
    }
}
