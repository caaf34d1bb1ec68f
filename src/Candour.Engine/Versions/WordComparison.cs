namespace Candour.Engine.Versions;

/// <summary>Words that stand together.</summary>
/// <param name="In">both, was or now: where they stand.</param>
/// <param name="Text">The words, a space between them.</param>
public sealed record WordRun(string In, string Text);

/// <summary>Compares two texts word by word.</summary>
public static class WordComparison
{
    /// <summary>Both texts as runs of words: those of the earlier are the runs in both or was, those of the later the runs in both or now.</summary>
    /// <param name="was">The earlier text.</param>
    /// <param name="now">The later text.</param>
    public static IReadOnlyList<WordRun> Of(string was, string now)
    {
        var (a, b) = (Words(was), Words(now));
        var common = Common(a, b);
        var runs = new List<(string In, List<string> Words)>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                Add("both", a[i++]);
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                Add("was", a[i++]);
            }
            else
            {
                Add("now", b[j++]);
            }
        }

        return [.. runs.Select(r => new WordRun(r.In, string.Join(' ', r.Words)))];

        void Add(string side, string word)
        {
            if (runs.Count == 0 || runs[^1].In != side)
            {
                runs.Add((side, []));
            }

            runs[^1].Words.Add(word);
        }
    }

    /// <summary>How alike two texts are: 0 for no word in common, in the same order, to 1 for the same words.</summary>
    internal static double Likeness(string[] a, string[] b) => a.Length + b.Length == 0 ? 1 : 2.0 * Common(a, b)[0, 0] / (a.Length + b.Length);

    internal static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // How many words the rests from [i, j] on have in common, in the same order.
    private static int[,] Common(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
