using System.Diagnostics;
using System.Globalization;
using System.Text;
using Candour.Engine.Evidence;

namespace Candour.Bench;

/// <summary>Time to commit to, export and verify a ledger of invented entries, on one core.</summary>
internal static class LedgerCommand
{
    private const string Origin = "ledger.example/o-1";

    public static int Run(string[] args)
    {
        var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        if (count < 1000 || count % 1000 != 0)
        {
            Console.Error.WriteLine($"The number of entries should be a multiple of 1,000, and is {count}.");
            return 1;
        }

        var key = SigningKey.Create(Origin, NoteKeyKind.Log, Digest.Of("a key of the benchmark"u8).ToArray());
        var file = Path.Combine(Path.GetTempPath(), $"candour-ledger-{Environment.ProcessId}.jsonl");
        try
        {
            var start = Stopwatch.GetTimestamp();
            var kept = Write(file, count, key);
            var written = Stopwatch.GetElapsedTime(start);
            Console.WriteLine($"committed and exported: {count:N0} entries, {new FileInfo(file).Length / 1e6:N0} MB, {written.TotalSeconds:0.0} s");

            start = Stopwatch.GetTimestamp();
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            LedgerReport report;
            using (var stream = File.OpenRead(file))
            {
                report = LedgerVerifier.Verify(stream, [key.Verifier], kept);
            }

            Console.WriteLine($"verified: {report.Outcome}, {report.Covered:N0} entries, {report.Erased:N0} erased, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s ({(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:0.0} s of processor), {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB of memory at most");
            return report.Outcome is Standing.Holds ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A checkpoint for every thousand entries; one entry in a hundred is erased, by an erasure for each thousand.
    private static SignedNote Write(string file, int count, SigningKey key)
    {
        using var stream = new BufferedStream(File.Create(file), 1 << 20);
        var (export, tree, erased) = (new LedgerExport(stream, "o-1", Origin), new MerkleTree(), new ErasedList());
        var from = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
        for (var n = 0; n < count; n++)
        {
            var isErasure = n % 1000 == 999;
            var entry = new LedgerEntry
            {
                Who = $"p-{n % 977}", What = isErasure ? LedgerErasure.Operation : "case-note-added", When = from.AddSeconds(n), Organisation = "o-1", About = isErasure ? null : $"K7QX-{n % 9000:0000}",
                Why = "Somebody rang and told what they had seen on the ward that morning",
                Content = isErasure ? LedgerErasure.Content("p-dpo", Enumerable.Range(0, 10).Select(k => n - 999L + (k * 100)))
                    : CanonicalJson.Parse(Encoding.UTF8.GetBytes($"{{\"case\":{n},\"note\":\"The post was still there at {n % 24}:00 – two colleagues can be made out in it, and the name of the ward.\",\"visible\":true,\"weight\":{n % 10}.5}}")),
            };
            var salt = Digest.Of(BitConverter.GetBytes(n)).ToArray();
            var leaf = LedgerLeaf.Commit(n, entry, salt);
            tree.Append(leaf.Hash);
            var isErased = n % 100 == 0;
            export.Entry(leaf.Head.Span, leaf.Hash, isErased ? default : leaf.Body.Span, isErased ? default : salt);
            if (isErasure && LedgerErasure.TryRead(n, entry.Content, out var named, out _))
            {
                foreach (var index in named)
                {
                    erased.Add(index);
                }

                export.Checkpoint(Checkpoint.Of(Origin, tree, erased).Sign(key));
            }
        }

        export.End();
        return Checkpoint.Of(Origin, tree, erased).Sign(key);
    }
}
