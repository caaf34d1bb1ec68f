using Candour.Engine.Rulebooks;

namespace Candour.Engine.Versions;

/// <summary>Finds which clause of one version is which of the other.</summary>
internal static class ClausePairs
{
    // Half of the words in the same order: less is another statement. The id counts for a quarter, so that sisters with like words are not taken for each other.
    private const double Least = 0.5;
    private const double ForTheId = 0.25;

    /// <summary>Every clause once, in the order of the later version, then those that were removed.</summary>
    public static IReadOnlyList<(Clause? Was, Clause? Now)> Of(IReadOnlyList<Clause> was, IReadOnlyList<Clause> now)
    {
        var former = new Dictionary<string, Clause>();
        var left = was.ToDictionary(c => c.Id);
        // Most clauses stay as they are, and need not be weighed against all others.
        foreach (var clause in now.Where(n => left.TryGetValue(n.Id, out var w) && w.Says == n.Says))
        {
            former[clause.Id] = left[clause.Id];
            left.Remove(clause.Id);
        }

        foreach (var (earlier, later) in Candidates([.. left.Values], [.. now.Where(n => !former.ContainsKey(n.Id))]))
        {
            if (left.ContainsKey(earlier.Id) && former.TryAdd(later.Id, earlier))
            {
                left.Remove(earlier.Id);
            }
        }

        return [.. now.Select(n => ((Clause?)former.GetValueOrDefault(n.Id), (Clause?)n)), .. was.Where(w => left.ContainsKey(w.Id)).Select(w => ((Clause?)w, (Clause?)null))];
    }

    private static IEnumerable<(Clause Was, Clause Now)> Candidates(Clause[] was, Clause[] now)
    {
        var words = now.Select(n => WordComparison.Words(n.Says)).ToArray();
        return was.SelectMany(w =>
            {
                var own = WordComparison.Words(w.Says);
                return now.Select((n, i) => (Was: w, Now: n, Same: w.Id == n.Id, Likeness: WordComparison.Likeness(own, words[i])));
            })
            .Where(c => c.Same || c.Likeness >= Least)
            .OrderByDescending(c => c.Likeness + (c.Same ? ForTheId : 0))
            .Select(c => (c.Was, c.Now));
    }
}
