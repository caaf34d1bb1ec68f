namespace Candour.Engine.Screening;

/// <summary>Mends misspelt words towards those that are looked for.</summary>
/// <param name="words">The words that are looked for, folded.</param>
/// <param name="ordinary">Other English words that lie near one of them and are no slips.</param>
internal sealed class Spelling(IReadOnlyCollection<string> words, IEnumerable<string> ordinary)
{
    private const int ShortestMended = 5;
    private const int ShortestTwice = 8;

    private readonly HashSet<string> _known = [.. words, .. ordinary];
    private readonly ILookup<char, string> _byFirst = words.Where(w => w.Length >= ShortestMended).ToLookup(w => w[0]);

    /// <summary>The word that was meant; the word itself where it is known, short, or like none or several.</summary>
    /// <param name="word">Folded.</param>
    public string Mend(string word)
    {
        if (word.Length < ShortestMended - 1 || _known.Contains(word))
        {
            return word;
        }

        var near = _byFirst[word[0]].Select(w => (Word: w, Slips: Slips(word, w))).Where(n => n.Slips <= Allowed(n.Word)).OrderBy(n => n.Slips).Take(2).ToArray();
        return near.Length == 0 || (near.Length == 2 && near[0].Slips == near[1].Slips && !near[1].Word.StartsWith(near[0].Word, StringComparison.Ordinal) && !near[0].Word.StartsWith(near[1].Word, StringComparison.Ordinal))
            ? word : near[0].Word;
    }

    /// <summary>Whether a word is near enough to be taken for another.</summary>
    public static bool IsNear(string word, string wanted) => wanted.Length >= ShortestMended && word[0] == wanted[0] && Slips(word, wanted) <= Allowed(wanted);

    private static int Allowed(string word) => word.Length >= ShortestTwice ? 2 : 1;

    // Letters left out, added, changed or swapped with a neighbour: the optimal string alignment distance, cut off above two.
    private static int Slips(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
        {
            return int.MaxValue;
        }

        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1];
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
