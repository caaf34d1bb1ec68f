using System.Security.Cryptography;

namespace Candour.Engine.Evidence;

/// <summary>
/// A Merkle tree that only grows, by RFC 6962's hashing with SHA-256: a leaf is SHA-256(0x00, data), a node SHA-256(0x01, left, right), and the
/// empty tree SHA-256 of nothing. Only the roots of the complete subtrees are held, at most 63, so that millions of leaves cost no memory and
/// one hash each. Not safe for several threads.
/// Source: https://www.rfc-editor.org/rfc/rfc6962 section 2.1. Checked on 2026-11-30 against the vectors of certificate-transparency logs, as
/// public implementations quote them.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<Digest> _frontier = [];

    /// <summary>An empty tree.</summary>
    public MerkleTree()
    {
    }

    /// <summary>A tree that goes on from where it was kept.</summary>
    /// <param name="size">How many leaves it has.</param>
    /// <param name="frontier">Its <see cref="Frontier"/>.</param>
    /// <exception cref="ArgumentException">A tree of that size has another number of complete subtrees.</exception>
    public MerkleTree(long size, IEnumerable<Digest> frontier)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _frontier.AddRange(frontier);
        if (_frontier.Count != long.PopCount(size))
        {
            throw new ArgumentException($"A tree of {size} leaves has {long.PopCount(size)} complete subtrees, and {_frontier.Count} were given.", nameof(frontier));
        }

        Size = size;
    }

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>The roots of the complete subtrees, the largest first: all that has to be kept to go on.</summary>
    public IReadOnlyList<Digest> Frontier => _frontier;

    /// <summary>The root over all leaves so far.</summary>
    public Digest Root
    {
        get
        {
            if (Size == 0)
            {
                return Digest.Of([]);
            }

            var root = _frontier[^1];
            for (var i = _frontier.Count - 2; i >= 0; i--)
            {
                root = Node(_frontier[i], root);
            }

            return root;
        }
    }

    /// <summary>The hash of a leaf.</summary>
    /// <param name="data">What the leaf holds.</param>
    /// <returns>SHA-256 of 0x00 and the data.</returns>
    public static Digest Leaf(ReadOnlySpan<byte> data)
    {
        if (data.Length < 1024)
        {
            Span<byte> buffer = stackalloc byte[data.Length + 1];
            buffer[0] = 0;
            data.CopyTo(buffer[1..]);
            return Digest.Of(buffer);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(data);
        Span<byte> result = stackalloc byte[Digest.Size];
        hash.GetHashAndReset(result);
        return new(result);
    }

    /// <summary>The hash of an inner node.</summary>
    /// <param name="left">The left child.</param>
    /// <param name="right">The right child.</param>
    /// <returns>SHA-256 of 0x01 and both.</returns>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Digest.Size)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + Digest.Size)..]);
        return Digest.Of(buffer);
    }

    /// <summary>Adds a leaf at the end.</summary>
    /// <param name="leaf">The leaf's hash, from <see cref="Leaf"/>.</param>
    /// <returns>The leaf's index, from 0.</returns>
    public long Append(Digest leaf)
    {
        // Each trailing one of the size is a complete subtree as large as what is being carried.
        for (var rest = Size; (rest & 1) == 1; rest >>= 1)
        {
            leaf = Node(_frontier[^1], leaf);
            _frontier.RemoveAt(_frontier.Count - 1);
        }

        _frontier.Add(leaf);
        return Size++;
    }
}
