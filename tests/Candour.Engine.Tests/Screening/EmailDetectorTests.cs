using Xunit;

namespace Candour.Engine.Tests.Screening;

public class EmailDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("email");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("email", line);
}
