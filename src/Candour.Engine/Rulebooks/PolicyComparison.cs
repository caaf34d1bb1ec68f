using Candour.Engine.Decisions;

namespace Candour.Engine.Rulebooks;

/// <summary>What two policies say about one matter.</summary>
/// <param name="Topic">The matter.</param>
/// <param name="A">The first policy.</param>
/// <param name="B">The second.</param>
/// <param name="Summary">What differs for staff, in a sentence.</param>
/// <param name="OnlyA">What the first says that the second does not.</param>
/// <param name="OnlyB">The reverse.</param>
public sealed record TopicComparison(string Topic, string A, string B, string Summary, IReadOnlyList<string> OnlyA, IReadOnlyList<string> OnlyB);

/// <summary>Compares two rulebooks for staff: by category of content rule, and by topic of clause.</summary>
public static class PolicyComparison
{
    /// <summary>Every matter on which they differ.</summary>
    /// <param name="a">One policy or version.</param>
    /// <param name="b">Another.</param>
    public static IReadOnlyList<TopicComparison> Compare(Rulebook a, Rulebook b)
    {
        var (nameA, nameB) = a.Id == b.Id ? ($"{a.Id}@{a.Version}", $"{b.Id}@{b.Version}") : (a.Id, b.Id);
        return [.. Categories.All.Select(c => OfCategory(c, a, b, nameA, nameB)).OfType<TopicComparison>(), .. OfTopics(a, b, nameA, nameB)];
    }

    private static TopicComparison? OfCategory(CategoryDefinition category, Rulebook a, Rulebook b, string nameA, string nameB)
    {
        var (rulesA, rulesB) = (Rules(a, category.Id), Rules(b, category.Id));
        if (rulesA.Length == 0 && rulesB.Length == 0)
        {
            return null;
        }

        var (strictA, strictB) = (Strictest(rulesA), Strictest(rulesB));
        var (scopeA, scopeB) = (Scope(rulesA), Scope(rulesB));
        if (strictA == strictB && scopeA == scopeB)
        {
            return null;
        }

        var summary = strictA is null ? $"only {nameB} has rules on this ({Word(strictB)})"
            : strictB is null ? $"only {nameA} has rules on this ({Word(strictA)})"
            : strictA != strictB ? $"{nameA} says at most {Word(strictA)}, {nameB} {Word(strictB)}"
            : "as strict in both, but turning on other circumstances";
        return new($"In a post: {category.Title.ToLowerInvariant()}", nameA, nameB, summary, Lines(a, rulesA, scopeA), Lines(b, rulesB, scopeB));
    }

    private static IEnumerable<TopicComparison> OfTopics(Rulebook a, Rulebook b, string nameA, string nameB)
    {
        var topics = a.Clauses.Concat(b.Clauses).Where(IsForStaff).Select(c => c.Topic).Distinct();
        foreach (var topic in topics)
        {
            var (inA, inB) = (Clauses(a, topic), Clauses(b, topic));
            var (onlyA, onlyB) = (inA.Except(inB).ToArray(), inB.Except(inA).ToArray());
            if (onlyA.Length == 0 && onlyB.Length == 0)
            {
                continue;
            }

            var summary = inA.Length == 0 ? $"{nameA} says nothing about it" : inB.Length == 0 ? $"{nameB} says nothing about it" : "both speak of it, in other words";
            yield return new(topic.Replace('-', ' '), nameA, nameB, summary, onlyA, onlyB);
        }
    }

    private static bool IsForStaff(Clause clause) => clause.Modality is not "fact" && clause.Actors.Any(x => x is "staff" or "anyone" or "registered-professional" or "manager");

    private static string[] Clauses(Rulebook rulebook, string topic) =>
        [.. rulebook.Clauses.Where(c => c.Topic == topic && IsForStaff(c)).Select(c => $"[{c.Section}] {c.Says}")];

    private static ContentRule[] Rules(Rulebook rulebook, string category) =>
        [.. rulebook.Content.Where(r => r.Category == category && r.Verdict is not Level.Clear)];

    private static Level? Strictest(ContentRule[] rules) => rules.Length == 0 ? null : rules.Max(r => r.Verdict);

    private static string Scope(ContentRule[] rules) => string.Join("; ", rules
        .SelectMany(r => r.When.Tree()).Where(c => c.Fact is not null).Select(c => $"{c.Fact} is {string.Join(" or ", c.Is!)}").Distinct().Order(StringComparer.Ordinal));

    private static string[] Lines(Rulebook rulebook, ContentRule[] rules, string scope)
    {
        if (rules.Length == 0)
        {
            return [];
        }

        var sections = rules.SelectMany(r => r.Because).Select(id => rulebook.Clauses.First(c => c.Id == id).Section).Distinct();
        return [$"{Word(Strictest(rules))} at most, by section {string.Join(", ", sections)}{(scope.Length > 0 ? $"; it turns on: {scope}" : "; whoever and wherever")}"];
    }

    private static string Word(Level? level) => level?.ToString().ToLowerInvariant() ?? "nothing";
}
