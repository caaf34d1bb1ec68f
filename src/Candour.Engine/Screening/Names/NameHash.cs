namespace Candour.Engine.Screening.Names;

/// <summary>The one hash of the name tagger. Part of the form of the model file: never change it without training again.</summary>
public static class NameHash
{
    /// <summary>Hashes a word.</summary>
    /// <param name="word">Folded.</param>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var h = 0xCBF29CE484222325UL;
        foreach (var c in word)
        {
            h = (h ^ c) * 0x100000001B3UL;
        }

        return Mix(h);
    }

    /// <summary>Joins two hashes; the order matters.</summary>
    /// <param name="a">First.</param>
    /// <param name="b">Second.</param>
    public static ulong Join(ulong a, ulong b) => Mix((a * 0x9E3779B97F4A7C15UL) + b);

    /// <summary>Spreads the bits.</summary>
    /// <param name="h">Any number.</param>
    public static ulong Mix(ulong h)
    {
        h ^= h >> 32;
        h *= 0xD6E8FEB86659FD93UL;
        return h ^ (h >> 29);
    }
}
