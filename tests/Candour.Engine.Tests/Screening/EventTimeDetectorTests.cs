using Xunit;

namespace Candour.Engine.Tests.Screening;

public class EventTimeDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("event-time");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("event-time", line);
}
