using Xunit;

namespace Candour.Engine.Tests.Screening;

public class UrlDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("url");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("url", line);
}
