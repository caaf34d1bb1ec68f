using System.Numerics;

namespace Candour.Engine.Evidence;

/// <summary>
/// Proofs that a leaf is in a tree, and that a tree only grew. Made and checked as in RFC 6962 section 2.1.1 and 2.1.2, checked by the
/// algorithms of RFC 9162 section 2.1.3.2 and 2.1.4.2.
/// Source: https://www.rfc-editor.org/rfc/rfc9162. Checked: not yet on the page itself; against vectors that public implementations quote, 2026-11-30.
/// </summary>
public static class MerkleProof
{
    /// <summary>The root over leaves.</summary>
    /// <param name="leaves">The hashes of the leaves, in order.</param>
    /// <returns>The root.</returns>
    public static Digest Root(ReadOnlySpan<Digest> leaves) => leaves.Length switch
    {
        0 => Digest.Of([]),
        1 => leaves[0],
        _ => MerkleTree.Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    /// <summary>Makes a proof that a leaf is in the tree.</summary>
    /// <param name="leaves">The hashes of all leaves of the tree, in order.</param>
    /// <param name="index">Which leaf, from 0.</param>
    /// <returns>The hashes of the proof, from the leaf upwards.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<Digest> Inclusion(ReadOnlySpan<Digest> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        var proof = new List<Digest>();
        Walk(leaves, index, proof);
        return proof;

        static void Walk(ReadOnlySpan<Digest> leaves, int index, List<Digest> proof)
        {
            if (leaves.Length == 1)
            {
                return;
            }

            var k = Split(leaves.Length);
            Walk(index < k ? leaves[..k] : leaves[k..], index < k ? index : index - k, proof);
            proof.Add(Root(index < k ? leaves[k..] : leaves[..k]));
        }
    }

    /// <summary>Makes a proof that the tree of the first leaves grew into the whole.</summary>
    /// <param name="leaves">The hashes of all leaves of the larger tree, in order.</param>
    /// <param name="oldSize">How many leaves the smaller one has; 0 and all of them need no proof.</param>
    /// <returns>The hashes of the proof.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The smaller tree is larger.</exception>
    public static IReadOnlyList<Digest> Consistency(ReadOnlySpan<Digest> leaves, int oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leaves.Length);
        var proof = new List<Digest>();
        if (oldSize > 0 && oldSize < leaves.Length)
        {
            Walk(leaves, oldSize, whole: true, proof);
        }

        return proof;

        static void Walk(ReadOnlySpan<Digest> leaves, int m, bool whole, List<Digest> proof)
        {
            if (m == leaves.Length)
            {
                if (!whole)
                {
                    proof.Add(Root(leaves));
                }

                return;
            }

            var k = Split(leaves.Length);
            if (m <= k)
            {
                Walk(leaves[..k], m, whole, proof);
                proof.Add(Root(leaves[k..]));
            }
            else
            {
                Walk(leaves[k..], m - k, whole: false, proof);
                proof.Add(Root(leaves[..k]));
            }
        }
    }

    /// <summary>Checks a proof that a leaf is in a tree.</summary>
    /// <param name="index">Where the leaf is, from 0.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="proof">The hashes of the proof.</param>
    /// <param name="root">The tree's root.</param>
    /// <returns>Whether the proof shows it.</returns>
    public static bool VerifyInclusion(long index, long size, Digest leaf, IReadOnlyList<Digest> proof, Digest root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (fn, sn, hash) = (index, size - 1, leaf);
        foreach (var step in proof)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                hash = MerkleTree.Node(step, hash);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                hash = MerkleTree.Node(hash, step);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && hash == root;
    }

    /// <summary>Checks a proof that a tree only grew.</summary>
    /// <param name="oldSize">How many leaves it had.</param>
    /// <param name="newSize">How many it has.</param>
    /// <param name="proof">The hashes of the proof; empty when the sizes are equal or the older tree was empty.</param>
    /// <param name="oldRoot">The root it had.</param>
    /// <param name="newRoot">The root it has.</param>
    /// <returns>Whether the proof shows it.</returns>
    public static bool VerifyConsistency(long oldSize, long newSize, IReadOnlyList<Digest> proof, Digest oldRoot, Digest newRoot)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize || oldSize == 0)
        {
            return proof.Count == 0 && (oldSize == newSize ? oldRoot == newRoot : oldRoot == Digest.Of([]));
        }

        // A smaller tree that is complete is a node of the larger, and the proof leaves it out.
        var complete = BitOperations.IsPow2(oldSize);
        if (!complete && proof.Count == 0)
        {
            return false;
        }

        var (fn, sn) = (oldSize - 1, newSize - 1);
        while ((fn & 1) == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }

        var (older, newer) = complete ? (oldRoot, oldRoot) : (proof[0], proof[0]);
        foreach (var step in complete ? proof : proof.Skip(1))
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                (older, newer) = (MerkleTree.Node(step, older), MerkleTree.Node(step, newer));
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                newer = MerkleTree.Node(newer, step);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && older == oldRoot && newer == newRoot;
    }

    // The largest power of two that is smaller than n.
    private static int Split(int n) => 1 << BitOperations.Log2((uint)(n - 1));
}
