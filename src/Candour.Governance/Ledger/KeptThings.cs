using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Ledger;

/// <summary>What is kept beside the ledger and vouched for by its entries: evidence, notes, answers, lines of registers. Each must be, byte for byte, what an entry says; and no row may be there for which none speaks.</summary>
internal sealed class KeptThings
{
    private readonly Dictionary<string, (string Sha256, long? Index)> _vouched = [];

    /// <summary>Takes note of what an entry vouches for. An erased one vouches for nothing any more.</summary>
    public void Remember(Entry entry)
    {
        if (entry.Body is not { } body || !body.Contains("\"things\":[{", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            using var read = JsonDocument.Parse(body);
            foreach (var thing in read.RootElement.GetProperty("things").EnumerateArray())
            {
                _vouched[thing.GetProperty("name").GetString()!] = (thing.GetProperty("sha256").GetString()!, entry.Index);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // The verifier reads the same body, and says what is wrong with it.
        }
    }

    /// <summary>Compares every row with what was vouched for.</summary>
    public async Task<IReadOnlyList<LedgerProblem>> CompareAsync(GovernanceContext db, CancellationToken cancel)
    {
        var problems = new List<LedgerProblem>();
        var seen = new HashSet<string>();
        await foreach (var matter in db.Cases.Join(db.Matters, c => c.Matter, m => m.Reference, (c, m) => new { m.Reference, m.Text }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"matter/{matter.Reference}", Encoding.UTF8.GetBytes(matter.Text));
        }

        await foreach (var note in db.CaseNotes.Select(n => new { n.Reference, n.Text }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"note/{note.Reference}", Encoding.UTF8.GetBytes(note.Text));
        }

        await foreach (var answer in db.CaseAnswers.Select(a => new { a.Matter, a.Number, a.Answer }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"answer/{answer.Matter}/{answer.Number}", Encoding.UTF8.GetBytes(answer.Answer));
        }

        await foreach (var line in db.RegisterLines.Select(l => new { l.Reference, l.Fields }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"register/{line.Reference}", Encoding.UTF8.GetBytes(line.Fields));
        }

        await foreach (var file in db.EvidenceFiles.Select(f => new { f.Reference, f.Bytes!.Content }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"evidence/{file.Reference}", file.Content);
        }

        // An outcome goes when a case is opened again; what stands there now must be the newest.
        await foreach (var closed in db.Cases.Where(c => c.Outcome != null).Select(c => new { c.Matter, c.Outcome }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"outcome/{closed.Matter}", Encoding.UTF8.GetBytes(closed.Outcome!));
        }

        await foreach (var reply in db.DataReplies.Where(r => r.Answer != null).Select(r => new { r.Request, r.Answer }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            See($"data-answer/{reply.Request}", Encoding.UTF8.GetBytes(reply.Answer!));
        }

        problems.AddRange(_vouched.Where(v => !seen.Contains(v.Key) && !v.Key.StartsWith("outcome/", StringComparison.Ordinal)).OrderBy(v => v.Value.Index)
            .Select(v => new LedgerProblem("thing-changed", null, v.Value.Index, $"`{v.Key}` is gone, and no disposal of it is on record.", null, v.Value.Sha256)));
        return problems;

        void See(string name, byte[] content)
        {
            seen.Add(name);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
            if (!_vouched.TryGetValue(name, out var vouched))
            {
                problems.Add(new("thing-changed", null, null, $"`{name}` is there, and no entry speaks of it.", sha256, null));
            }
            else if (vouched.Sha256 != sha256)
            {
                problems.Add(new("thing-changed", null, vouched.Index, $"`{name}` is not what entry {vouched.Index} vouches for.", sha256, vouched.Sha256));
            }
        }
    }
}
