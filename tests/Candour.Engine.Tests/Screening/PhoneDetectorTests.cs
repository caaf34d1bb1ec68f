using Xunit;

namespace Candour.Engine.Tests.Screening;

public class PhoneDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("phone");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("phone", line);

    [Theory]
    [InlineData("ext 0782", "0782", "extension")]
    [InlineData("bleep 6707 please", "6707", "extension")]
    [InlineData("call 0300 123 4567", "0300 123 4567", "public-line")]
    public void Find_LinesOfAnOrganisation_SayWhichKind(string text, string wanted, string topic)
    {
        var finding = Assert.Single(Table.Screen(text), f => f.Kind == "phone");

        Assert.Equal((wanted, topic), (text[finding.Start..finding.End], finding.Topic));
    }
}
