using System.Collections.Frozen;

namespace Candour.Engine.Screening;

/// <summary>
/// Works out, when the vocabulary is compiled, what must stand somewhere in a text for a pattern to match at all: of the parts that may not be left out,
/// the rarest. Most patterns begin with a common word ("they ~3 (thick|useless)") and would be walked at every "they"; with the guard they are
/// walked only in texts that hold "thick" or "useless".
/// </summary>
internal static class PatternGuard
{
    // What English posts are full of; a guard of these spares nothing. A guess at cost, not at meaning.
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "back", "be", "because", "been", "but", "by", "can", "cant", "day", "did", "do", "dont", "for", "from", "get", "go", "going",
        "good", "got", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "ill", "im", "in", "is", "it", "its", "ive", "just", "know", "last", "like", "me", "more", "my", "new",
        "no", "not", "now", "of", "off", "on", "one", "or", "our", "out", "over", "people", "right", "she", "so", "some", "still", "than", "that", "thats", "the", "their", "them", "then", "there",
        "they", "this", "time", "to", "today", "too", "up", "us", "was", "we", "well", "were", "what", "when", "who", "why", "will", "with", "work", "would", "you", "your", "youre");

    /// <summary>Keys in the form of <see cref="PatternMatcher.StartsOf"/>, one of which every match holds; empty when nothing is needed.</summary>
    public static IReadOnlyList<string> Of(PatternNode pattern) => Best(pattern, stop: null) ?? [];

    private static IReadOnlyList<string>? Best(PatternNode? node, PatternNode? stop)
    {
        IReadOnlyList<string>? best = null;
        for (; node is not null && node != stop; node = node.Next)
        {
            var keys = KeysOf(node);
            if (keys is not null && (best is null || Cost(keys) < Cost(best)))
            {
                best = keys;
            }
        }

        return best;
    }

    private static IReadOnlyList<string>? KeysOf(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Word or PatternNode.Prefix { Start.Length: > 1 } or PatternNode.List or PatternNode.Kind or PatternNode.Number:
                return PatternMatcher.StartsOf(node);
            case PatternNode.Fork fork:
                var keys = new List<string>();
                foreach (var branch in fork.Branches)
                {
                    if (branch == fork.Next || Best(branch, fork.Next) is not { } ofBranch)
                    {
                        return null; // it may be left out
                    }

                    keys.AddRange(ofBranch);
                }

                return keys;
            default:
                return null;
        }
    }

    private static double Cost(IReadOnlyList<string> keys) => keys.Sum(k => k[0] switch
    {
        '=' => Common.Contains(k[1..]) ? 100 : 1,
        '*' => 2,
        '<' => 15,
        '{' => 10,
        _ => 60,
    });
}
