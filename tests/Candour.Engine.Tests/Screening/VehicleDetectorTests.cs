using Xunit;

namespace Candour.Engine.Tests.Screening;

public class VehicleDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("vehicle");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("vehicle", line);
}
