namespace Candour.Engine.Screening;

/// <summary>Places that earlier detectors took, to be asked in logarithmic time.</summary>
internal readonly struct Taken
{
    private readonly List<(int Start, int End)> _places;

    private Taken(List<(int Start, int End)> places) => _places = places;

    /// <summary>Those of the findings whose kind is one of these (or, with <paramref name="except"/>, is none of them).</summary>
    public static Taken By(List<Finding> found, bool except, params ReadOnlySpan<string> kinds)
    {
        var places = new List<(int Start, int End)>();
        foreach (var finding in found)
        {
            if (kinds.Contains(finding.Kind) != except)
            {
                places.Add((finding.Start, finding.End));
            }
        }

        places.Sort();
        for (var i = 1; i < places.Count; i++)
        {
            // From here on an end is the furthest one so far.
            places[i] = (places[i].Start, Math.Max(places[i].End, places[i - 1].End));
        }

        return new(places);
    }

    /// <summary>Whether any of them shares a character with this place.</summary>
    public bool Overlaps(int start, int end)
    {
        var (low, high) = (0, _places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_places[middle].Start < end)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && _places[low - 1].End > start;
    }
}
