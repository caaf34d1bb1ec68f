using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Time;

namespace Candour.Engine.Tests.Procedures;

public class WalkTests
{
    [Fact]
    public void Begin_NothingKnown_OpensTheFirstGroupThenWhatIsOpenAtAnyTime()
    {
        var walk = Sample.Begin("filming");

        Assert.Equal(["tell-senior", "support-patient", "aggravated"], walk.OpenIds());
        Assert.Equal("Most senior on duty", walk.Open[0].To.Single().Name);
        Assert.Equal(["1"], walk.Open[0].Sections);
        Assert.True(walk.Open[0].Must);
        Assert.False(walk.Open[1].Must);
        Assert.Equal(["detain"], walk.Forbidden.Select(f => f.Act)); // the other tempts elsewhere
        Assert.Null(walk.End);
    }

    [Fact]
    public void Answer_WhatIsOpenAtAnyTime_PutsWhatItDemandsFirst()
    {
        var walk = Sample.Begin("filming").Then(Sample.TellSenior).Done("support-patient").Says("aggravated", "yes");

        Assert.Equal(["call-security"], walk.OpenIds());
        Assert.Equal("at once", walk.Open[0].Due!.Words);
        Assert.Equal(["ask-to-stop"], walk.Done("call-security").OpenIds());
    }

    [Fact]
    public void Answer_AMatterOfFactThatIsOpenAtAnyTime_MayBeAnsweredAgain()
    {
        var calm = Sample.Begin("filming").Says("aggravated", "no");

        Assert.DoesNotContain("aggravated", calm.OpenIds());
        Assert.Contains("call-security", calm.Says("aggravated", "yes").OpenIds());
    }

    [Fact]
    public void Answer_TheSameTwice_IsRefused()
    {
        var refusal = Sample.Begin("filming").Then(Sample.TellSenior).Refused(Sample.TellSenior);

        Assert.Equal("step.answered", refusal.Code);
    }

    [Fact]
    public void Answer_BeforeItsTurn_SaysWhatComesFirstWithTheSections()
    {
        var refusal = Sample.Begin("filming").Refused(StepAnswer.Of("ask-to-delete"));

        Assert.Equal("step.not-open", refusal.Code);
        Assert.Contains("Tell the most senior person on duty", refusal.Why, StringComparison.Ordinal);
        Assert.Equal(["1"], refusal.Sections);
    }

    [Fact]
    public void Answer_AStepWhoseConditionDoesNotHold_SaysTheCondition()
    {
        var refusal = Sample.Begin("filming").Refused(StepAnswer.Of("call-security"));

        Assert.Equal("step.not-open", refusal.Code);
        Assert.Contains("“Has anybody shouted, pushed or threatened?” is “Yes”", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_NoSuchStep_IsRefused() => Assert.Equal("step.unknown", Sample.Begin("filming").Refused(StepAnswer.Of("sing")).Code);

    [Theory]
    [InlineData("skip", "step.must")]
    [InlineData("nothing", "step.value")]
    [InlineData("value", "step.value")]
    [InlineData("no-fields", "field.required")]
    [InlineData("blank-field", "field.required")]
    [InlineData("strange-field", "field.unknown")]
    public void Answer_UnfitForWhatIsDone_IsRefused(string how, string code)
    {
        var answer = how switch
        {
            "skip" => new StepAnswer { Step = "tell-senior", Skip = "no time" },
            "nothing" => new StepAnswer { Step = "tell-senior" },
            "value" => StepAnswer.Of("tell-senior", "yes"),
            "no-fields" => StepAnswer.Of("tell-senior"),
            "blank-field" => Fields("belief", " "),
            _ => Fields("colour", "red"),
        };

        Assert.Equal(code, Sample.Begin("filming").Refused(answer).Code);

        static StepAnswer Fields(string name, string text) =>
            StepAnswer.Of("tell-senior") with { Fields = new Dictionary<string, FieldValue> { [name] = FieldValue.Of(text) } };
    }

    [Theory]
    [InlineData("maybe", "step.value")]
    [InlineData("", "step.value")]
    public void Answer_AValueThatTheQuestionDoesNotKnow_IsRefused(string value, string code)
    {
        var walk = Sample.Begin("filming").UpToRefuses();

        Assert.Equal(code, walk.Refused(StepAnswer.Of("refuses", value)).Code);
        Assert.Equal(code, walk.Refused(StepAnswer.Of("refuses", "yes", "no")).Code);
        Assert.Equal(code, walk.Refused(StepAnswer.Of("refuses")).Code);
    }

    [Fact]
    public void Answer_SkippedWithoutReason_IsRefused()
    {
        var walk = Sample.Begin("filming");

        Assert.Equal("step.reason", walk.Refused(new() { Step = "support-patient", Skip = " " }).Code);
        Assert.DoesNotContain("support-patient", walk.Then(new() { Step = "support-patient", Skip = "Nobody was filmed." }).OpenIds());
    }

    [Fact]
    public void Answer_OnlyForOneRole_OthersAreRefused()
    {
        var walk = Sample.Begin("filming").Then(Sample.TellSenior).Done("support-patient", "ask-to-stop").Says("stopped", "yes").Says("evidence", "no");

        Assert.Equal("step.role", walk.Refused(StepAnswer.Of("ask-to-delete") with { Role = ["communications"] }).Code);
        Assert.NotNull(walk.Answer(StepAnswer.Of("ask-to-delete") with { Role = ["most-senior-on-duty"] }).Walk);
    }

    [Fact]
    public void Answer_DecidedAloneWhereSeveralMust_IsRefused()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "no");
        var alone = StepAnswer.Of("serious", "no") with { Role = ["security"], Reason = "Nobody can be seen." };

        Assert.Equal("step.with", walk.Refused(alone).Code);
        Assert.Equal("step.with", walk.Refused(alone with { Role = null }).Code);
        Assert.Equal("step.reason", walk.Refused(alone with { Role = ["security", "most-senior-on-duty"], Reason = null }).Code);
        Assert.NotNull(walk.Answer(alone with { Role = ["security", "most-senior-on-duty"] }).Walk);
    }

    [Fact]
    public void Answer_StopQuestion_EndsAndOpensTheOtherProcedure()
    {
        var walk = Sample.Begin("filming").Then(Sample.TellSenior).Done("support-patient", "ask-to-stop").Says("stopped", "no").Says("evidence", "yes");

        Assert.Equal("evidence", walk.End!.Step);
        Assert.Equal("abuse-image", walk.End.Opens);
        Assert.Empty(walk.Open);
        Assert.Empty(walk.Ahead);
        Assert.Equal("walk.ended", walk.Refused(StepAnswer.Of("ask-to-delete")).Code);
    }

    [Fact]
    public void Answer_AllTheWay_DecidesByRuleRecordsAndEnds()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "no").Then(StepAnswer.Of("serious", "no") with { Reason = "Nobody can be seen." }).Done("breaks");

        Assert.Equal(("route", "ward", "It stays on the ward."), (walk.Decided.Single().Asks, walk.Decided.Single().Value, walk.Decided.Single().Why));
        Assert.Equal("closed", walk.End!.Step);
        Assert.Equal("dealt with", walk.End.Outcome);
        Assert.Equal(["abuse-image"], walk.End.Offers);
        var entry = walk.Records.Single();
        Assert.Equal("recordings", entry.Register);
        Assert.Equal("I saw the lens.", entry.Values["belief"].Text);
        Assert.Equal("no", entry.Values["serious"].Text);
        Assert.Equal(9, walk.Done.Count);
    }

    [Fact]
    public void Answer_ReviewThatExtends_OpensTheLoopAgain()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "no").Then(StepAnswer.Of("serious", "yes") with { Reason = "A child can be seen." });
        Assert.Equal(["exclude", "aggravated"], walk.OpenIds());

        walk = walk.Then(Exclude("2026-06-01"));
        Assert.Equal("2026-09-01", walk.Open[0].Due!.Until()!.Written);
        Assert.Equal("Until when Monday 1 June 2026, 3 months: Tuesday 1 September 2026", walk.Open[0].Due!.Words);

        walk = walk.Says("review", "yes");
        Assert.Equal(["exclude", "aggravated"], walk.OpenIds());

        walk = walk.Then(Exclude("2026-09-01")).Says("review", "no");
        Assert.Equal(["breaks", "aggravated"], walk.OpenIds());
        Assert.Equal([1, 2], walk.Done.Where(d => d.Step == "review").Select(d => d.Round));

        static StepAnswer Exclude(string until) =>
            StepAnswer.Of("exclude") with { Fields = new Dictionary<string, FieldValue> { ["name"] = FieldValue.Of("Robin Hale"), ["until"] = FieldValue.Of(until) } };
    }

    [Fact]
    public void Begin_FactsOfTheProcedureKnown_AreNotAskedAgain()
    {
        var walk = Sample.Begin("filming", ("refuses", "yes"), ("aggravated", "no")).UpToRefuses();

        Assert.Equal(["ask-to-stay"], walk.OpenIds());
        Assert.Equal(["detain", "take-device"], walk.Forbidden.Select(f => f.Act));
    }

    [Fact]
    public void Due_WorkingDaysFromAStep_SaysHowItWasCounted()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "no");

        Assert.Equal("2026-04-09", walk.Open[0].Due!.Until()!.Written);
        Assert.Equal("told Thursday 2 April 2026 at 10:00, 3 working days, Good Friday and Easter Monday between: Thursday 9 April 2026", walk.Open[0].Due!.Words);
    }

    [Fact]
    public void Due_BySetting_FollowsWhatTheOrganisationChose()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "no").Then(StepAnswer.Of("serious", "yes") with { Reason = "A child can be seen." })
            .Then(StepAnswer.Of("exclude") with { Fields = new Dictionary<string, FieldValue> { ["name"] = FieldValue.Of("Robin Hale"), ["until"] = FieldValue.Of("2026-06-01") } });
        var chosen = Sample.Rulebook with { Settings = [.. Sample.Rulebook.Settings.Select(s => s.Id is "review-exclusion" ? s with { Value = "2 weeks" } : s)] };

        Assert.Equal("2026-09-01", walk.Open[0].Due!.Until()!.Written);
        Assert.Equal("2026-06-15", walk.History.Resume(chosen).Open[0].Due!.Until()!.Written);
    }

    [Fact]
    public void Who_LineManagerOfWhomNobodyHasSaid_GoesOneLevelUp()
    {
        var unknown = Sample.Begin("filming").UpToRefuses().Says("refuses", "no").Then(StepAnswer.Of("serious", "no") with { Reason = "No." }).Open[0];
        var clear = Sample.Begin("filming", ("manager-implicated", "no")).UpToRefuses().Says("refuses", "no").Then(StepAnswer.Of("serious", "no") with { Reason = "No." }).Open[0];

        Assert.Equal(("service-manager", "line-manager"), (unknown.Who.Id, unknown.Who.InsteadOf!.Id));
        Assert.Equal("Nobody has said whether the line manager is part of the matter.", unknown.Who.Why);
        Assert.Equal("line-manager", clear.Who.Id);
    }

    [Theory]
    [InlineData(null, "service-manager")]
    [InlineData("yes", "service-manager")]
    [InlineData("no", "reporter-manager")]
    public void Who_LineManagerOfTheReporter_IsRoutedLikeALineManager(string? implicated, string who)
    {
        var procedure = Sample.Rulebook.Procedures.Single(p => p.Id == "filming");
        procedure = procedure with { Steps = [procedure.Step("tell-senior")! with { Who = "reporter-manager", To = ["reporter-manager"], When = null }, procedure.Steps[^1]] };
        var facts = new FactSet();
        Assert.Null(implicated is null ? null : procedure.Give(facts, "manager-implicated", implicated, Sample.Rulebook));

        var open = Walk.Begin(Sample.Rulebook, procedure, facts, null).Open[0];

        Assert.Equal(who, open.Who.Id);
        Assert.Equal(implicated is "yes" ? "service-manager" : "reporter-manager", open.To.Single().Id);
    }

    [Fact]
    public void Who_RolesThatAreImplicated_ArePassedOverEverywhere()
    {
        var walk = Sample.Begin("filming", ("implicated", "most-senior-on-duty"), ("implicated", "service-manager"));

        Assert.Equal("next-level-up", walk.Open[0].To.Single().Id);
        Assert.Equal("step.role", walk.Refused(Sample.TellSenior with { Role = ["most-senior-on-duty"] }).Code);
        Assert.DoesNotContain(walk.Ahead, a => a.Who.Id is "most-senior-on-duty" or "service-manager");
    }

    [Fact]
    public void To_LineManagerOfWhomNobodyHasSaid_StaysWithANote()
    {
        var open = Sample.Begin("abuse-image").Done("leave").Open[1];

        Assert.Equal(("line-manager", "service-manager"), (open.To.Single().Id, open.To.Single().IfImplicated!.Id));
    }

    [Theory]
    [InlineData("proof", "data:image/png;base64,iVBORw0KGgo")]
    [InlineData("police-reference", "DATA:IMAGE/jpeg,%FF%D8")]
    public void Answer_TextThatHoldsAFileWhereNoneIsTaken_IsRefused(string field, string text)
    {
        var walk = Sample.Begin("abuse-image").Done("leave");

        Assert.True(walk.RefusesFiles);
        var refusal = walk.Refused(StepAnswer.Of("call-police") with { Fields = new Dictionary<string, FieldValue> { [field] = FieldValue.Of(text) } });
        Assert.Equal("file.refused", refusal.Code);
        Assert.Equal("file.refused", walk.Refused(StepAnswer.Of("call-police") with { Files = ["picture.jpg"] }).Code);
        Assert.Equal(["1"], refusal.Sections);
    }

    [Fact]
    public void Answer_FieldOfAnotherKind_IsRefused()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "yes").Done("ask-to-stay");

        Assert.Equal("field.kind", walk.Refused(Recipients(("seen-on", FieldValue.Of("yesterday")))).Code);
        Assert.Equal("field.kind", walk.Refused(Recipients(("recipients", FieldValue.Of("Robin")))).Code);
        Assert.Equal("field.unknown", walk.Refused(Recipients(("recipients", Rows("colour")))).Code);
        var written = walk.Then(Recipients(("seen-on", FieldValue.Of("2026-04-01")), ("recipients", Rows("name"))));
        Assert.Equal("Robin", written.Records.Single().Values["recipients"].Rows!.Single()["name"]);

        static FieldValue Rows(string key) => FieldValue.Of([new Dictionary<string, string> { [key] = "Robin" }]);
        static StepAnswer Recipients(params (string, FieldValue)[] fields) => StepAnswer.Of("recipients") with { Fields = fields.ToDictionary(f => f.Item1, f => f.Item2) };
    }

    [Fact]
    public void Ahead_NamesWhatMayStillComeWithItsCondition()
    {
        var walk = Sample.Begin("filming").UpToRefuses().Says("refuses", "no");

        Assert.Contains("exclude", walk.Ahead.Select(a => a.Id));
        Assert.DoesNotContain("ask-to-stay", walk.Ahead.Select(a => a.Id)); // they do not refuse
        Assert.Contains("call-security", walk.Ahead.Select(a => a.Id)); // it may still turn bad
        Assert.Equal("“Which way does it go?” is “To security”", walk.Ahead.Single(a => a.Id == "exclude").If);
        Assert.DoesNotContain("exclude", walk.Then(StepAnswer.Of("serious", "no") with { Reason = "No." }).Ahead.Select(a => a.Id));
    }

    [Fact]
    public void History_ReadAgain_GivesTheSameWalk()
    {
        var walk = Sample.Begin("filming", ("aggravated", "no")).UpToRefuses().Says("refuses", "yes").Done("ask-to-stay");

        var json = walk.History.ToJson();
        var again = WalkHistory.Parse(json).Resume(Sample.Rulebook);

        Assert.Equal(json, again.History.ToJson());
        Assert.Equal(walk.OpenIds(), again.OpenIds());
        Assert.Equal(walk.Records.Single().Values["belief"], again.Records.Single().Values["belief"]);
    }

    [Fact]
    public void History_OfAnotherRulebook_IsNotResumed() =>
        Assert.Throws<InvalidDataException>(() => Sample.Begin("filming").History.Resume(Sample.Rulebook with { Version = "2.0" }));

    [Fact]
    public void History_OneValueForAList_IsRead()
    {
        var history = WalkHistory.Parse("""{"policy":"sample","version":"1.0","rulebook":"","procedure":"filming","facts":[],"answers":[{"step":"aggravated","value":"yes","role":"security","done":"true"}]}""");

        Assert.Equal(["yes"], history.Answers[0].Value!);
        Assert.Equal(["security"], history.Answers[0].Role!);
        Assert.True(history.Answers[0].Done);
    }

    [Fact]
    public void Answer_GivesANewWalk_AndLeavesTheOldAsItWas()
    {
        var walk = Sample.Begin("filming");
        var before = (string.Join(',', walk.OpenIds()), walk.History.ToJson(), walk.Records.Count);

        _ = walk.Then(Sample.TellSenior).Says("aggravated", "yes");

        Assert.Equal(before, (string.Join(',', walk.OpenIds()), walk.History.ToJson(), walk.Records.Count));
    }
}
