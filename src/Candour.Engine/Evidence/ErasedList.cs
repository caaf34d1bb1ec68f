using System.Globalization;
using System.Text;

namespace Candour.Engine.Evidence;

/// <summary>
/// Which entries of a ledger have been erased, in the order in which its erasure entries name them, each once. Like the ledger it only grows, and its
/// hash is carried on from one to the next: 32 zero bytes for the empty list, then SHA-256 over the hash before and the index in decimal digits.
/// </summary>
public sealed class ErasedList
{
    private readonly HashSet<long> _indices = [];
    private readonly List<long> _order = [];

    /// <summary>How many entries have been erased.</summary>
    public int Count => _order.Count;

    /// <summary>Their indices, in the order of their erasure.</summary>
    public IReadOnlyList<long> Indices => _order;

    /// <summary>The hash of the list.</summary>
    public Digest Hash { get; private set; }

    /// <summary>Whether an entry has been erased.</summary>
    /// <param name="index">The entry's index.</param>
    /// <returns>Whether the list names it.</returns>
    public bool Contains(long index) => _indices.Contains(index);

    /// <summary>Adds an entry; one that is there already changes nothing.</summary>
    /// <param name="index">The entry's index.</param>
    public void Add(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (_indices.Add(index))
        {
            _order.Add(index);
            Hash = Digest.Of([.. Hash.ToArray(), .. Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture))]);
        }
    }
}
