using Candour.Engine.Screening;
using Xunit;

namespace Candour.Engine.Tests.Screening;

public class SpanLabelsTests
{
    [Fact]
    public void Resolve_Overlap_KeepsTheMoreTelling()
    {
        var spans = SpanLabels.Resolve([new("date", 4, 10, 0.9, "w"), new("date-of-birth", 4, 10, 0.9, "w"), new("person-name", 0, 6, 0.9, "w"), new("age", 12, 16, 0.9, "w")]);

        Assert.Equal([(4, 10, "DOB"), (12, 16, "AGE")], spans.Select(s => (s.Start, s.End, s.Label)));
    }

    [Theory]
    [InlineData("bed", null)]
    [InlineData("event-time", null)]
    [InlineData("vehicle", "ID")]
    [InlineData("hospital-number", "ID")]
    public void Of_Kind_GivesLabelOrNothing(string kind, string? label) => Assert.Equal(label, SpanLabels.Of(new(kind, 0, 1, 1, "w")));
}
