using System.Text;
using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using CsCheck;

namespace Candour.Engine.Tests.Evidence;

public class LedgerVerifierTests
{
    private static readonly SignedNote Kept10 = Note(10);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(33)]
    public void Verify_AsItWas_Holds(int entries)
    {
        var report = Verify(Ledgers.Export(entries), Note(entries));

        Assert.Equal((Standing.Holds, (long)entries, (long)entries, 0L), (report.Outcome, report.Entries, report.Covered, report.ProblemCount));
        Assert.Empty(report.Doubts);
        Assert.Equal([Ledgers.Origin], report.Checkpoint!.SignedBy);
    }

    [Fact]
    public void Verify_SpelledOtherwise_Holds()
    {
        // Members the other way round, letters beyond ASCII escaped, a space behind each line.
        var lines = Lines(Ledgers.Export(10)).Select(l => Reversed(JsonNode.Parse(l)!).ToJsonString() + " ").ToArray();

        Assert.DoesNotContain("–", string.Concat(lines), StringComparison.Ordinal);
        Assert.Equal(Standing.Holds, Verify(File(lines), Kept10).Outcome);
    }

    [Fact]
    public void Verify_WithoutKey_CannotTell()
    {
        var report = LedgerVerifier.Verify(new MemoryStream(Ledgers.Export(10)), [], Kept10);

        Assert.Equal(Standing.CannotTell, report.Outcome);
        Assert.Equal("no-key", Assert.Single(report.Doubts).Kind);
        Assert.Contains(Ledgers.Key.Verifier.Hash, report.Doubts[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OtherKey_CannotTell()
    {
        var other = SigningKey.Create(Ledgers.Origin, NoteKeyKind.Log, new byte[32]);

        var report = LedgerVerifier.Verify(new MemoryStream(Ledgers.Export(10)), [other.Verifier], Kept10);

        Assert.Equal((Standing.CannotTell, true), (report.Outcome, report.Doubts.Any(d => d.Kind == "not-signed")));
    }

    [Fact]
    public void Verify_WithoutCheckpointFromElsewhere_CannotTell()
    {
        var report = Verify(Ledgers.Export(10), null);

        Assert.Equal((Standing.CannotTell, "no-checkpoint"), (report.Outcome, Assert.Single(report.Doubts).Kind));
    }

    [Fact]
    public void Verify_CheckpointFromElsewhereChanged_CannotTell()
    {
        var report = Verify(Ledgers.Export(10), Kept10 with { Text = Kept10.Text.Replace("\n10\n", "\n11\n", StringComparison.Ordinal) });

        Assert.Equal((Standing.CannotTell, "checkpoint-not-signed"), (report.Outcome, Assert.Single(report.Doubts).Kind));
    }

    [Fact]
    public void Verify_CheckpointOfAnotherLedger_CannotTell()
    {
        var report = Verify(Ledgers.Export(10), new Checkpoint("ledger.example/o-2", 10, default).Sign(Ledgers.Key));

        Assert.Equal((Standing.CannotTell, "checkpoint-of-another"), (report.Outcome, Assert.Single(report.Doubts).Kind));
    }

    [Fact]
    public void Verify_Witnessed_SaysByWhomAndWhen()
    {
        var at = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        var kept = Kept10.With(Ledgers.Witness, at);

        var report = LedgerVerifier.Verify(new MemoryStream(new Ledgers().Add(10).Done(checkpoint: false)), [Ledgers.Key.Verifier, Ledgers.Witness.Verifier], kept);

        Assert.Equal(Standing.Holds, report.Outcome);
        Assert.Equal([Ledgers.Origin, "witness.example/w1 at 2026-11-30 12:00:00Z"], report.Checkpoint!.SignedBy);
    }

    [Fact]
    public void Verify_OlderCopy_IsFoundByCheckpointFromElsewhereOnly()
    {
        var old = Ledgers.Export(6);

        var report = Verify(old, Kept10);

        Assert.Equal((Standing.Altered, "rolled-back"), (report.Outcome, Assert.Single(report.Problems).Kind));
        Assert.StartsWith("6 entries", report.Problems[0].There, StringComparison.Ordinal);
        Assert.StartsWith("10 entries", report.Problems[0].Committed, StringComparison.Ordinal);
        Assert.Equal(Standing.CannotTell, Verify(old, null).Outcome);
    }

    [Fact]
    public void Verify_NewerThanCheckpointFromElsewhere_HoldsAndSaysHowFar()
    {
        var report = Verify(Ledgers.Export(33), Kept10);

        Assert.Equal(Standing.Holds, report.Outcome);
        Assert.Contains(report.Notes, n => n.Contains("down to entry 10", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_OtherLedgerSignedByTheSameKey_IsFound()
    {
        var report = Verify(new Ledgers().Add(10, e => e with { Why = "Another story" }).Done(), Kept10);

        Assert.Equal((Standing.Altered, "checkpoint-differs"), (report.Outcome, Assert.Single(report.Problems).Kind));
    }

    [Fact]
    public void Verify_AnyByteChanged_NeverHoldsWithAnotherContent()
    {
        var file = Ledgers.Export(3);
        var kept = Note(3);
        var meaning = Meaning(file);
        var altered = 0;
        for (var i = 0; i < file.Length; i++)
        {
            var changed = (byte[])file.Clone();
            changed[i] ^= 1;
            var report = Verify(changed, kept);
            altered += report.Outcome is Standing.Altered ? 1 : 0;
            Assert.True(report.Outcome is not Standing.Holds || Meaning(changed) == meaning, $"byte {i} of {Encoding.UTF8.GetString(file.AsSpan()[Math.Max(0, i - 20)..Math.Min(file.Length, i + 20)])}");
        }

        Assert.True(altered > file.Length * 8 / 10, $"{altered} of {file.Length}");
    }

    [Fact]
    public void Verify_LinesMovedTakenOutOrRepeated_NeverHolds()
    {
        var file = Lines(Ledgers.Export(10));
        var at = Gen.Int[1, file.Length - 2];
        Gen.Select(Gen.Int[0, 2], at, at).Array[1, 4].Sample(changes =>
        {
            var lines = file.ToList();
            foreach (var (change, from, to) in changes)
            {
                var line = lines[from % lines.Count];
                if (change < 2)
                {
                    lines.Remove(line);
                }

                if (change > 0)
                {
                    lines.Insert(Math.Min(to, lines.Count), line);
                }
            }

            Assert.True(lines.SequenceEqual(file) || Verify(File(lines), Kept10).Outcome is not Standing.Holds || OnlyCheckpointsDiffer(file, lines));
        }, iter: 300);
    }

    [Fact]
    public void Verify_EverySecondEntryDropped_CountsThem()
    {
        var report = Verify(File(Lines(Ledgers.Export(2400)).Where((l, i) => !l.StartsWith("{\"entry\"", StringComparison.Ordinal) || i % 2 == 0)), Note(2400));

        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.True(report.ProblemCount > 900);
    }

    [Theory]
    [InlineData("as seen – 5", "as seen – 6", "content-changed")]
    [InlineData("number 5", "number 9", "content-changed")]
    [InlineData("\"who\":\"p-2\"", "\"who\":\"p-1\"", "head-changed")]
    [InlineData("09:00:05.000Z", "09:00:06.000Z", "head-changed")]
    [InlineData("\"index\":5", "\"index\":7", "head-changed")]
    [InlineData("K7QX-0005", "K7QX-0006", "head-changed")]
    public void Verify_EntryChanged_ShowsBothSides(string was, string now, string kind)
    {
        var lines = Lines(Ledgers.Export(10));
        var at = Array.FindIndex(lines, l => l.Contains("\"index\":5,", StringComparison.Ordinal));
        lines[at] = lines[at].Replace(was, now, StringComparison.Ordinal);

        var report = Verify(File(lines), Kept10);

        var problem = Assert.Single(report.Problems);
        Assert.Equal((Standing.Altered, kind, at + 1L, 5L), (report.Outcome, problem.Kind, problem.Line, problem.Index));
        Assert.Contains(now, problem.There, StringComparison.Ordinal);
        Assert.Matches("^(seal|leaf) .{44}$", problem.Committed);
    }

    [Fact]
    public void Verify_EntryRewrittenConsistently_IsPlacedBetweenCheckpoints()
    {
        // Somebody with the database and without the key: everything fits but the signed roots.
        var forged = Lines(new Ledgers().Add(5).Add(1, e => e with { Why = "Nothing happened" }).Add(4).Done());
        var file = Lines(Ledgers.Export(10));
        for (var i = 0; i < file.Length; i++)
        {
            file[i] = file[i].StartsWith("{\"checkpoint\"", StringComparison.Ordinal) ? file[i] : forged[i];
        }

        var report = Verify(File(file), Kept10);

        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.Contains("between entry 4 and entry 7", report.Problems.Single(p => p.Kind == "root-differs").Words, StringComparison.Ordinal);
        Assert.Contains(report.Problems, p => p.Kind == "checkpoint-differs");
    }

    [Fact]
    public void Verify_EntryDropped_NamesIt()
    {
        var report = Verify(File(Lines(Ledgers.Export(10)).Where(l => !l.Contains("\"index\":5,", StringComparison.Ordinal))), Kept10);

        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.Equal(5, report.Problems.Single(p => p.Kind == "dropped").Index);
        Assert.DoesNotContain(report.Problems, p => p.Kind is "inserted" or "reordered");
    }

    [Fact]
    public void Verify_SeveralDropped_NamesTheRange()
    {
        var report = Verify(File(Lines(Ledgers.Export(10)).Where(l => !l.Contains("\"index\":5,", StringComparison.Ordinal) && !l.Contains("\"index\":6,", StringComparison.Ordinal))), Kept10);

        Assert.Equal("Entries 5 to 6 are not there.", report.Problems.Single(p => p.Kind == "dropped").Words);
    }

    [Fact]
    public void Verify_LastDropped_IsFound()
    {
        var report = Verify(File(Lines(Ledgers.Export(10)).Where(l => !l.Contains("\"index\":9,", StringComparison.Ordinal))), Kept10);

        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.Contains(report.Problems, p => p.Kind == "root-differs");
        Assert.Contains(report.Problems, p => p.Kind == "count-differs");
    }

    [Fact]
    public void Verify_EntriesReordered_NamesThem()
    {
        var lines = Lines(Ledgers.Export(10));
        var at = Array.FindIndex(lines, l => l.Contains("\"index\":5,", StringComparison.Ordinal));
        (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);

        var report = Verify(File(lines), Kept10);

        Assert.Equal((Standing.Altered, 5L), (report.Outcome, report.Problems.Single(p => p.Kind == "reordered").Index));
        Assert.DoesNotContain(report.Problems, p => p.Kind is "inserted" or "dropped");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_EntryInserted_NamesIt(bool repeated)
    {
        var lines = Lines(Ledgers.Export(10)).ToList();
        var at = lines.FindIndex(l => l.Contains("\"index\":5,", StringComparison.Ordinal));
        var forged = Lines(new Ledgers().Add(5).Add(1, e => e with { Why = "Slipped in" }).Done());
        lines.Insert(at, repeated ? lines[at] : forged.Single(l => l.Contains("\"index\":5,", StringComparison.Ordinal)));

        var report = Verify(File(lines), Kept10);

        Assert.Equal((Standing.Altered, 5L), (report.Outcome, report.Problems.Single(p => p.Kind == "inserted").Index));
        Assert.DoesNotContain(report.Problems, p => p.Kind is "reordered" or "dropped");
    }

    [Fact]
    public void Verify_ErasedLawfully_HoldsAndProvesWhatStays()
    {
        var ledger = new Ledgers().Add(3).Add(1, erased: true).Add(3).Erase(3).Add(2);
        var kept = ledger.Note();

        var report = Verify(ledger.Done(), kept);

        Assert.Equal((Standing.Holds, 1L, 0L), (report.Outcome, report.Erased, report.ProblemCount));
    }

    [Fact]
    public void Verify_HeadOfErasedEntryChanged_IsFound()
    {
        var ledger = new Ledgers().Add(3).Add(1, erased: true).Add(3).Erase(3);
        var kept = ledger.Note();

        var report = Verify(File(Lines(ledger.Done()).Select(l => l.Contains("\"index\":3,", StringComparison.Ordinal) ? l.Replace("\"who\":\"p-0\"", "\"who\":\"p-1\"", StringComparison.Ordinal) : l)), kept);

        Assert.Equal((Standing.Altered, "head-changed"), (report.Outcome, Assert.Single(report.Problems).Kind));
    }

    [Fact]
    public void Verify_ErasedWithoutEntry_IsAltered()
    {
        var ledger = new Ledgers().Add(3).Add(1, erased: true).Add(4);

        var report = Verify(ledger.Done(), ledger.Note());

        Assert.Equal((Standing.Altered, "erased-unlisted", 3L), (report.Outcome, Assert.Single(report.Problems).Kind, report.Problems[0].Index));
    }

    [Fact]
    public void Verify_ErasureErased_IsAltered()
    {
        var ledger = new Ledgers().Add(3).Add(1, erased: true).Erase(3).Add(2).Erase(4);
        var kept = ledger.Note();
        var lines = Lines(ledger.Done()).Select(l => l.Contains("\"index\":4,", StringComparison.Ordinal) ? l[..l.IndexOf(",\"body\"", StringComparison.Ordinal)] + "}}" : l);

        var report = Verify(File(lines), kept);

        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.Contains(report.Problems, p => p is { Kind: "erased-unlisted", Index: 4 });
    }

    [Fact]
    public void Verify_ErasedAndStillThere_HoldsAndSaysSo()
    {
        var ledger = new Ledgers().Add(5).Erase(3);

        var report = Verify(ledger.Done(), ledger.Note());

        Assert.Equal(Standing.Holds, report.Outcome);
        Assert.Contains(report.Notes, n => n.Contains("still here", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_ErasureAfterTheLastCheckpoint_CannotTell()
    {
        var ledger = new Ledgers().Add(3).Add(1, erased: true);
        var kept = ledger.Note();

        var report = Verify(ledger.Erase(3).Done(checkpoint: false), kept);

        Assert.Equal((Standing.CannotTell, "erasure-not-covered"), (report.Outcome, Assert.Single(report.Doubts).Kind));
    }

    [Fact]
    public void Verify_CheckpointListsOtherErasures_IsAltered()
    {
        var ledger = new Ledgers().Add(5);
        var checkpoint = Checkpoint.TryParse(ledger.Note().Text, out var read, out _) ? read with { ErasedCount = 1, Erased = Digest.Of([1]) } : null;

        var report = Verify(ledger.Done(checkpoint: false), checkpoint!.Sign(Ledgers.Key));

        Assert.Equal((Standing.Altered, "erased-list-differs"), (report.Outcome, Assert.Single(report.Problems).Kind));
    }

    [Fact]
    public void Verify_OlderCopyWithContentErasedSince_SaysNotToUseIt()
    {
        var newer = new Ledgers().Add(5).Erase(3).Note();

        var report = Verify(Ledgers.Export(5), newer);

        Assert.Contains("must not be used", report.Problems.Single(p => p.Kind == "rolled-back").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Tail_IsReported()
    {
        var ledger = new Ledgers().Add(10);
        var kept = ledger.Note();
        var report = Verify(ledger.Checkpoint().Add(3, e => e).Unnumbered(2).Done(checkpoint: false), kept);

        Assert.Equal((Standing.Holds, 13L, 12L, 2L), (report.Outcome, report.Entries, report.Covered, report.Unnumbered));
        Assert.Equal(2, report.Notes.Count(n => n.Contains("nothing is proved", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_TailEntryChanged_IsAltered()
    {
        var file = new Ledgers().Add(10).Checkpoint().Unnumbered(2).Done(checkpoint: false);

        var report = Verify(File(Lines(file).Select(l => l.Replace("number 1001", "number 1002", StringComparison.Ordinal))), Kept10);

        Assert.Equal((Standing.Altered, "content-changed"), (report.Outcome, Assert.Single(report.Problems).Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(2000)]
    public void Verify_CutOff_CannotTell(int bytes)
    {
        var report = Verify(Ledgers.Export(10)[..^bytes], Kept10);

        // Without its last newline a file is whole.
        Assert.Equal(bytes == 1 ? Standing.Holds : Standing.CannotTell, report.Outcome);
        Assert.Equal(bytes > 1, report.Doubts.Any(d => d.Kind == "cut-off"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{\"entry\":{}}\n{\"end\":{}}\n")]
    [InlineData("{\"export\":{\"format\":\"candour-ledger-export/9\"}}\nwhat a later version writes\n")]
    [InlineData("{\"text\":\"a post\"}\n{\"text\":\"another\"}\n")]
    public void Verify_NoExport_CannotTell(string file) => Assert.Equal(Standing.CannotTell, Verify(Encoding.UTF8.GetBytes(file), Kept10).Outcome);

    [Theory]
    [InlineData("{\"entry\":[]}")]
    [InlineData("{\"entry\":{\"leaf\":\"\\ud800\",\"head\":{\"v\":1}}}")]
    [InlineData("{\"entry\":{\"leaf\":\"x\",\"head\":{\"v\":1}},\"end\":{}}")]
    [InlineData("{\"entry\":{\"leaf\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\",\"head\":{\"v\":2}}}")]
    [InlineData("{\"entry\":{\"leaf\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\",\"head\":{\"v\":1},\"body\":{}}}")]
    [InlineData("{\"entry\":{\"leaf\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\",\"head\":{\"v\":1,\"index\":1,\"index\":2}}}")]
    [InlineData("{\"checkpoint\":\"no note\"}")]
    [InlineData("{\"checkpoint\":5}")]
    [InlineData("{\"unnumbered\":{\"head\":{\"v\":1}}}")]
    [InlineData("{\"export\":{}}")]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("\u0001")]
    public void Verify_LineNobodyWrote_IsAltered(string line)
    {
        var lines = Lines(Ledgers.Export(10)).ToList();
        lines.Insert(4, line);

        var report = Verify(File(lines), Kept10);

        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.Equal(5, report.Problems[0].Line);
    }

    [Fact]
    public void Verify_SomethingBehindTheEnd_IsAltered() =>
        Assert.Equal("inserted", Assert.Single(Verify([.. Ledgers.Export(10), .. "{}\n"u8], Kept10).Problems).Kind);

    [Fact]
    public void Verify_SignatureOfAnotherText_IsAltered()
    {
        var lines = Lines(Ledgers.Export(10));
        var at = Array.FindLastIndex(lines, l => l.StartsWith("{\"checkpoint\"", StringComparison.Ordinal));
        var signature = Note(9).Signatures[0].Base64;
        var note = JsonNode.Parse(lines[at])!["checkpoint"]!.GetValue<string>().Replace(Note(10).Signatures[0].Base64, signature, StringComparison.Ordinal);
        lines[at] = new JsonObject { ["checkpoint"] = note }.ToJsonString();

        var report = Verify(File(lines), Kept10);

        Assert.Equal((Standing.Altered, "signature-wrong"), (report.Outcome, Assert.Single(report.Problems).Kind));
    }

    [Fact]
    public void Verify_EntryOfAnotherOrganisation_IsAltered()
    {
        var ledger = new Ledgers().Add(2).Add(1, e => e with { Organisation = "o-2" });

        Assert.Equal("organisation-differs", Assert.Single(Verify(ledger.Done(), ledger.Note()).Problems).Kind);
    }

    [Theory]
    [InlineData("as it was", Standing.Holds, null)]
    [InlineData("changed", Standing.Altered, "thing-changed")]
    [InlineData(null, Standing.CannotTell, "thing-missing")]
    public void Verify_Things_AreCompared(string? there, Standing outcome, string? kind)
    {
        var ledger = new Ledgers().Add(2).Add(1, e => e with { Things = [new("photo-1.jpg", Digest.Of("as it was"u8))] });

        var report = LedgerVerifier.Verify(new MemoryStream(ledger.Done()), [Ledgers.Key.Verifier], ledger.Note(),
            name => name == "photo-1.jpg" && there is not null ? new MemoryStream(Encoding.UTF8.GetBytes(there)) : null);

        Assert.Equal((outcome, kind), (report.Outcome, report.Problems.Select(p => p.Kind).Concat(report.Doubts.Select(d => d.Kind)).FirstOrDefault()));
    }

    [Fact]
    public void Verify_ThingDestroyedByAnErasure_Holds()
    {
        var ledger = new Ledgers().Add(1, e => e with { Things = [new("photo-1.jpg", Digest.Of([1]))] })
            .Add(Ledgers.Deed(1) with { What = LedgerErasure.Operation, Content = LedgerErasure.Content("p-dpo", [], ["photo-1.jpg"]) });

        Assert.Equal(Standing.Holds, LedgerVerifier.Verify(new MemoryStream(ledger.Done()), [Ledgers.Key.Verifier], ledger.Note(), _ => null).Outcome);
    }

    [Fact]
    public void Verify_ManyProblems_ListsSomeAndCountsAll()
    {
        var file = File(Lines(Ledgers.Export(300)).Select(l => l.Replace("as seen", "as told", StringComparison.Ordinal)));

        var report = Verify(file, Note(300));

        Assert.Equal((300L, LedgerVerifier.MostProblems), (report.ProblemCount, report.Problems.Count));
    }

    [Fact]
    public void Verify_LongLine_IsReadAndShownInPart()
    {
        var ledger = new Ledgers().Add(1, e => e with { Why = new string('x', 600_000) });
        var kept = ledger.Note();
        var file = ledger.Done();

        Assert.Equal(Standing.Holds, Verify(file, kept).Outcome);
        file[^900]++;
        Assert.True(Assert.Single(Verify(file, kept).Problems).There!.Length < LedgerVerifier.MostShown + 50);
    }

    private static LedgerReport Verify(byte[] file, SignedNote? kept) => LedgerVerifier.Verify(new MemoryStream(file), [Ledgers.Key.Verifier], kept);

    private static SignedNote Note(int entries) => new Ledgers().Add(entries).Note();

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file)[..^1].Split('\n');

    private static byte[] File(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    // A checkpoint that is not there, or stands there twice, takes nothing from the entries: others cover them.
    private static bool OnlyCheckpointsDiffer(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Where(IsNoCheckpoint).SequenceEqual(other.Where(IsNoCheckpoint));

    private static bool IsNoCheckpoint(string line) => !line.StartsWith("{\"checkpoint\"", StringComparison.Ordinal);

    private static JsonNode Reversed(JsonNode node) =>
        node is JsonObject o ? new JsonObject(o.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : (JsonNode?)Reversed(m.Value)))) : node.DeepClone();

    // What a file says, whatever its spelling; null when it cannot be read. Without the signatures: one by an unknown name says nothing.
    private static string? Meaning(byte[] file)
    {
        try
        {
            return string.Join('\n', Lines(file).Where(l => !l.StartsWith("{\"checkpoint\"", StringComparison.Ordinal)).Select(l => Encoding.UTF8.GetString(CanonicalJson.Write(CanonicalJson.Parse(Encoding.UTF8.GetBytes(l))))));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
