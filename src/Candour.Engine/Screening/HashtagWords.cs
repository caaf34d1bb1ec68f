namespace Candour.Engine.Screening;

/// <summary>Parts a hashtag whose letters do not tell (<c>#thankyounhs</c>) into its words.</summary>
internal static class HashtagWords
{
    private const int LongestWord = 16;
    private const int LongestTag = 40;
    private const int ForEachWord = 24;

    private static readonly Lazy<Dictionary<string, int>> Costs = new(Load);

    /// <summary>Where each word ends; empty where the tag is one word, or holds a word that is not known.</summary>
    /// <param name="word">Without the sign, and without capitals inside that would tell.</param>
    public static IReadOnlyList<int> Ends(ReadOnlySpan<char> word)
    {
        if (word.Length is < 5 or > LongestTag || !System.Text.Ascii.IsValid(word))
        {
            return [];
        }

        Span<char> buffer = stackalloc char[LongestTag];
        word.ToLowerInvariant(buffer);
        ReadOnlySpan<char> tag = buffer[..word.Length];
        if (tag.ContainsAnyExceptInRange('a', 'z'))
        {
            return [];
        }

        var costs = Costs.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        if (costs.ContainsKey(tag))
        {
            return [];
        }

        // The cheapest way to each place: every word costs something, a rare one more.
        Span<int> best = stackalloc int[tag.Length + 1];
        Span<int> from = stackalloc int[tag.Length + 1];
        best.Fill(int.MaxValue);
        best[0] = 0;
        for (var start = 0; start < tag.Length; start++)
        {
            if (best[start] == int.MaxValue)
            {
                continue;
            }

            for (var end = start + 1; end <= Math.Min(tag.Length, start + LongestWord); end++)
            {
                if (costs.TryGetValue(tag[start..end], out var cost) && Fits(tag[start..end], start, end, tag.Length) && best[start] + cost < best[end])
                {
                    best[end] = best[start] + cost;
                    from[end] = start;
                }
            }
        }

        if (best[tag.Length] == int.MaxValue)
        {
            return [];
        }

        var ends = new List<int>();
        for (var at = tag.Length; at > 0; at = from[at])
        {
            ends.Insert(0, at);
        }

        return ends;
    }

    // "i" only begins a tag, "a" neither begins nor ends one: else every rare word falls to pieces.
    private static bool Fits(ReadOnlySpan<char> word, int start, int end, int length) => word switch
    {
        "i" => start == 0,
        "a" => start > 0 && end < length,
        _ => true,
    };

    private static Dictionary<string, int> Load()
    {
        using var stream = typeof(HashtagWords).Assembly.GetManifestResourceStream("hashtag-words.txt")
            ?? throw new InvalidOperationException("Screening/hashtag-words.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var costs = new Dictionary<string, int>(8192, StringComparer.Ordinal);
        var rank = 1;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                // Three for each doubling of the rank.
                costs.TryAdd(line, ForEachWord + (3 * System.Numerics.BitOperations.Log2((uint)rank++)));
            }
        }

        return costs;
    }
}
