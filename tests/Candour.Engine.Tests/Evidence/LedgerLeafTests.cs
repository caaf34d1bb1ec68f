using System.Text;
using Candour.Engine.Evidence;

namespace Candour.Engine.Tests.Evidence;

public class LedgerLeafTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    internal static LedgerEntry Entry(string content = "{\"b\":2,\"a\":\"x\"}") => new()
    {
        Who = "p-7KQX", What = "case-opened", When = new(2026, 11, 30, 10, 15, 0, 123, 456, TimeSpan.FromHours(1)), Organisation = "o-1", About = "K7QX-3MPD",
        Why = "Reported \"today\"", Content = CanonicalJson.Parse(Encoding.UTF8.GetBytes(content)), Things = [new("photo-1.jpg", Digest.Of([1]))],
    };

    [Fact]
    public void Commit_Entry_WritesHeadAndBodyCanonically()
    {
        var leaf = LedgerLeaf.Commit(5, Entry(), Salt);

        Assert.Equal($"{{\"content\":{{\"a\":\"x\",\"b\":2}},\"things\":[{{\"name\":\"photo-1.jpg\",\"sha256\":\"{Digest.Of([1]).ToHex()}\"}}],\"why\":\"Reported \\\"today\\\"\"}}", Encoding.UTF8.GetString(leaf.Body.Span));
        Assert.Equal($"{{\"about\":\"K7QX-3MPD\",\"index\":5,\"organisation\":\"o-1\",\"seal\":\"{leaf.Seal}\",\"v\":1,\"what\":\"case-opened\",\"when\":\"2026-11-30T09:15:00.123Z\",\"who\":\"p-7KQX\"}}", Encoding.UTF8.GetString(leaf.Head.Span));
        Assert.Equal(Digest.Of([.. "candour-seal/1\n"u8, .. Salt, .. leaf.Body.Span]), leaf.Seal);
        Assert.Equal(Digest.Of([0, .. leaf.Head.Span]), leaf.Hash);
        Assert.Equal(leaf.Head.ToArray(), CanonicalJson.Write(CanonicalJson.Parse(leaf.Head.Span)));
        Assert.Equal(leaf.Body.ToArray(), CanonicalJson.Write(CanonicalJson.Parse(leaf.Body.Span)));
    }

    [Fact]
    public void Commit_AnyFieldChanged_GivesAnotherLeaf()
    {
        var entry = Entry();
        LedgerEntry[] others =
        [
            entry with { Who = "p-7KQY" }, entry with { What = "case-closed" }, entry with { When = entry.When.AddMilliseconds(1) }, entry with { Organisation = "o-2" },
            entry with { About = null }, entry with { Why = "" }, entry with { Content = CanonicalJson.Parse("{}"u8) }, entry with { Things = [] },
        ];
        var leaf = LedgerLeaf.Commit(5, entry, Salt).Hash;

        Assert.Equal(8, others.Select(e => LedgerLeaf.Commit(5, e, Salt).Hash).Where(h => h != leaf).Distinct().Count());
        Assert.NotEqual(leaf, LedgerLeaf.Commit(6, entry, Salt).Hash);
        Assert.NotEqual(leaf, LedgerLeaf.Commit(5, entry, new byte[32]).Hash);
    }

    [Fact]
    public void Commit_LongBody_SealsAsTheDefinitionSays()
    {
        var leaf = LedgerLeaf.Commit(0, Entry($"{{\"a\":\"{new string('x', 9000)}\"}}"), Salt);

        Assert.Equal(Digest.Of([.. "candour-seal/1\n"u8, .. Salt, .. leaf.Body.Span]), leaf.Seal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    public void Commit_ContentNoObject_IsRefused(string content) => Assert.Throws<InvalidDataException>(() => LedgerLeaf.Commit(0, Entry(content), Salt));

    [Fact]
    public void Commit_HalfPairInReason_IsRefused() => Assert.Throws<InvalidDataException>(() => LedgerLeaf.Commit(0, Entry() with { Why = "a\ud800" }, Salt));

    [Fact]
    public void Commit_ShortSalt_IsRefused() => Assert.Throws<ArgumentException>(() => LedgerLeaf.Commit(0, Entry(), new byte[16]));

    [Fact]
    public void Erasure_Content_ReadsBack()
    {
        var content = LedgerErasure.Content("p-dpo", [4, 2], ["photo-1.jpg"]);

        Assert.True(LedgerErasure.TryRead(5, content, out var entries, out var things));
        Assert.Equal([2, 4], entries);
        Assert.Equal(["photo-1.jpg"], things);
        Assert.False(LedgerErasure.TryRead(4, content, out _, out _));
    }

    [Theory]
    [InlineData("{\"entries\":[1],\"things\":[]}")]
    [InlineData("{\"decidedBy\":\"p\",\"entries\":[-1],\"things\":[]}")]
    [InlineData("{\"decidedBy\":\"p\",\"entries\":[\"1\"],\"things\":[]}")]
    [InlineData("{\"decidedBy\":\"p\",\"entries\":[],\"things\":[1]}")]
    [InlineData("{\"decidedBy\":\"p\",\"entries\":1,\"things\":[]}")]
    public void Erasure_OtherForm_IsNotRead(string content) => Assert.False(LedgerErasure.TryRead(5, CanonicalJson.Parse(Encoding.UTF8.GetBytes(content)), out _, out _));
}
