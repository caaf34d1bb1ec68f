using Xunit;

namespace Candour.Engine.Tests.Screening;

public class DateOfBirthDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("date-of-birth");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("date-of-birth", line);
}
