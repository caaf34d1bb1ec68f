using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>
/// Looks for the smallest change of the text that makes the verdict milder. Every offer has been checked again. It first takes away all that
/// the strictest reasons point at, then puts back, one by one, what turns out not to matter.
/// </summary>
public static class EditFinder
{
    private const int MostChecks = 12;
    private const int FewWords = 3;

    private static readonly string[] LeadIns = ["from", "in", "at", "on", "with", "of", "near", "for", "to", "aged", "called", "named", "by", "nhs", "number", "no", "phone", "tel", "dob", "born", "mrn"];

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
        var reading = Reading.Of(draft.Text);
        var pointed = verdict.Reasons.SelectMany(r => r.Findings).Distinct().Select(i => verdict.Findings[i]).Where(f => f.In is null && f.Kind is not "indirect")
            .OrderBy(f => f.Start).ThenByDescending(f => f.End);
        var edits = new List<Edit>();
        foreach (var sentence in pointed.GroupBy(f => SentenceOf(reading, f.Start)))
        {
            edits.AddRange(sentence.Count() == 1 ? [OfOne(draft.Text, reading, sentence.First())] : [OfMany(draft.Text, reading, sentence.Key, sentence.Min(f => f.Start), sentence.Max(f => f.End))]);
        }

        return edits;
    }

    private static Edit OfOne(string text, Reading reading, SeenFinding finding)
    {
        var replacement = Kinds.Of(finding.Kind).ReplaceWith ?? "";
        return replacement.Length > 0 ? new(finding.Start, finding.End, replacement, []) : Without(text, WithLeadIn(reading, finding.Start), finding.End);
    }

    // Several things in one sentence: what lies between them seldom stands alone, so it goes too; and where little would be left, so does that.
    private static Edit OfMany(string text, Reading reading, int sentence, int start, int end)
    {
        var words = reading.Tokens.Where(t => t.Sentence == sentence && t.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Handle or TokenKind.Link).ToArray();
        var outside = words.Count(w => w.End <= start || w.Start >= end);
        return outside * 2 <= words.Length || outside <= FewWords
            ? Without(text, words.Min(w => w.Start), Math.Max(end, words.Max(w => w.End))) : Without(text, WithLeadIn(reading, start), end);
    }

    private static int SentenceOf(Reading reading, int start) =>
        reading.Tokens.FirstOrDefault(t => t.End > start) is { Folded: not null } token ? token.Sentence : 0;

    // "from Pinner" goes as a whole, and so does "NHS number" before the number.
    private static int WithLeadIn(Reading reading, int start)
    {
        for (var at = reading.Tokens.Count - 1; at >= 0; at--)
        {
            var token = reading.Tokens[at];
            if (token.End > start)
            {
                continue;
            }

            if (!LeadIns.Contains(token.Folded))
            {
                break;
            }

            start = token.Start;
        }

        return start;
    }

    // Leaving something out takes the space or comma before it with it, so that no gap stays.
    private static Edit Without(string text, int start, int end)
    {
        if (start == 0)
        {
            while (end < text.Length && text[end] is ' ' or ',')
            {
                end++;
            }
        }
        else if (end >= text.Length || !char.IsLetterOrDigit(text[end]))
        {
            while (start > 0 && text[start - 1] is ' ' or ',')
            {
                start--;
            }
        }

        return new(start, end, "", []);
    }
}
