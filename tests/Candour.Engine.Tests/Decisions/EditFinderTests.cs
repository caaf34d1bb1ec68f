using Candour.Engine.Decisions;

namespace Candour.Engine.Tests.Decisions;

public class EditFinderTests
{
    [Theory]
    [InlineData("Great shift. Pt in bed 4, 34yo with Ehlers-Danlos 😂", "Great shift. 😂")]
    [InlineData("Long day on the ward with all of you lovely people, and NHS number 999 000 0018 my patient", "Long day on the ward with all of you lovely people, and my patient")]
    public void Find_Offer_ReadsAsASentence(string text, string left)
    {
        var verdict = Sample.Check(text);

        Assert.Equal(left, EditFinder.Apply(text, verdict.Edits).Replace("  ", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_NothingWouldBeLeft_OffersNothing() =>
        Assert.Empty(Sample.Check("Pt in bed 4, 34yo with Ehlers-Danlos").Edits);

    [Fact]
    public void Apply_SeveralEdits_KeepsTheRest() =>
        Assert.Equal("a X c", EditFinder.Apply("a b c d", [new(2, 3, "X", []), new(5, 7, "", [])]));
}
