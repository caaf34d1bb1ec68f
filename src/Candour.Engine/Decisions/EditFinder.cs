using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>
/// Looks for the smallest change of the text that makes the verdict milder. Every offer has been checked again. It first takes away all that
/// the strictest reasons point at, then puts back, one by one, what turns out not to matter.
/// </summary>
public static class EditFinder
{
    private const int MostChecks = 12;

    internal static IReadOnlyList<Edit> Find(Draft draft, Verdict verdict, Func<Draft, Verdict> check)
    {
        var candidates = Candidates(draft, verdict);
        if (candidates.Count == 0 || candidates.Count > MostChecks)
        {
            return [];
        }

        var best = candidates;
        if (Try(best) is not { } level || level >= verdict.Level)
        {
            return [];
        }

        foreach (var edit in candidates)
        {
            var fewer = best.Where(e => e != edit).ToList();
            if (fewer.Count > 0 && Try(fewer) is { } same && same <= level)
            {
                best = fewer;
            }
        }

        var after = check(draft with { Text = Apply(draft.Text, best) });
        var cleared = verdict.Reasons.Select((r, i) => (r.Rule, Index: i)).Where(r => after.Reasons.All(a => a.Rule != r.Rule)).Select(r => r.Index).ToArray();
        return [.. best.Select(e => e with { Clears = cleared })];

        Level? Try(List<Edit> edits)
        {
            var text = Apply(draft.Text, edits);
            return string.IsNullOrWhiteSpace(text) || !text.Any(char.IsLetter) ? null : check(draft with { Text = text }).Level;
        }
    }

    /// <summary>The text with edits applied.</summary>
    /// <param name="text">The text as it was.</param>
    /// <param name="edits">Edits that do not overlap.</param>
    public static string Apply(string text, IReadOnlyList<Edit> edits)
    {
        foreach (var edit in edits.OrderByDescending(e => e.Start))
        {
            text = text[..edit.Start] + edit.Replacement + text[edit.End..];
        }

        return text;
    }

    private static List<Edit> Candidates(Draft draft, Verdict verdict)
    {
        var edits = new List<Edit>();
        var pointed = verdict.Reasons.SelectMany(r => r.Findings).Distinct().Select(i => verdict.Findings[i]).Where(f => f.In is null && f.Kind is not "indirect");
        foreach (var finding in pointed.OrderBy(f => f.Start).ThenByDescending(f => f.End))
        {
            if (edits.Count > 0 && finding.Start < edits[^1].End)
            {
                continue;
            }

            var replacement = Kinds.Of(finding.Kind).ReplaceWith ?? "";
            edits.Add(Tidy(draft.Text, finding.Start, finding.End, replacement));
        }

        return edits;
    }

    // Leaving something out takes the space before it with it, so that no gap stays.
    private static Edit Tidy(string text, int start, int end, string replacement)
    {
        if (replacement.Length == 0)
        {
            while (start > 0 && text[start - 1] == ' ' && (end >= text.Length || !char.IsLetterOrDigit(text[end])))
            {
                start--;
            }
        }

        return new(start, end, replacement, []);
    }
}
