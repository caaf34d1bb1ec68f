using Xunit;

namespace Candour.Engine.Tests.Screening;

public class PostcodeDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("postcode");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("postcode", line);

    [Theory]
    [InlineData("a lady from LS9 area", "LS9")]
    [InlineData("lives in SW4", "SW4")]
    public void Find_FirstHalf_IsATopic(string text, string wanted)
    {
        var finding = Assert.Single(Table.Screen(text), f => f.Kind == "postcode");

        Assert.Equal((wanted, "outward"), (text[finding.Start..finding.End], finding.Topic));
    }
}
