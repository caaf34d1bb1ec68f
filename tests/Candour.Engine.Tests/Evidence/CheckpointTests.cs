using Candour.Engine.Evidence;

namespace Candour.Engine.Tests.Evidence;

public class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Fact]
    public void TryParse_TheFormatsOwnExample_ReadsAndWritesBack()
    {
        const string text = $"example.com/behind-the-sofa\n20852163\n{Root}\n";

        Assert.True(Checkpoint.TryParse(text, out var checkpoint, out _));
        Assert.Equal(("example.com/behind-the-sofa", 20852163L, Root, 0L), (checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64(), checkpoint.ErasedCount));
        Assert.Equal(text, checkpoint.ToText());
    }

    [Fact]
    public void Of_WithErasures_CarriesThemInOneLine()
    {
        var erased = new ErasedList();
        erased.Add(3);
        erased.Add(0);
        erased.Add(3);
        var tree = new MerkleTree();
        tree.Append(MerkleTree.Leaf([]));

        var text = Checkpoint.Of("ledger.example/o1", tree, erased).ToText();

        Assert.Equal($"ledger.example/o1\n1\n{tree.Root}\ncandour-erased/1 2 {Digest.Of([.. Digest.Of([.. new byte[32], .. "3"u8]).ToArray(), .. "0"u8])}\n", text);
        Assert.True(Checkpoint.TryParse(text, out var read, out _));
        Assert.Equal((2L, erased.Hash), (read.ErasedCount, read.Erased));
        Assert.Equal(text, read.ToText());
    }

    [Fact]
    public void TryParse_LinesOfOthers_AreKept()
    {
        const string text = $"o\n0\n{Root}\nsomething else\n";

        Assert.True(Checkpoint.TryParse(text, out var read, out _));
        Assert.Equal(text, read.ToText());
    }

    [Theory]
    [InlineData("")]
    [InlineData($"o\n1\n{Root}")]
    [InlineData("o\n1\n")]
    [InlineData($"\n1\n{Root}\n")]
    [InlineData($"o\n01\n{Root}\n")]
    [InlineData($"o\n-1\n{Root}\n")]
    [InlineData($"o\n+1\n{Root}\n")]
    [InlineData($"o\n1.0\n{Root}\n")]
    [InlineData($"o\n99999999999999999999\n{Root}\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("o\n1\nAAAA\n")]
    [InlineData($"o\n1\n{Root}\n\nx\n")]
    [InlineData($"o\n1\n{Root}\ncandour-erased/1 0 {Root}\n")]
    [InlineData($"o\n1\n{Root}\ncandour-erased/1 x {Root}\n")]
    [InlineData($"o\n1\n{Root}\ncandour-erased/1 1 {Root}\ncandour-erased/1 1 {Root}\n")]
    public void TryParse_Malformed_IsRefused(string text) => Assert.False(Checkpoint.TryParse(text, out _, out _));

    [Fact]
    public void ToText_OriginWithNewline_IsRefused() => Assert.Throws<InvalidOperationException>(() => new Checkpoint("a\nb", 0, default).ToText());
}
