using Xunit;

namespace Candour.Engine.Tests.Screening;

public class HandleDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("handle");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("handle", line);
}
