using System.Buffers;

namespace Candour.Engine.Screening;

/// <summary>What the quick reader sees in a text: which pieces of words and runs of words stand in it, each as a row of its table, each once.</summary>
public readonly ref struct QuickFeatures
{
    /// <summary>Bits of a row's number.</summary>
    public const int RowBits = 18;

    /// <summary>How many rows a table has.</summary>
    public const int RowCount = 1 << RowBits;

    private const int LongestPiece = 5;
    private const int LongestRun = 3;
    private const uint PieceSeed = 0x811C9DC5;
    private const uint RunSeed = 0x2545F491;

    /// <summary>How much more a run of words weighs than a piece of a word.</summary>
    public const int RunWeight = 3;

    private QuickFeatures(ReadOnlySpan<int> pieces, ReadOnlySpan<int> runs)
    {
        Pieces = pieces;
        Runs = runs;
    }

    /// <summary>Rows of pieces of words, in the order in which they were first met.</summary>
    public ReadOnlySpan<int> Pieces { get; }

    /// <summary>Rows of runs of words that are not among those of pieces.</summary>
    public ReadOnlySpan<int> Runs { get; }

    /// <summary>The square of the text's length as a vector; at least 1.</summary>
    public int Length => Math.Max(1, Pieces.Length + (RunWeight * RunWeight * Runs.Length));

    /// <summary>The features of a text.</summary>
    /// <param name="prepared">As <see cref="MeaningText.Prepare"/> gives it.</param>
    public static QuickFeatures Of(string prepared)
    {
        var text = " " + prepared.ToLowerInvariant() + " ";
        var seen = ArrayPool<ulong>.Shared.Rent(RowCount / 64);
        Array.Clear(seen, 0, RowCount / 64);
        var rows = new List<int>(text.Length * 5);
        FindPieces(text, rows, seen);
        var pieces = rows.Count;
        FindRuns(text, rows, seen);
        ArrayPool<ulong>.Shared.Return(seen);
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows);
        return new(all[..pieces], all[pieces..]);
    }

    // Two to five characters of a word with its marks and the spaces beside it, never across a space.
    private static void FindPieces(string text, List<int> rows, ulong[] seen)
    {
        for (var from = 0; from < text.Length - 1; from++)
        {
            var hash = PieceSeed;
            for (var at = from; at < text.Length && at < from + LongestPiece; at++)
            {
                hash = (hash ^ text[at]) * 0x01000193;
                if (at > from)
                {
                    Add(hash, rows, seen);
                    if (text[at] == ' ')
                    {
                        break;
                    }
                }
            }
        }
    }

    // One to three words; a mark that stands between is a word of its own.
    private static void FindRuns(string text, List<int> rows, ulong[] seen)
    {
        Span<uint> before = stackalloc uint[LongestRun - 1];
        before.Clear();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var hash = RunSeed;
            var start = at;
            do
            {
                hash = (hash ^ text[at]) * 0x01000193;
                at++;
            }
            while (at < text.Length && IsOfWord(text[start]) && IsOfWord(text[at]));

            Add(hash, rows, seen);
            var run = hash;
            foreach (var earlier in before)
            {
                if (earlier == 0)
                {
                    break;
                }

                run = (run * 0x9E3779B1) ^ earlier;
                Add(run, rows, seen);
            }

            (before[1], before[0]) = (before[0], hash);
        }
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '\'' or '@' or '#' || char.IsSurrogate(c);

    private static void Add(uint hash, List<int> rows, ulong[] seen)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        hash ^= hash >> 16;
        var row = (int)(hash & (RowCount - 1));
        if ((seen[row >> 6] & (1UL << (row & 63))) == 0)
        {
            seen[row >> 6] |= 1UL << (row & 63);
            rows.Add(row);
        }
    }
}
