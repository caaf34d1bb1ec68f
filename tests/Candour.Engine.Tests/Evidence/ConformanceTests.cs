using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Candour.Engine.Evidence;

namespace Candour.Engine.Tests.Evidence;

/// <summary>Runs every vector of conformance/evidence. conformance/check.py does the same with another implementation.</summary>
public class ConformanceTests
{
    private static readonly string Folder = Repository.At("conformance", "evidence");

    public static TheoryData<string> Canonical => Names("canonical-json.json", "cases");

    public static TheoryData<string> Refused => Names("canonical-json.json", "refused");

    public static TheoryData<string> Exports => Names("exports.json", "cases");

    [Theory]
    [MemberData(nameof(Canonical))]
    public void CanonicalJson_Case_GivesItsBytes(string name)
    {
        var c = Case("canonical-json.json", "cases", name);

        Assert.Equal(Word(c, "canonical"), Encoding.UTF8.GetString(CanonicalJson.Write(CanonicalJson.Parse(Encoding.UTF8.GetBytes(Word(c, "input"))))));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void CanonicalJson_WhatHasNoForm_IsRefused(string name) =>
        Assert.Throws<InvalidDataException>(() => CanonicalJson.Write(CanonicalJson.Parse(Encoding.UTF8.GetBytes(Word(Case("canonical-json.json", "refused", name), "input")))));

    [Fact]
    public void Number_EveryCase_IsWrittenAsTheRfcSays()
    {
        var numbers = Read("numbers.json");

        Assert.All(numbers.GetProperty("cases").EnumerateArray(), c => Assert.Equal(Word(c, "canonical"), CanonicalJson.Number(Double(Word(c, "bits")))));
        Assert.All(numbers.GetProperty("refused").EnumerateArray(), b => Assert.Throws<InvalidDataException>(() => CanonicalJson.Number(Double(b.GetString()!))));
    }

    [Fact]
    public void Number_FirstLinesOfTheAuthorsFile_HashAsPublished()
    {
        var file = Read("numbers.json").GetProperty("file");
        var wanted = file.GetProperty("sha256").EnumerateObject().ToDictionary(p => int.Parse(p.Name, CultureInfo.InvariantCulture), p => p.Value.GetString());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var found = new Dictionary<int, string?>();
        var line = 0;
        foreach (var bits in Bits([.. file.GetProperty("first").EnumerateArray().Select(b => ulong.Parse(b.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]).Take(wanted.Keys.Max()))
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"{bits:x},{CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits))}\n"));
            if (wanted.ContainsKey(++line))
            {
                found[line] = Convert.ToHexStringLower(hash.GetCurrentHash());
            }
        }

        Assert.Equal(wanted, found);
    }

    [Theory]
    [InlineData("merkle.json")]
    [InlineData("trees.json")]
    public void Merkle_EveryCase_ComesToWhatItSays(string file)
    {
        var vectors = Read(file);
        Digest[] leaves = [.. Words(vectors, "leaves").Select(l => MerkleTree.Leaf(Convert.FromHexString(l)))];
        Digest[] roots = [.. Words(vectors, "roots").Select(Hex)];
        var tree = new MerkleTree();
        for (var n = 0; n < roots.Length; n++)
        {
            Assert.Equal(roots[n], tree.Root);
            Assert.Equal(roots[n], MerkleProof.Root(leaves.AsSpan(0, n)));
            if (n < leaves.Length)
            {
                tree.Append(leaves[n]);
            }
        }

        foreach (var c in vectors.GetProperty("inclusion").EnumerateArray())
        {
            var (index, size, proof) = (c.GetProperty("index").GetInt32(), c.GetProperty("size").GetInt32(), Words(c, "proof").Select(Hex).ToArray());
            var holds = c.GetProperty("holds").GetBoolean();
            Assert.Equal(holds, MerkleProof.VerifyInclusion(index, size, leaves[Math.Min(index, leaves.Length - 1)], proof, roots[size]));
            Assert.True(!holds || proof.SequenceEqual(MerkleProof.Inclusion(leaves.AsSpan(0, size), index)));
        }

        foreach (var c in vectors.GetProperty("consistency").EnumerateArray())
        {
            var (from, to, proof) = (c.GetProperty("from").GetInt32(), c.GetProperty("to").GetInt32(), Words(c, "proof").Select(Hex).ToArray());
            var holds = c.GetProperty("holds").GetBoolean();
            Assert.Equal(holds, MerkleProof.VerifyConsistency(from, to, proof, roots[from], roots[to]));
            Assert.True(!holds || proof.SequenceEqual(MerkleProof.Consistency(leaves.AsSpan(0, to), from)));
        }
    }

    [Fact]
    public void Leaves_EveryCase_CommitsToTheSameBytes() => Assert.All(Read("leaves.json").GetProperty("cases").EnumerateArray(), c =>
    {
        var entry = new LedgerEntry
        {
            Who = Word(c, "who"), What = Word(c, "what"), When = DateTimeOffset.Parse(Word(c, "when"), CultureInfo.InvariantCulture), Organisation = Word(c, "organisation"),
            About = c.GetProperty("about").GetString(), Why = Word(c, "why"), Content = c.GetProperty("content"),
            Things = [.. c.GetProperty("things").EnumerateArray().Select(t => new NamedThing(Word(t, "name"), Hex(Word(t, "sha256"))))],
        };
        var leaf = LedgerLeaf.Commit(c.GetProperty("index").GetInt64(), entry, Convert.FromBase64String(Word(c, "salt")));

        Assert.Equal((Word(c, "body"), Word(c, "head")), (Encoding.UTF8.GetString(leaf.Body.Span), Encoding.UTF8.GetString(leaf.Head.Span)));
        Assert.Equal((Word(c, "seal"), Word(c, "leaf")), (leaf.Seal.ToBase64(), leaf.Hash.ToBase64()));
    });

    [Fact]
    public void Notes_EveryCase_ComesToWhatItSays()
    {
        var notes = Read("notes.json");

        Assert.All(notes.GetProperty("keys").EnumerateArray(), c => Assert.Equal((c.GetProperty("kind").GetInt32(), Word(c, "key")), ((int)Key(Word(c, "key")).Kind, Key(Word(c, "key")).ToString())));
        Assert.All(Words(notes, "badKeys"), k => Assert.False(VerifierKey.TryParse(k, out _, out _)));
        Assert.All(notes.GetProperty("signed").EnumerateArray(), c =>
        {
            Assert.True(SigningKey.TryParse(Word(c, "signingKey"), out var key, out _));
            Assert.Equal(Word(c, "note"), SignedNote.Sign(Word(c, "text"), key).ToString());
        });
        Assert.All(notes.GetProperty("opened").EnumerateArray(), c =>
        {
            Assert.True(SignedNote.TryParse(Word(c, "note"), out var note, out _));
            var opening = note.Open([.. Words(c, "keys").Select(Key)]);
            Assert.Equal(Words(c, "good"), opening.Good.Select(k => k.Name));
            Assert.Equal(Words(c, "bad"), opening.Bad.Select(k => k.Name));
            Assert.Equal(c.GetProperty("unknown").GetInt32(), opening.Unknown.Count);
        });
        Assert.All(Words(notes, "malformed"), n => Assert.False(SignedNote.TryParse(n, out _, out _)));
    }

    [Fact]
    public void Checkpoints_EveryCase_ComesToWhatItSays()
    {
        var checkpoints = Read("checkpoints.json");

        Assert.All(checkpoints.GetProperty("good").EnumerateArray(), c =>
        {
            Assert.True(Checkpoint.TryParse(Word(c, "text"), out var read, out _));
            Assert.Equal((Word(c, "origin"), c.GetProperty("size").GetInt64(), Word(c, "root"), c.GetProperty("erased").GetInt64()), (read.Origin, read.Size, read.Root.ToBase64(), read.ErasedCount));
            Assert.Equal(Word(c, "text"), read.ToText());
        });
        Assert.All(Words(checkpoints, "malformed"), t => Assert.False(Checkpoint.TryParse(t, out _, out _)));
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void Exports_Case_ComesToWhatItSays(string name)
    {
        var c = Case("exports.json", "cases", name);
        SignedNote? kept = null;
        Assert.True(c.GetProperty("checkpoint").GetString() is not { } text || SignedNote.TryParse(text, out kept, out _));
        using var stream = File.OpenRead(Path.Combine(Folder, Word(c, "file")));
        Func<string, Stream?>? things = c.GetProperty("things") is { ValueKind: JsonValueKind.Object } there
            ? thing => there.TryGetProperty(thing, out var content) ? new MemoryStream(Encoding.UTF8.GetBytes(content.GetString()!)) : null : null;

        var report = LedgerVerifier.Verify(stream, [.. Words(c, "keys").Select(Key)], kept, things);

        Assert.Equal(Word(c, "outcome"), report.Outcome switch { Standing.Holds => "holds", Standing.Altered => "altered", _ => "cannot-tell" });
        Assert.Empty(Words(c, "problems").Except(report.Problems.Select(p => p.Kind)));
        Assert.Empty(Words(c, "doubts").Except(report.Doubts.Select(d => d.Kind)));
        Assert.All(report.Problems, p => Assert.True(p is { There: not null, Committed: not null }, p.Kind));
    }

    [Fact]
    public void Exports_AllFiles_HaveACase() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Folder, "exports")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Read("exports.json").GetProperty("cases").EnumerateArray().Select(c => Path.GetFileName(Word(c, "file"))).Order(StringComparer.Ordinal));

    private static IEnumerable<ulong> Bits(ulong[] first)
    {
        foreach (var bits in first)
        {
            yield return bits;
        }

        for (var n = 0UL; n < 2000; n++)
        {
            yield return 0x0010000000000000 + n;
        }

        for (var block = new byte[32]; ;)
        {
            block = SHA256.HashData(block);
            for (var at = 0; at < 32; at += 8)
            {
                var bits = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(at));
                if (BitConverter.UInt64BitsToDouble(bits) is not 0 and var number && double.IsFinite(number))
                {
                    yield return bits;
                }
            }
        }
    }

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return document.RootElement.Clone();
    }

    private static TheoryData<string> Names(string file, string list) => new(Read(file).GetProperty(list).EnumerateArray().Select(c => Word(c, "name")));

    private static JsonElement Case(string file, string list, string name) => Read(file).GetProperty(list).EnumerateArray().Single(c => Word(c, "name") == name);

    private static string Word(JsonElement c, string name) => c.GetProperty(name).GetString()!;

    private static IEnumerable<string> Words(JsonElement c, string name) => c.GetProperty(name).EnumerateArray().Select(w => w.GetString()!);

    private static double Double(string bits) => BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static Digest Hex(string text) => Digest.TryParseHex(text, out var digest) ? digest : throw new InvalidDataException(text);

    private static VerifierKey Key(string text) => VerifierKey.TryParse(text, out var key, out var problem) ? key : throw new InvalidDataException(problem);
}
