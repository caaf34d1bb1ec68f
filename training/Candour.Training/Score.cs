namespace Candour.Training;

/// <summary>Counts what was found, as the project's scorer does: strict (same place and label) and overlap (same label, a character shared), near-misses apart.</summary>
public sealed class Score
{
    private readonly SortedDictionary<string, int[]> _labels = [];
    private readonly SortedDictionary<string, int[]> _near = [];

    /// <summary>Counts one post.</summary>
    /// <param name="post">With what is right.</param>
    /// <param name="found">What was found.</param>
    /// <param name="labels">Which labels count.</param>
    public void Add(LabelledPost post, IEnumerable<(int Start, int End, string Label)> found, IReadOnlyCollection<string> labels)
    {
        var gold = post.Spans.Where(s => labels.Contains(s.Label)).ToList();
        var kept = new List<(int Start, int End, string Label)>();
        foreach (var span in found.Distinct())
        {
            var real = gold.Any(g => g.Start < span.End && span.Start < g.End);
            var over = post.Near.Where(m => m.Start < span.End && span.Start < m.End).ToList();
            if (real || !over.Any(m => m.Fair.Contains(span.Label)))
            {
                kept.Add(span);
            }
        }

        foreach (var near in post.Near)
        {
            var count = Of(_near, near.Why);
            count[0]++;
            if (kept.Any(k => k.Start < near.End && near.Start < k.End && !near.Fair.Contains(k.Label) && !gold.Any(g => g.Start < k.End && k.Start < g.End)))
            {
                count[1]++;
            }
        }

        foreach (var label in labels)
        {
            var g = gold.Where(s => s.Label == label).ToList();
            var k = kept.Where(s => s.Label == label).ToList();
            var count = Of(_labels, label);
            count[0] += g.Count;
            count[1] += k.Count;
            count[2] += k.Count(g.Contains);
            count[3] += k.Count(s => g.Any(t => t.Start < s.End && s.Start < t.End));
            count[4] += g.Count(s => k.Any(t => t.Start < s.End && s.Start < t.End));
        }
    }

    /// <summary>A line a label.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var (label, c) in _labels)
        {
            double p = Part(c[2], c[1]), r = Part(c[2], c[0]);
            yield return $"  {label,-9} {c[0],5} right, {c[1],5} found; strict P {p:0.0} R {r:0.0} F1 {(p + r > 0 ? 2 * p * r / (p + r) : 0):0.0}; overlap P {Part(c[3], c[1]):0.0} R {Part(c[4], c[0]):0.0}";
        }

        if (_near.Count > 0)
        {
            yield return $"  near-misses: {_near.Values.Sum(static c => c[1])} alarms of {_near.Values.Sum(static c => c[0])}: "
                + string.Join(", ", _near.Where(static n => n.Value[1] > 0).Select(static n => $"{n.Key} {n.Value[1]}/{n.Value[0]}"));
        }
    }

    private static double Part(int of, int all) => all == 0 ? 0 : 100.0 * of / all;

    private static int[] Of(SortedDictionary<string, int[]> counts, string name) => counts.TryGetValue(name, out var have) ? have : counts[name] = new int[6];
}
