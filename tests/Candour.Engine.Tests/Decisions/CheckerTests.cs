using Candour.Engine.Decisions;
using Candour.Engine.Facts;

namespace Candour.Engine.Tests.Decisions;

public class CheckerTests
{
    [Fact]
    public void Check_NothingSeen_IsClear()
    {
        var verdict = Sample.Check("Lovely walk today");

        Assert.Equal(Level.Clear, verdict.Level);
        Assert.Empty(verdict.Reasons);
        Assert.Equal("you", verdict.Next.Who);
    }

    [Fact]
    public void Check_NumberOfPatient_StopsAndCitesTheClause()
    {
        var verdict = Sample.Check("NHS number 999 000 0018 for my patient");

        var reason = Assert.Single(verdict.Reasons, r => r.Category == "patient-identifier");
        Assert.Equal(Level.Stop, verdict.Level);
        Assert.Equal(["sample-1-01"], reason.Clauses);
        Assert.Equal(["1"], reason.Sections);
        Assert.Contains(reason.Findings, i => verdict.Findings[i].Kind == "nhs-number" && verdict.Findings[i].Text == "999 000 0018");
        Assert.Equal("communications", verdict.Next.Who);
    }

    [Fact]
    public void Check_ScopeUnknown_CapsAtConsiderAndAsks()
    {
        var verdict = Sample.Check("all foreigners are so thick");

        Assert.Equal(Level.Consider, verdict.Level);
        Assert.Equal("association", Assert.Single(verdict.Missing).Fact);
    }

    [Theory]
    [InlineData("yes", Level.Stop)]
    [InlineData("no", Level.Clear)]
    public void Check_ScopeKnown_Decides(string association, Level level) =>
        Assert.Equal(level, Sample.Check("all foreigners are so thick", $"association={association}").Level);

    [Fact]
    public void Check_FactsAlone_SpeakOnlyWhenAllAreKnown()
    {
        var half = Sample.Check("look", "shows=patient");
        var whole = Sample.Check("look", "shows=patient", "account=personal");

        Assert.Equal(Level.Clear, half.Level);
        Assert.Contains(half.NotChecked, n => n.Why.Contains("account", StringComparison.Ordinal));
        Assert.Equal(Level.Stop, whole.Level);
    }

    [Fact]
    public void Check_Permission_TakesAwayOnlyWhatItNames()
    {
        var verdict = Sample.Check("NHS number 999 000 0018 for my patient. all foreigners are so thick", "already-public=yes", "association=yes");

        Assert.DoesNotContain(verdict.Reasons, r => r.Category == "patient-identifier");
        Assert.Contains(verdict.Reasons, r => r.Category == "discrimination");
        Assert.Contains(verdict.Notes, n => n.Words.Contains("published", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"all foreigners are so thick\", he said. This is not ok")]
    [InlineData("all cyclists are so lazy, im one myself")]
    public void Check_CondemnedOrSelfDescribed_IsLifted(string text)
    {
        var verdict = Sample.Check(text, "association=yes");

        Assert.Equal(Level.Clear, verdict.Level);
        Assert.Contains(verdict.Findings, f => f.Kind == "discrimination" && f.Lifted is true);
    }

    [Fact]
    public void Check_Whistleblowing_IsRoutedNeverBlocked()
    {
        var verdict = Sample.Check("I hate my job because of unsafe staffing");

        Assert.Equal(Level.Consider, verdict.Level);
        Assert.Equal("speak-up", verdict.Next.Who);
    }

    [Fact]
    public void Check_WhistleblowingThatNamesAPatient_StillStops()
    {
        var verdict = Sample.Check("unsafe staffing again, NHS number 999 000 0018 my patient waited");

        Assert.Equal(Level.Stop, verdict.Level);
    }

    [Fact]
    public void Check_SignsOfSelfHarm_SupportComesFirst()
    {
        var verdict = Sample.Check("I hate my job and want to end it");

        Assert.Equal("support", verdict.Next.Who);
        Assert.Contains("111", verdict.Notes[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_DetailsTogether_AreIndirectIdentification()
    {
        var together = Sample.Check("Pt in bed 4, 34yo with Ehlers-Danlos");
        var one = Sample.Check("Pt in bed 4");

        var indirect = Assert.Single(together.Findings, f => f.Kind == "indirect");
        Assert.Equal(Level.Stop, together.Level);
        Assert.True(indirect.Of!.Count >= 3);
        Assert.DoesNotContain(one.Findings, f => f.Kind == "indirect");
    }

    [Fact]
    public void Check_ExcludedEntry_IsNoPatient() =>
        Assert.DoesNotContain(Sample.Check("booked pt transport for Monday").Findings, f => f.Kind == "patient");

    [Fact]
    public void Check_Edits_MakeItMilderAndAreRechecked()
    {
        const string text = "NHS number 999 000 0018 for my patient, what a day";

        var verdict = Sample.Check(text);

        Assert.NotEmpty(verdict.Edits);
        Assert.Equal(Level.Clear, Sample.Check(EditFinder.Apply(text, verdict.Edits)).Level);
    }

    [Fact]
    public void Check_WithoutReader_SaysThatMeaningWasNotRead()
    {
        var verdict = Sample.Check("Lovely walk today");

        Assert.Equal("none", Assert.Single(verdict.Readers).Name);
        Assert.Contains(verdict.NotChecked, n => n.What == "meaning");
    }

    [Fact]
    public void Check_SameDraftTwice_GivesTheSame()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(Sample.Check("Pt in bed 4, 34yo with Ehlers-Danlos"), EngineJson.Line.Verdict);

        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(Sample.Check("Pt in bed 4, 34yo with Ehlers-Danlos"), EngineJson.Line.Verdict));
    }

    [Fact]
    public void Check_PseudonymAndOwnName_IsSeen()
    {
        var draft = Sample.Draft("Nights done") with { AccountName = "NightOwl", OwnName = "Ffion Maelor" };
        var open = draft with { AccountName = "ffionmaelor_runs" };

        Assert.Contains(Sample.Checker.Check(draft, Sample.Day).Findings, f => f.Kind == "pseudonym");
        Assert.DoesNotContain(Sample.Checker.Check(open, Sample.Day).Findings, f => f.Kind == "pseudonym");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u0002\u200b\ud800")]
    public void Check_OddCharacters_AreAnswered(string text) => Assert.Equal(Level.Clear, Sample.Check(text).Level);

    [Fact]
    public void Check_InferredFact_IsShownWithItsSource()
    {
        var facts = new FactSet();
        facts.Give("association", "yes");

        var verdict = Sample.Checker.Check(new Draft { Text = "x", Facts = facts }, Sample.Day);

        Assert.Equal(FactSource.Given, Assert.Single(verdict.Facts).From);
    }
}
