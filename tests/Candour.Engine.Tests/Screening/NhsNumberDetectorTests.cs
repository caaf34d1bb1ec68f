using Candour.Engine.Screening;
using Xunit;

namespace Candour.Engine.Tests.Screening;

public class NhsNumberDetectorTests
{
    public static TheoryData<string> Lines => Table.Read("nhs-number");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Find_Table_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("nhs-number", line);

    [Theory]
    [InlineData("9990000018", true)]
    [InlineData("9990000019", false)]
    [InlineData("0000000000", false)]
    [InlineData("1111111111", false)]
    public void HasValidCheckDigit_TenDigits_FollowsModulus11(string digits, bool valid) => Assert.Equal(valid, NhsNumberDetector.HasValidCheckDigit(digits));
}
