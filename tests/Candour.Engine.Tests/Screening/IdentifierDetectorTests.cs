using Xunit;

namespace Candour.Engine.Tests.Screening;

public class IdentifierDetectorTests
{
    public static TheoryData<string> HospitalNumbers => Table.Read("hospital-number");

    public static TheoryData<string> Identifiers => Table.Read("identifier");

    [Theory]
    [MemberData(nameof(HospitalNumbers))]
    public void Find_HospitalNumbers_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("hospital-number", line);

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void Find_Identifiers_FindsWhatIsMarkedAndNothingElse(string line) => Table.Check("identifier", line);
}
