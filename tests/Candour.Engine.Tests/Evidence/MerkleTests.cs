using Candour.Engine.Evidence;
using CsCheck;

namespace Candour.Engine.Tests.Evidence;

public class MerkleTests
{
    private static readonly Gen<Digest[]> Leaves = Gen.Int.Array[1, 70].Select(a => a.Select((n, i) => MerkleTree.Leaf(BitConverter.GetBytes(n + i))).ToArray());

    [Fact]
    public void Root_Incremental_IsThatOfTheRecursiveDefinition() => Leaves.Sample(leaves =>
    {
        var tree = new MerkleTree();
        for (var i = 0; i < leaves.Length; i++)
        {
            Assert.Equal(i, tree.Append(leaves[i]));
            Assert.Equal(MerkleProof.Root(leaves.AsSpan(0, i + 1)), tree.Root);
        }
    });

    [Fact]
    public void Tree_KeptAndGoneOnWith_GivesTheSameRoot() => Gen.Select(Leaves, Gen.Int[0, 70]).Sample((leaves, cut) =>
    {
        cut = Math.Min(cut, leaves.Length);
        var first = new MerkleTree();
        Array.ForEach(leaves[..cut], l => first.Append(l));
        var second = new MerkleTree(first.Size, first.Frontier);
        Array.ForEach(leaves[cut..], l => second.Append(l));

        Assert.Equal(MerkleProof.Root(leaves), second.Root);
    });

    [Fact]
    public void Inclusion_EveryLeaf_IsProvedAndNoOther() => Leaves.Sample(leaves =>
    {
        var root = MerkleProof.Root(leaves);
        for (var i = 0; i < leaves.Length; i++)
        {
            var proof = MerkleProof.Inclusion(leaves, i);
            Assert.True(MerkleProof.VerifyInclusion(i, leaves.Length, leaves[i], proof, root));
            Assert.False(MerkleProof.VerifyInclusion(i, leaves.Length, Digest.Of([7]), proof, root));
            Assert.False(MerkleProof.VerifyInclusion(i, leaves.Length, leaves[i], [.. proof, root], root));
            if (proof.Count > 0)
            {
                Assert.False(MerkleProof.VerifyInclusion(i, leaves.Length, leaves[i], proof.Take(proof.Count - 1).ToArray(), root));
                Assert.False(MerkleProof.VerifyInclusion(i, leaves.Length, leaves[i], [Digest.Of([7]), .. proof.Skip(1)], root));
            }
        }
    }, iter: 30);

    [Fact]
    public void Consistency_EveryEarlierSize_IsProvedAndNoOtherTree() => Leaves.Sample(leaves =>
    {
        var root = MerkleProof.Root(leaves);
        for (var m = 0; m <= leaves.Length; m++)
        {
            var old = MerkleProof.Root(leaves.AsSpan(0, m));
            var proof = MerkleProof.Consistency(leaves, m);
            Assert.True(MerkleProof.VerifyConsistency(m, leaves.Length, proof, old, root));
            Assert.False(MerkleProof.VerifyConsistency(m, leaves.Length, proof, Digest.Of([7]), root));
            Assert.False(MerkleProof.VerifyConsistency(m, leaves.Length, proof, old, Digest.Of([7])) && m > 0);
            Assert.False(MerkleProof.VerifyConsistency(m, leaves.Length, [.. proof, root], old, root));
            if (proof.Count > 0)
            {
                Assert.False(MerkleProof.VerifyConsistency(m, leaves.Length, proof.Take(proof.Count - 1).ToArray(), old, root));
            }
        }
    }, iter: 30);

    [Theory]
    [InlineData(-1, 8)]
    [InlineData(8, 8)]
    [InlineData(0, 0)]
    public void VerifyInclusion_NoSuchLeaf_IsFalse(long index, long size) => Assert.False(MerkleProof.VerifyInclusion(index, size, default, [], default));

    [Fact]
    public void VerifyConsistency_ShrinkingTree_IsFalse() => Assert.False(MerkleProof.VerifyConsistency(3, 2, [], default, default));

    [Fact]
    public void Tree_FrontierOfAnotherSize_IsRefused() => Assert.Throws<ArgumentException>(() => new MerkleTree(3, [Digest.Of([])]));

    [Fact]
    public void Leaf_LongData_HashesAsShortDataDoes()
    {
        var data = new byte[5000];

        Assert.Equal(Digest.Of([0, .. data]), MerkleTree.Leaf(data));
    }
}
