using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Something that happened in a case.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who, by name; a part of the system in angle brackets.</param>
/// <param name="What">A pinned word: the ledger's, or <c>answer</c>, <c>note</c>, <c>file</c>.</param>
/// <param name="Step">The step, for an answer.</param>
/// <param name="Text">The answer as JSON, the note's text, the file's description, or the reason given.</param>
/// <param name="Reference">The note's or file's.</param>
public sealed record StoryLine(DateTimeOffset At, string By, string What, string? Step, string? Text, Reference? Reference);

/// <summary>A case's story in order. Whoever may not see the case gets none of it.</summary>
public static class CaseStory
{
    // Told by the rows themselves, which say more than the ledger.
    private static readonly string[] TwiceTold = ["step-answered", "case-note-added", "evidence-kept", "clock-stopped", "clock-set-going", "clock-extended"];

    /// <param name="db">In the reader's own scope.</param>
    /// <param name="matter">The case.</param>
    /// <param name="looks">Whether looks at the case are part of it.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<StoryLine>> ReadAsync(GovernanceContext db, Reference matter, bool looks, CancellationToken cancel)
    {
        var lines = new List<StoryLine>();
        lines.AddRange((await db.CaseAnswers.Where(a => a.Matter == matter).ToListAsync(cancel)).Select(a => new StoryLine(a.At, a.By, "answer", a.Step, a.Answer, null)));
        lines.AddRange((await db.CaseNotes.Where(n => n.Matter == matter).ToListAsync(cancel)).Select(n => new StoryLine(n.At, n.By, "note", null, n.Text, n.Reference)));
        lines.AddRange((await db.EvidenceFiles.Where(f => f.Matter == matter).ToListAsync(cancel)).Select(f => new StoryLine(f.At, f.By, "file", null, $"{f.Name}: {f.Description}", f.Reference)));
        var entries = await db.Entries.Where(e => e.Subject == matter.Text && !TwiceTold.Contains(e.What) && (looks || e.What != RecordLook.What)).ToListAsync(cancel);
        lines.AddRange(entries.Select(e => new StoryLine(e.At, e.By, e.What, null, e.Why, null)));
        var by = lines.Select(l => Storage.Reference.TryParse(l.By, out var person) ? person : (Reference?)null).OfType<Reference>().Distinct().ToList();
        var names = await db.People.Where(p => by.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference.Text, p => p.Name, cancel);
        return [.. lines.Select(l => l with { By = names.GetValueOrDefault(l.By, l.By) }).OrderBy(l => l.At)];
    }
}
