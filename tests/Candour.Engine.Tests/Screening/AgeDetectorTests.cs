using Xunit;

namespace Candour.Engine.Tests.Screening;

public class AgeDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("age");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("age", line);

    [Theory]
    [InlineData("a man in his 80s", "80s")]
    [InlineData("lady in her late seventies", "late seventies")]
    [InlineData("some sixty-something bloke", "sixty-something")]
    public void Find_RoundFigures_AreATopic(string text, string wanted)
    {
        var finding = Assert.Single(Table.Screen(text), f => f.Kind == "age");

        Assert.Equal((wanted, "decade"), (text[finding.Start..finding.End], finding.Topic));
    }
}
