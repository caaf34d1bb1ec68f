using Xunit;

namespace Candour.Engine.Tests.Screening;

public class AddressDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("address");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("address", line);

    [Fact]
    public void Find_StreetAlone_IsATopic()
    {
        var finding = Assert.Single(Table.Screen("found on Alma Road this morning"), f => f.Kind == "address");

        Assert.Equal("street", finding.Topic);
    }
}
