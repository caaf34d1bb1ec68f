using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine.Evidence;

namespace Candour.Bench;

/// <summary>Writes the conformance vectors that are of our own making: leaves, larger trees, and whole exports with what each comes to.</summary>
internal static class VectorsCommand
{
    private const string Origin = "ledger.example/o-1";

    private static readonly SigningKey Key = SigningKey.Create(Origin, NoteKeyKind.Log, Digest.Of("the ledger's key in the vectors"u8).ToArray());
    private static readonly SigningKey Witness = SigningKey.Create("witness.example/w1", NoteKeyKind.Witness, Digest.Of("the witness's key in the vectors"u8).ToArray());
    private static readonly SigningKey Stranger = SigningKey.Create(Origin, NoteKeyKind.Log, Digest.Of("a stranger's key in the vectors"u8).ToArray());
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "exports"));
        Write(Path.Combine(folder, "leaves.json"), new JsonObject
        {
            ["about"] = "Entries, their salt, and what a ledger commits to. `head` and `body` are the canonical texts; `salt` is base 64.",
            ["source"] = "bench/Candour.Bench vectors",
            ["cases"] = new JsonArray([.. Enumerable.Range(0, 6).Select(Leaf)]),
        });
        Write(Path.Combine(folder, "trees.json"), Trees());
        Write(Path.Combine(folder, "exports.json"), new JsonObject
        {
            ["about"] = "Exports of small ledgers in exports/, the keys and the checkpoint from elsewhere to verify them with, and what that comes to. `problems` and `doubts` are the kinds that must be among those found; a verifier that holds has neither. `things` are the contents of things outside the ledger, by name; without it they are not compared.",
            ["source"] = "bench/Candour.Bench vectors",
            ["cases"] = new JsonArray([.. Exports(folder)]),
        });
        return 0;
    }

    private static LedgerEntry Deed(long n) => new()
    {
        Who = $"p-{n % 3}", What = "case-opened", When = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero).AddSeconds(n), Organisation = "o-1", About = n % 4 == 3 ? null : $"K7QX-{n:0000}",
        Why = $"Reported on the ward, number {n}", Content = CanonicalJson.Parse(Encoding.UTF8.GetBytes($"{{\"note\":\"as seen – {n}\",\"case\":{n},\"weight\":{n}.50}}")),
        Things = n % 5 == 2 ? [new($"photo-{n}.jpg", Digest.Of(Encoding.UTF8.GetBytes($"photo {n}")))] : [],
    };

    private static byte[] Salt(long n) => Digest.Of(Encoding.ASCII.GetBytes($"salt {n}")).ToArray();

    private static JsonNode Leaf(int n)
    {
        var (entry, salt) = (Deed(n), Salt(n));
        var leaf = LedgerLeaf.Commit(n, entry, salt);
        return new JsonObject
        {
            ["index"] = n, ["who"] = entry.Who, ["what"] = entry.What, ["when"] = entry.When.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["organisation"] = entry.Organisation, ["about"] = entry.About, ["why"] = entry.Why, ["content"] = JsonNode.Parse(entry.Content.GetRawText()),
            ["things"] = new JsonArray([.. entry.Things.Select(t => new JsonObject { ["name"] = t.Name, ["sha256"] = t.Sha256.ToHex() })]), ["salt"] = Convert.ToBase64String(salt),
            ["body"] = Encoding.UTF8.GetString(leaf.Body.Span), ["head"] = Encoding.UTF8.GetString(leaf.Head.Span), ["seal"] = leaf.Seal.ToBase64(), ["leaf"] = leaf.Hash.ToBase64(),
        };
    }

    private static JsonObject Trees()
    {
        Digest[] leaves = [.. Enumerable.Range(0, 21).Select(n => MerkleTree.Leaf(Encoding.ASCII.GetBytes($"leaf {n}")))];
        JsonArray Hex(IEnumerable<Digest> proof) => new([.. proof.Select(d => (JsonNode)d.ToHex())]);
        return new()
        {
            ["about"] = "As merkle.json, for a tree of 21 leaves.",
            ["source"] = "bench/Candour.Bench vectors",
            ["leaves"] = new JsonArray([.. Enumerable.Range(0, 21).Select(n => (JsonNode)Convert.ToHexStringLower(Encoding.ASCII.GetBytes($"leaf {n}")))]),
            ["roots"] = Hex(Enumerable.Range(0, 22).Select(n => MerkleProof.Root(leaves.AsSpan(0, n)))),
            ["inclusion"] = new JsonArray([.. Enumerable.Range(0, 21).Select(n => new JsonObject { ["index"] = n, ["size"] = 21, ["proof"] = Hex(MerkleProof.Inclusion(leaves, n)), ["holds"] = true })]),
            ["consistency"] = new JsonArray([.. Enumerable.Range(1, 21).Select(n => new JsonObject { ["from"] = n, ["to"] = 21, ["proof"] = Hex(MerkleProof.Consistency(leaves, n)), ["holds"] = true })]),
        };
    }

    private static IEnumerable<JsonNode> Exports(string folder)
    {
        var eight = Ledger(8);
        var kept = eight.Kept;
        var key = Key.Verifier.ToString();
        JsonObject Case(string name, IEnumerable<string> lines, string? checkpoint, string outcome, string[]? problems = null, string[]? doubts = null, string[]? keys = null, JsonObject? things = null, bool ends = true)
        {
            File.WriteAllText(Path.Combine(folder, "exports", name + ".jsonl"), string.Join('\n', lines) + (ends ? "\n" : ""), new UTF8Encoding(false));
            return new()
            {
                ["name"] = name, ["file"] = $"exports/{name}.jsonl", ["keys"] = new JsonArray([.. (keys ?? [key]).Select(k => (JsonNode)k)]), ["checkpoint"] = checkpoint, ["things"] = things,
                ["outcome"] = outcome, ["problems"] = new JsonArray([.. (problems ?? []).Select(p => (JsonNode)p)]), ["doubts"] = new JsonArray([.. (doubts ?? []).Select(d => (JsonNode)d)]),
            };
        }

        yield return Case("as-it-was", eight.Lines, kept, "holds");
        yield return Case("empty", Ledger(0).Lines, Ledger(0).Kept, "holds");
        yield return Case("newer-than-the-checkpoint", Ledger(11).Lines, kept, "holds");
        yield return Case("witnessed", eight.Lines, eight.Note.With(Witness, Deed(20).When).ToString(), "holds", keys: [key, Witness.Verifier.ToString()]);
        yield return Case("witness-alone", eight.Lines, eight.Note.With(Witness, Deed(20).When).ToString(), "holds", keys: [Witness.Verifier.ToString()]);
        yield return Case("spelled-otherwise", eight.Lines.Select(l => l.Replace("–", "\\u2013", StringComparison.Ordinal).Replace("\":{\"", "\" : { \"", StringComparison.Ordinal)), kept, "holds");
        yield return Case("without-key", eight.Lines, kept, "cannot-tell", doubts: ["no-key"], keys: []);
        yield return Case("another-key", eight.Lines, kept, "cannot-tell", doubts: ["checkpoint-not-signed", "not-signed"], keys: [Stranger.Verifier.ToString()]);
        yield return Case("without-checkpoint", eight.Lines, null, "cannot-tell", doubts: ["no-checkpoint"]);
        yield return Case("checkpoint-of-another-ledger", eight.Lines, kept.Replace("o-1", "o-2", StringComparison.Ordinal), "cannot-tell", doubts: ["checkpoint-of-another"]);
        yield return Case("checkpoint-itself-changed", eight.Lines, kept.Replace("\n8\n", "\n9\n", StringComparison.Ordinal), "cannot-tell", doubts: ["checkpoint-not-signed"]);
        yield return Case("older-copy", Ledger(5).Lines, kept, "altered", problems: ["rolled-back"]);
        yield return Case("older-copy-without-checkpoint", Ledger(5).Lines, null, "cannot-tell", doubts: ["no-checkpoint"]);
        yield return Case("another-history", Ledger(8, e => e with { Why = "Another story" }).Lines, kept, "altered", problems: ["checkpoint-differs"]);
        yield return Case("content-changed", eight.Change(5, "as seen – 5", "as seen – 6"), kept, "altered", problems: ["content-changed"]);
        yield return Case("reason-changed", eight.Change(5, "number 5", "number 6"), kept, "altered", problems: ["content-changed"]);
        yield return Case("who-changed", eight.Change(5, "\"who\":\"p-2\"", "\"who\":\"p-0\""), kept, "altered", problems: ["head-changed"]);
        yield return Case("when-changed", eight.Change(5, "09:00:05.000Z", "09:00:05.001Z"), kept, "altered", problems: ["head-changed"]);
        yield return Case("dropped", eight.Lines.Where(l => !l.Contains("\"index\":5,", StringComparison.Ordinal)), kept, "altered", problems: ["dropped"]);
        yield return Case("reordered", eight.Reorder(5), kept, "altered", problems: ["reordered"]);
        yield return Case("inserted", eight.Insert(5, Ledger(8, e => e with { Why = "Slipped in" }).Lines.Single(l => l.Contains("\"index\":5,", StringComparison.Ordinal))), kept, "altered", problems: ["inserted"]);
        yield return Case("rewritten-without-the-key", eight.Lines.Zip(Ledger(8, e => e with { Why = "Nothing happened" }).Lines, (was, now) => was.StartsWith("{\"checkpoint\"", StringComparison.Ordinal) ? was : now), kept, "altered", problems: ["root-differs", "checkpoint-differs"]);
        yield return Case("line-unreadable", eight.Change(5, "{\"entry\"", "{entry\""), kept, "altered", problems: ["unreadable"]);
        yield return Case("cut-off", eight.Lines.SkipLast(1).Append(eight.Lines[^1][..9]), kept, "cannot-tell", doubts: ["cut-off"], ends: false);
        yield return Case("a-later-form", ["{\"export\":{\"format\":\"candour-ledger-export/2\"}}", "what a later version writes"], kept, "cannot-tell", doubts: ["format"]);
        foreach (var erasure in Erasures(Case))
        {
            yield return erasure;
        }

        yield return Case("things-as-they-were", eight.Lines, kept, "holds", things: new() { ["photo-2.jpg"] = "photo 2", ["photo-7.jpg"] = "photo 7" });
        yield return Case("thing-changed", eight.Lines, kept, "altered", problems: ["thing-changed"], things: new() { ["photo-2.jpg"] = "photo 2", ["photo-7.jpg"] = "photo 8" });
        yield return Case("thing-missing", eight.Lines, kept, "cannot-tell", doubts: ["thing-missing"], things: new() { ["photo-2.jpg"] = "photo 2" });
        yield return Case("tail-not-numbered", Ledger(8, unnumbered: 2).Lines, kept, "holds");
        yield return Case("tail-not-covered", Ledger(10, checkpoint: false).Lines, kept, "holds");
    }

    private delegate JsonObject CaseOf(string name, IEnumerable<string> lines, string? checkpoint, string outcome, string[]? problems = null, string[]? doubts = null, string[]? keys = null, JsonObject? things = null, bool ends = true);

    private static IEnumerable<JsonNode> Erasures(CaseOf makeCase)
    {
        var lawful = Ledger(8, erased: [3], erasedBy: 6);
        yield return makeCase("erased-lawfully", lawful.Lines, lawful.Kept, "holds");
        yield return makeCase("erased-and-still-there", Ledger(8, erased: [], erasedBy: 6, names: [3]).Lines, lawful.Kept, "holds");
        yield return makeCase("head-of-erased-changed", lawful.Change(3, "\"who\":\"p-0\"", "\"who\":\"p-1\""), lawful.Kept, "altered", problems: ["head-changed"]);
        var unlisted = Ledger(8, erased: [3]);
        yield return makeCase("erased-without-entry", unlisted.Lines, unlisted.Kept, "altered", problems: ["erased-unlisted"]);
        yield return makeCase("erasure-erased", lawful.Lines.Select(l => l.Contains("\"index\":6,", StringComparison.Ordinal) ? l[..l.IndexOf(",\"body\"", StringComparison.Ordinal)] + "}}" : l), lawful.Kept, "altered", problems: ["erased-unlisted"]);
        var uncovered = Ledger(8, erased: [3], erasedBy: 6, checkpoint: false);
        yield return makeCase("erasure-not-covered", uncovered.Lines.Where(l => !l.StartsWith("{\"checkpoint\"", StringComparison.Ordinal)), Ledger(6).Kept, "cannot-tell", doubts: ["erasure-not-covered"]);
        var checkpoint = Checkpoint.TryParse(lawful.Note.Text, out var read, out _) ? read : throw new InvalidDataException();
        yield return makeCase("checkpoint-lists-other-erasures", Ledger(8, erased: [3], erasedBy: 6, checkpoint: false).Lines, (checkpoint with { ErasedCount = 0 }).Sign(Key).ToString(), "altered", problems: ["erased-list-differs"]);
        yield return makeCase("older-copy-with-content-erased-since", Ledger(5).Lines, lawful.Kept, "altered", problems: ["rolled-back"]);
    }

    private static Small Ledger(int count, Func<LedgerEntry, LedgerEntry>? change = null, long[]? erased = null, int erasedBy = -1, long[]? names = null, bool checkpoint = true, int unnumbered = 0)
    {
        using var stream = new MemoryStream();
        var (export, tree, list) = (new LedgerExport(stream, "o-1", Origin), new MerkleTree(), new ErasedList());
        for (var n = 0; n < count; n++)
        {
            var entry = n == erasedBy ? Deed(n) with { What = LedgerErasure.Operation, About = null, Content = LedgerErasure.Content("p-dpo", names ?? erased ?? []), Things = [] } : Deed(n);
            var leaf = LedgerLeaf.Commit(n, change?.Invoke(entry) ?? entry, Salt(n));
            tree.Append(leaf.Hash);
            var isErased = erased?.Contains(n) ?? false;
            export.Entry(leaf.Head.Span, leaf.Hash, isErased ? default : leaf.Body.Span, isErased ? default : Salt(n));
            if (n == erasedBy)
            {
                Array.ForEach(names ?? erased ?? [], list.Add);
            }

            if (n % 4 == 3 && checkpoint)
            {
                export.Checkpoint(Checkpoint.Of(Origin, tree, list).Sign(Key));
            }
        }

        var note = Checkpoint.Of(Origin, tree, list).Sign(Key);
        if (checkpoint && count % 4 != 0)
        {
            export.Checkpoint(note);
        }

        for (var n = 0; n < unnumbered; n++)
        {
            export.Unnumbered(Deed(100 + n), Salt(100 + n));
        }

        export.End();
        return new(Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n'), note);
    }

    private static void Write(string path, JsonNode node) => File.WriteAllText(path, node.ToJsonString(Readable) + "\n", new UTF8Encoding(false));

    private sealed record Small(string[] Lines, SignedNote Note)
    {
        public string Kept => Note.ToString();

        public IEnumerable<string> Change(int index, string was, string now) =>
            Lines.Select(l => !l.Contains($"\"index\":{index},", StringComparison.Ordinal) ? l : l.Contains(was, StringComparison.Ordinal) ? l.Replace(was, now, StringComparison.Ordinal) : throw new InvalidDataException(was));

        public IEnumerable<string> Reorder(int index)
        {
            var at = Place(index);
            return [.. Lines[..at], Lines[at + 1], Lines[at], .. Lines[(at + 2)..]];
        }

        public IEnumerable<string> Insert(int before, string line)
        {
            var at = Place(before);
            return [.. Lines[..at], line, .. Lines[at..]];
        }

        private int Place(int index) => Array.FindIndex(Lines, l => l.Contains($"\"index\":{index},", StringComparison.Ordinal));
    }
}
