namespace Candour.Training;

/// <summary>Chance with a seed (SplitMix64): the same on every machine and in every version of .NET.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    /// <param name="limit">At least 1.</param>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>True in so many of a thousand cases.</summary>
    /// <param name="ofThousand">0 to 1,000.</param>
    public bool Thousandths(int ofThousand) => Below(1000) < ofThousand;

    /// <summary>One of a list.</summary>
    /// <param name="from">Not empty.</param>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Puts a list into chance order.</summary>
    /// <param name="list">Changed in place.</param>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
