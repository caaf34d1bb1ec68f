using System.Buffers.Text;
using System.Security.Cryptography;

namespace Candour.Engine.Evidence;

/// <summary>
/// Which entries of a ledger have been erased, in the order in which its erasure entries name them. Like the ledger it only grows, so its hash is
/// carried on in constant time: SHA-256 over each index in decimal digits, each followed by a newline.
/// </summary>
public sealed class ErasedList : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<long> _indices = [];
    private readonly List<long> _order = [];

    /// <summary>The hash of a list that names nothing.</summary>
    public static Digest Empty { get; } = Digest.Of([]);

    /// <summary>How many entries have been erased.</summary>
    public int Count => _order.Count;

    /// <summary>Their indices, in the order of their erasure.</summary>
    public IReadOnlyList<long> Indices => _order;

    /// <summary>The hash of the list.</summary>
    public Digest Hash
    {
        get
        {
            Span<byte> hash = stackalloc byte[Digest.Size];
            _hash.GetCurrentHash(hash);
            return new(hash);
        }
    }

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
            Span<byte> line = stackalloc byte[21];
            Utf8Formatter.TryFormat(index, line, out var length);
            line[length] = (byte)'\n';
            _hash.AppendData(line[..(length + 1)]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
