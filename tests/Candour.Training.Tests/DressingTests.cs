using Candour.Training;
using Xunit;

namespace Candour.Training.Tests;

public class DressingTests
{
    [Theory]
    [InlineData("my [[PERSON:Maureen]] went home to [[LOCATION:Truro]]", "my Maureen went home to Truro")]
    [InlineData("no names here", "no names here")]
    [InlineData("[[PERSON:Jo]]", "Jo")]
    [InlineData("an open [[ mark", "an open [[ mark")]
    public void Marks_are_read_and_taken_off(string marked, string text)
    {
        var post = LabelledPost.OfMarked("1", "corpus", marked);
        Assert.Equal(text, post.Text);
        Assert.Equal(marked, post.ToString());
    }

    [Fact]
    public void Chance_with_a_seed_never_changes()
    {
        var dice = new Dice(1);
        Assert.Equal([10451216379200822465UL, 13757245211066428519UL], (ulong[])[dice.Next(), dice.Next()]);
    }
}
