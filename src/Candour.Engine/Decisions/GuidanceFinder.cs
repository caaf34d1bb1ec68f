using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Decisions;

/// <summary>Which guidance belongs to a moment, and which to words that somebody looks for.</summary>
public static class GuidanceFinder
{
    /// <summary>Sheets whose condition holds, for the audience that the person belongs to; all audiences while nobody has said.</summary>
    /// <param name="rulebook">Where they stand.</param>
    /// <param name="facts">What is known.</param>
    public static IReadOnlyList<GuidanceSheet> Shown(Rulebook rulebook, FactSet facts)
    {
        var evaluator = Evaluator.OfFacts(facts);
        return [.. Listed(rulebook, facts).Where(g => g.When is { } when && evaluator.Evaluate(when).Value is Truth.True)];
    }

    /// <summary>All sheets for the audience that the person belongs to; of all audiences while nobody has said.</summary>
    /// <param name="rulebook">Where they stand.</param>
    /// <param name="facts">What is known; the actor counts.</param>
    public static IReadOnlyList<GuidanceSheet> Listed(Rulebook rulebook, FactSet facts)
    {
        string? barred = facts.TryGet("actor", out var actor) ? (FactVocabulary.IsPublic(actor.Values[0]) ? "staff" : "public") : null;
        return [.. rulebook.Guidance.Where(g => g.Audience != barred)];
    }

    /// <summary>Sheets that hold most of the words, best first.</summary>
    /// <param name="rulebook">Where they stand.</param>
    /// <param name="words">What somebody typed.</param>
    public static IReadOnlyList<GuidanceSheet> Find(Rulebook rulebook, string words)
    {
        var stems = ClauseSearch.Stems(words).Distinct().ToArray();
        return [.. rulebook.Guidance
            .Select(g => (Sheet: g, Score: ClauseSearch.Score(stems, $"{g.Title} {string.Join(' ', g.About)}", g.Body)))
            .Where(s => stems.Length > 0 && s.Score >= Math.Ceiling(stems.Length / 2.0))
            .OrderByDescending(s => s.Score)
            .Select(s => s.Sheet)];
    }
}
