using Xunit;

namespace Candour.Engine.Tests.Screening;

public class DateDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("date");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("date", line);
}
