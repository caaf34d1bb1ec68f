using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;
using Candour.Engine.Versions;

namespace Candour.Engine.Tests.Versions;

public class ConditionWordsTests
{
    private static readonly Condition Ward = new() { Fact = "place", Is = ["inpatient", "forensic"] };

    [Fact]
    public void Of_Fact_UsesItsTitleAndLabels() => Assert.Equal("“Where” is “A ward” or “A secure or forensic unit”", ConditionWords.Of(Ward));

    [Fact]
    public void Of_FactThatWaits_SaysSo() => Assert.Equal("“Platform” is “facebook” (once that is known)", ConditionWords.Of(new() { Fact = "platform", Is = ["facebook"], Known = true }));

    [Fact]
    public void Of_AnyWithinAll_IsBracketed() => Assert.Equal(
        "(“When” is “In a break” or it has nhs number) and not (“Where” is “A ward” or “A secure or forensic unit”)",
        ConditionWords.Of(new() { All = [new() { Any = [new() { Fact = "time", Is = ["break"] }, new() { Finding = ["nhs-number"] }] }, new() { Not = Ward }] }));

    [Fact]
    public void Of_NarrowedFinding_SaysHowItIsNarrowed() => Assert.Equal(
        "it has condition, of rare, about patient, in the bio or the account name, at least 2 times, with a score of at least 0.7, quoted or reported words too",
        ConditionWords.Of(new() { Finding = ["condition"], Topic = ["rare"], About = [Bearer.Patient], In = [DraftPart.Bio, DraftPart.AccountName], Count = 2, Score = 0.7, Lifted = true }));

    [Fact]
    public void Of_Sign_UsesTheTitleOfTheCategory() => Assert.Equal("it reads as “Says who a patient is”, by its words alone", ConditionWords.Of(new() { Sign = "patient-identifier", Words = true }));
}
