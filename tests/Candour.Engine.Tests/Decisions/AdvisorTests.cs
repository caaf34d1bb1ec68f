using System.Text.Json;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;

namespace Candour.Engine.Tests.Decisions;

public class AdvisorTests
{
    private static readonly Advisor Advisor = new(Sample.Rulebook);

    [Fact]
    public void Ask_NothingKnown_IsTheStrictestPossibleAndAsksForTheAct()
    {
        var answer = Ask();

        Assert.Equal((AnswerLevel.Deny, false), (answer.Level, answer.Final));
        Assert.Equal("act", answer.Missing[0].Fact);
        Assert.Equal("What do you want to do?", answer.Next.How);
        Assert.All(answer.Reasons, r => Assert.NotNull(r.Open));
    }

    [Fact]
    public void Ask_OnDuty_DeniesWithClauseAndAdvice()
    {
        var answer = Ask("act=view", "time=on-duty");

        Assert.Equal((AnswerLevel.Deny, true), (answer.Level, answer.Final));
        var reason = Assert.Single(answer.Reasons);
        Assert.Equal(("sample/1/view-on-duty", AnswerLevel.Deny, "Look in your break."), (reason.Rule, reason.Level, reason.Advice));
        Assert.Equal(["1"], reason.Sections);
        Assert.Empty(answer.Missing);
    }

    [Theory]
    [InlineData("act=view", "time=break", AnswerLevel.Allow)]
    [InlineData("act=view", "time=off-duty", AnswerLevel.Allow)]
    [InlineData("act=photograph", "device=personal", AnswerLevel.Deny)]
    [InlineData("act=photograph", "device=organisation", AnswerLevel.Conditional)]
    [InlineData("act=photograph", "device=shared", AnswerLevel.NotCovered)]
    [InlineData("act=disclose", "recipient=media", AnswerLevel.Refer)]
    [InlineData("act=disclose", "recipient=police", AnswerLevel.NotCovered)]
    public void Ask_TwoFacts_Answers(string one, string other, AnswerLevel level) => Assert.Equal(level, Ask(one, other).Level);

    [Fact]
    public void Ask_PermissionApplies_TakesAwayExactlyWhatItNames()
    {
        var answer = Ask("act=view", "time=on-duty", "official-page=yes");

        Assert.Equal((AnswerLevel.Allow, true), (answer.Level, answer.Final));
        Assert.Equal(["sample/1/view-official"], answer.Reasons.Select(r => r.Rule));
    }

    [Fact]
    public void Ask_FactThatMattersOnlyOnceKnown_IsNotAskedFor() => Assert.DoesNotContain(Ask("act=view").Missing, m => m.Fact is "official-page");

    [Fact]
    public void Ask_SomeConditionsMet_NamesTheOthers()
    {
        var answer = Ask("act=photograph", "device=organisation", "consent=written");

        Assert.Equal(AnswerLevel.Conditional, answer.Level);
        Assert.Equal(["A manager has agreed."], answer.Conditions);
        Assert.Equal(["approval"], answer.Missing.Select(m => m.Fact));
        Assert.Equal(["yes", "unknown"], answer.Reasons[0].Conditions!.Select(c => c.Met));
        Assert.StartsWith("The policy names no manager", answer.Reasons[0].Reading, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_AnotherConditionalRuleMayApply_DoesNotAddItsConditions()
    {
        var rules = Sample.Rulebook.Decisions!;
        var photograph = rules.Rules.Single(r => r.Id is "sample/1/photograph");
        var other = photograph with { Id = "sample/1/other", When = new() { All = [photograph.When, new() { Fact = "place", Is = ["office"] }] }, Conditions = [new("The office is empty.", null)] };
        var advisor = new Advisor(Sample.Rulebook with { Decisions = rules with { Rules = [.. rules.Rules, other] } });

        Assert.Equal(["A manager has agreed."], advisor.Ask(Sample.Facts("act=photograph", "device=organisation", "consent=written"), Sample.Day).Conditions);
        Assert.Contains("The office is empty.", advisor.Ask(Sample.Facts("act=photograph", "device=organisation", "place=office"), Sample.Day).Conditions);
    }

    [Fact]
    public void Ask_AllConditionsMet_Allows()
    {
        var answer = Ask("act=photograph", "device=organisation", "consent=written", "approval=manager");

        Assert.Equal((AnswerLevel.Allow, true), (answer.Level, answer.Final));
        Assert.Empty(answer.Conditions);
    }

    [Fact]
    public void Ask_ConditionKnownNotToHold_StaysConditional()
    {
        var answer = Ask("act=photograph", "device=organisation", "consent=none", "approval=manager");

        Assert.Equal((AnswerLevel.Conditional, true), (answer.Level, answer.Final));
        Assert.Equal(["Everybody shown has consented in writing."], answer.Conditions);
        Assert.Equal("no", answer.Reasons[0].Conditions![0].Met);
    }

    [Fact]
    public void Ask_OutsideThePolicy_IsNotCoveredWhateverElse()
    {
        var answer = Ask("actor=patient", "place=home", "act=photograph", "device=personal");

        Assert.Equal((AnswerLevel.NotCovered, true), (answer.Level, answer.Final));
        Assert.Equal(["sample/1/home"], answer.Reasons.Select(r => r.Rule));
        Assert.Equal("communications", answer.Next.Who);
    }

    [Fact]
    public void Ask_PastReview_CarriesStateAndWarning()
    {
        var answer = Advisor.Ask(new FactSet(), new DateOnly(2028, 1, 1));

        Assert.Equal("review overdue", answer.Policy.State);
        Assert.Equal("This policy is past its review date.", Assert.Single(answer.Notes).Words);
        Assert.Empty(Ask().Notes);
    }

    [Fact]
    public void Ask_Guidance_ComesWithTheMomentAndTheAudience()
    {
        Assert.Equal(["breaks"], Ask("act=view", "time=break").Guidance.Select(g => g.Id));
        Assert.Empty(Ask("act=view", "time=break", "actor=visitor").Guidance);
    }

    [Fact]
    public void Ask_RulebookWithoutDecisions_SaysThatNothingIsCovered()
    {
        var answer = new Advisor(Sample.Rulebook with { Decisions = null }).Ask(new FactSet(), Sample.Day);

        Assert.Equal((AnswerLevel.NotCovered, true), (answer.Level, answer.Final));
    }

    [Fact]
    public void Json_HasTheAgreedFields()
    {
        var json = JsonSerializer.SerializeToElement(Ask("act=disclose", "recipient=media"), EngineJson.Line.Answer);

        Assert.Equal("refer", json.GetProperty("answer").GetString());
        Assert.True(json.GetProperty("final").GetBoolean());
        Assert.All(["policy", "conditions", "missing", "reasons", "next"], n => Assert.True(json.TryGetProperty(n, out _)));
        var reason = json.GetProperty("reasons")[0];
        Assert.Equal("refer", reason.GetProperty("verdict").GetString());
        Assert.Equal("2", reason.GetProperty("sections")[0].GetString());
        Assert.Equal("not-covered", JsonSerializer.SerializeToElement(Ask("act=scan"), EngineJson.Line.Answer).GetProperty("answer").GetString());
    }

    private static Answer Ask(params string[] facts) => Advisor.Ask(Sample.Facts(facts), Sample.Day);
}
