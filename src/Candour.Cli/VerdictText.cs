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

        foreach (var reason in verdict.Reasons)
        {
            to.WriteLine();
            to.WriteLine($"{reason.Verdict.ToString().ToLowerInvariant()}: {Categories.Title(reason.Category)} (section {string.Join(", ", reason.Sections)})");
            to.WriteLine($"  {reason.Why}");
            foreach (var finding in reason.Findings.Select(i => verdict.Findings[i]))
            {
                to.WriteLine($"  - {(finding.Text is { } text ? $"\"{Shorten(text)}\": " : "")}{finding.Why}");
            }

            if (reason.Advice is { } advice)
            {
                to.WriteLine($"  What to do: {advice}");
            }

            foreach (var id in reason.Clauses.Take(3))
            {
                to.WriteLine($"  In our words ({id}): {rulebook.Clauses.First(c => c.Id == id).Says}");
            }
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

    private static string Cited(IReadOnlyList<string> clauses) => clauses.Count == 0 ? "" : $" ({string.Join(", ", clauses)})";

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
