using Candour.Governance.Storage;

namespace Candour.Governance.Tests.Storage;

public class ReferenceTests
{
    [Fact]
    public void New_ManyTimes_IsReadAgainAndNeverTheSame()
    {
        var made = Enumerable.Range(0, 2000).Select(_ => Reference.New()).ToArray();

        Assert.Equal(made.Length, made.Distinct().Count());
        Assert.All(made, r => Assert.True(Reference.TryParse(r.Text, out var read) && read == r && r.Text.Length == Reference.Length));
    }

    [Theory]
    [InlineData("K7QX-3MPD")]
    [InlineData("k7qx3mpd")]
    [InlineData(" k7qx 3mpd ")]
    public void TryParse_AsTyped_IsTheSame(string text)
    {
        Assert.True(Reference.TryParse(text, out var reference));
        Assert.Equal("K7QX-3MPD", reference.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("K7QX-3MP")]
    [InlineData("K7QX-3MPDD")]
    [InlineData("K7QX-3MP0")]
    [InlineData("K7QX-3MPA")]
    [InlineData("K7QX-3MP?")]
    public void TryParse_NoReference_IsRefused(string? text) => Assert.False(Reference.TryParse(text, out _));
}
