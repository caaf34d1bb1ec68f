using Candour.Engine.Screening;

namespace Candour.Engine.Rulebooks;

/// <summary>Finds clauses by words, forgiving endings.</summary>
public static class ClauseSearch
{
    /// <summary>Clauses of that id or section; else those that hold most of the words, best first; without any words, none.</summary>
    /// <param name="rulebook">Where to look.</param>
    /// <param name="words">What somebody typed.</param>
    public static IReadOnlyList<Clause> Find(Rulebook rulebook, string words)
    {
        var named = rulebook.Clauses.Where(c => c.Id == words.Trim() || c.Section == words.Trim()).ToArray();
        if (named.Length > 0)
        {
            return named;
        }

        var stems = Stems(words).Distinct().ToArray();
        if (stems.Length == 0)
        {
            return [];
        }

        return [.. rulebook.Clauses
            .Select(c => (Clause: c, Score: Score(stems, c.Heading, $"{c.Says} {c.Topic} {c.When}")))
            .Where(s => s.Score >= Math.Ceiling(stems.Length / 2.0))
            .OrderByDescending(s => s.Score)
            .Select(s => s.Clause)];
    }

    // How many of the stems stand there; one in the heading counts half as much again.
    internal static double Score(string[] stems, string heading, string body)
    {
        var (inHeading, inBody) = (Stems(heading).ToHashSet(), Stems(body).ToHashSet());
        return stems.Sum(s => inHeading.Contains(s) ? 1.5 : inBody.Contains(s) ? 1 : 0);
    }

    // A plain cut of endings: photograph, photographs and photographing meet.
    internal static IEnumerable<string> Stems(string text) => Reading.Of(text).Tokens
        .Where(t => t.Kind is TokenKind.Word or TokenKind.Number && t.Folded.Length > 2)
        .Select(t => t.Folded)
        .Select(w => w.Length > 5 && w.EndsWith("ing", StringComparison.Ordinal) ? w[..^3]
            : w.Length > 4 && (w.EndsWith("ed", StringComparison.Ordinal) || w.EndsWith("es", StringComparison.Ordinal)) ? w[..^2]
            : w.Length > 3 && w.EndsWith('s') && !w.EndsWith("ss", StringComparison.Ordinal) ? w[..^1] : w);
}
