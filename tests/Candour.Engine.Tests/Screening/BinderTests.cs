using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Screening;

public class BinderTests
{
    private static readonly Screener Screener = new(new(
        "",
        [
            new("patients", "patient", null, null, ["my lady", "pt", "patient"]),
            new("relatives", "relative", null, null, ["her son"]),
            new("colleagues", "colleague", null, null, ["our porter", "shout out to"]),
        ],
        [], []));

    [Theory]
    [InlineData("my lady in bed 3 is 84yo", "age", Bearer.Patient)]
    [InlineData("my lady in bed 3 is 84yo", "bed", Bearer.Patient)]
    [InlineData("I'm 34yo today", "age", Bearer.Writer)]
    [InlineData("her son rings on 07700 900123", "phone", Bearer.Relative)]
    [InlineData("our porter is 60yo today", "age", Bearer.Colleague)]
    [InlineData("The pt was lovely. 84yo and still dancing", "age", Bearer.Patient)]
    [InlineData("84yo and still dancing", "age", Bearer.Nobody)]
    [InlineData("NHS number 999 000 0018", "nhs-number", Bearer.Patient)]
    [InlineData("call me on 07700 900123", "phone", Bearer.Writer)]
    public void Bind_Detail_BelongsToTheNearestPerson(string text, string kind, Bearer about) =>
        Assert.Equal(about, Screener.Screen(new Candour.Engine.Decisions.Draft { Text = text }, TermIndex.None).First(f => f.Kind == kind).About);
}
