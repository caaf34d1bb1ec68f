using Xunit;

namespace Candour.Engine.Tests.Screening;

public class BedDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("bed");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("bed", line);
}
