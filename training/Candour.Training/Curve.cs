namespace Candour.Training;

/// <summary>How well scores tell two classes apart.</summary>
public static class Curve
{
    /// <summary>The chance that a post of the class scores higher than one outside it, in per cent.</summary>
    /// <param name="scores">Score, and whether the post is of the class.</param>
    public static double Area(IReadOnlyList<(double Score, bool Is)> scores)
    {
        var (below, sum, at) = (0L, 0.0, 0);
        var sorted = scores.OrderBy(static s => s.Score).ToArray();
        while (at < sorted.Length)
        {
            var (end, same) = (at, 0);
            for (; end < sorted.Length && sorted[end].Score.Equals(sorted[at].Score); end++)
            {
                same += sorted[end].Is ? 0 : 1;
            }

            sum += (end - at - same) * (below + (same / 2.0));
            (below, at) = (below + same, end);
        }

        return 100 * sum / below / Math.Max(1, sorted.Length - below);
    }
}
