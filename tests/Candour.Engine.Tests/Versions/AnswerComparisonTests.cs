using Candour.Engine.Decisions;

namespace Candour.Engine.Tests.Versions;

public class AnswerComparisonTests
{
    private const string File = "decisions.yaml";

    [Fact]
    public void Compare_RuleBecomesConditional_TellsTheAnswerThatChanged()
    {
        var record = TwoVersions.Compare((File, "    answer: deny\n    when: { all: [ { fact: act, is: [view] }", "    answer: conditional\n    conditions: [ { words: A manager knows. } ]\n    when: { all: [ { fact: act, is: [view] }"));

        // Of five situations with different facts; the second example has those of the first.
        Assert.Equal(5, record.QuestionsTried);
        Assert.Equal(["sample-1-02#1", "sample-1-01#3"], record.Answers.Select(a => a.Example));
        Assert.Equal("A clerk looks at holiday pictures on duty: was no [1], is now yes on conditions [1] (A manager knows).", record.Answers[0].Says);
        Assert.Equal(["milder"], record.Answers[0].Ways);
        Assert.Equal((AnswerLevel.Deny, AnswerLevel.Conditional), (record.Answers[0].Was.Level, record.Answers[0].Now.Level));
    }

    [Fact]
    public void Compare_RuleRemoved_TellsWhatIsNoLongerCovered()
    {
        var record = TwoVersions.Compare((File, "    answer: allow\n    when: { all: [ { fact: act, is: [view] }, { fact: time, is: [break, off-duty] } ] }", "    answer: allow\n    when: { all: [ { fact: act, is: [view] }, { fact: time, is: [off-duty] } ] }"));

        Assert.Equal("May a clerk look in a break?: was yes [1], is now not covered.", Assert.Single(record.Answers).Says);
    }

    [Fact]
    public void Compare_OtherConditionsAlone_AreTold()
    {
        var record = TwoVersions.Compare((File, "A manager has agreed.", "The ward manager has agreed."));

        var answer = Assert.Single(record.Answers, a => a.Example is "sample-1-01#1");
        Assert.Equal(["other conditions"], answer.Ways);
        Assert.Contains("The ward manager has agreed", answer.Now.Conditions[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OnlyWhyReworded_ChangesNoAnswer() => Assert.Empty(TwoVersions.Compare((File, "A break is yours.", "Your break is your own.")).Answers);

    [Fact]
    public void Compare_AnswerThatNowDependsOnMore_IsNotCalledSettled()
    {
        var record = TwoVersions.Compare((File, "{ fact: time, is: [on-duty] }", "{ fact: time, is: [on-duty] }, { fact: purpose, is: [personal] }"));

        var answer = Assert.Single(record.Answers, a => a.Example is "sample-1-02#1");
        Assert.Equal(["depends on more"], answer.Ways);
        Assert.Contains("is now not settled by these facts, at the strictest no [1]", answer.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_PlatformNoLongerNamed_CountsAsAnother()
    {
        var record = TwoVersions.Compare(
            ("rulebook.yaml", "[facebook, instagram]", "[instagram]"), (File, "{ fact: time, is: [on-duty] }", "{ fact: time, is: [on-duty] }, { not: { fact: platform, is: [other], known: true } }"));

        Assert.Equal("A clerk posts a picture on Facebook: was no [1], is now not covered.", Assert.Single(record.Answers).Says);
    }
}
