using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;

namespace Candour.Cli;

/// <summary>A verdict for reading.</summary>
internal static class VerdictText
{
    public static void Write(TextWriter to, Verdict verdict, Rulebook rulebook, Draft? draft)
    {
        to.WriteLine(verdict.Level switch
        {
            Level.Stop => "STOP: do not publish this.",
            Level.Ask => "ASK: not as it stands.",
            Level.Consider => "CONSIDER: think about this first; it is your choice.",
            _ => "CLEAR: nothing stands against it.",
        });
        foreach (var note in verdict.Notes)
        {
            to.WriteLine($"  Note: {note.Words}{Cited(note.Clauses)}");
        }

        // One paragraph a matter: several clauses often say the same of the same words.
        foreach (var matter in verdict.Reasons.GroupBy(r => r.Category))
        {
            WriteMatter(to, [.. matter], verdict, rulebook);
        }

        if (verdict.Edits.Count > 0 && draft is not null)
        {
            to.WriteLine();
            to.WriteLine($"This version was checked again: {EditFinder.Apply(draft.Text, verdict.Edits)}");
        }

        foreach (var missing in verdict.Missing)
        {
            to.WriteLine();
            to.WriteLine($"It may change the answer: {missing.Question} (--fact {missing.Fact}=...: {string.Join(", ", missing.Values)})");
        }

        to.WriteLine();
        to.WriteLine($"Next: {verdict.Next.How}");
        if (verdict.Facts.Count > 0)
        {
            to.WriteLine($"Taken as known: {string.Join("; ", verdict.Facts.Select(f => $"{f.Name}={f.Value}{(f.From is Engine.Facts.FactSource.Text ? " (from the text)" : "")}"))}");
        }

        to.WriteLine($"Not checked: {string.Join(" ", verdict.NotChecked.Select(n => n.Why))}");
        foreach (var rule in verdict.Considered ?? [])
        {
            to.WriteLine($"Did not apply: {rule.Rule}. {rule.Why}");
        }

        to.WriteLine($"{rulebook.Title}, {rulebook.Reference} version {rulebook.Version}, {verdict.Policy.State} on {verdict.On:yyyy-MM-dd}: {rulebook.Reading}. Nothing of the text is kept.");
    }

    private static void WriteMatter(TextWriter to, Reason[] reasons, Verdict verdict, Rulebook rulebook)
    {
        to.WriteLine();
        to.WriteLine($"{reasons[0].Verdict.ToString().ToLowerInvariant()}: {Categories.Title(reasons[0].Category)} (section {string.Join(", ", reasons.SelectMany(r => r.Sections).Distinct())})");
        foreach (var why in reasons.Select(r => r.Why).Distinct().Take(3))
        {
            to.WriteLine($"  {why}");
        }

        foreach (var finding in reasons.SelectMany(r => r.Findings).Distinct().Order().Select(i => verdict.Findings[i]))
        {
            to.WriteLine($"  - {(finding.Text is { } text ? $"\"{Shorten(text)}\": " : "")}{finding.Why}");
        }

        if (reasons.All(r => r.Findings.Count == 0))
        {
            to.WriteLine("  - the reader of meaning thinks so; it can be wrong");
        }

        foreach (var advice in reasons.Select(r => r.Advice).OfType<string>().Distinct().Take(2))
        {
            to.WriteLine($"  What to do: {advice}");
        }

        var clause = rulebook.Clauses.First(c => c.Id == reasons[0].Clauses[0]);
        to.WriteLine($"  In our words ({clause.Id}): {clause.Says}");
    }

    private static string Cited(IReadOnlyList<string> clauses) => clauses.Count == 0 ? "" : $" ({string.Join(", ", clauses)})";

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
