using Candour.Engine.Screening;
using Candour.Engine.Tests.Decisions;

namespace Candour.Engine.Tests.Screening;

public class TermIndexTests
{
    [Theory]
    [InlineData("Proud of LMAS today", "own-organisation", "LMAS")]
    [InlineData("LMAS's new vans", "own-organisation", "LMAS's")]
    [InlineData("lindenmouth ambulance service rocks", "own-organisation", "lindenmouth ambulance service")]
    [InlineData("back on Wren Ward’s rota", "site", "Wren Ward’s")]
    [InlineData("thanks @LMAS!", "own-organisation", "@LMAS")]
    public void Find_NameOfTheOrganisation_IsSeen(string text, string kind, string words)
    {
        var finding = Assert.Single(Sample.Check(text).Findings, f => f.Kind == kind);

        Assert.Equal(words, finding.Text);
    }

    [Theory]
    [InlineData("a wren in the garden")]
    [InlineData("Lindenmouth is lovely")]
    [InlineData("the ambulance service of Lindenmouth")]
    public void Find_PartOfAName_IsNone(string text) =>
        Assert.DoesNotContain(Sample.Check(text).Findings, f => Kinds.Class(f.Kind) is "term");
}
