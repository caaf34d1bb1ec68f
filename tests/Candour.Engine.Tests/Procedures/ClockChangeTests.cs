using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Engine.Tests.Procedures;

public class ClockChangeTests
{
    [Fact]
    public void History_WithAMovedClockAndALocalSetting_ResumesToTheSameDay()
    {
        var walk = Begin(Local("2 working days")).Then(Move(ClockChange.Extend, "1 working day"));

        var again = WalkHistory.Parse(walk.History.ToJson()).Resume(Invented);

        Assert.Equal("2026-04-09", walk.Open[0].Due!.Until()!.Written);
        Assert.Equal("2026-04-09", again.Open[0].Due!.Until()!.Written);
        Assert.Equal("5 working days", again.Open[0].Due!.Local!.Otherwise);
        Assert.Empty(again.Done);
    }

    [Fact]
    public void Move_WithoutAReason_IsRefused() =>
        Assert.Equal(StepRefusal.Reason, Begin(Invented).Refused(Move(ClockChange.Stop) with { Reason = " " }).Code);

    [Fact]
    public void Move_WithoutInstants_IsRefused() =>
        Assert.Equal(StepRefusal.NoClock, Walk.Begin(Invented, Invented.Procedures[0], new FactSet(), null).Refused(Move(ClockChange.Stop)).Code);

    [Fact]
    public void Move_ByARoleThatIsPartOfIt_IsRefused()
    {
        var facts = new FactSet();
        facts.Infer(new("implicated", ["director"]));
        var walk = Walk.Begin(Invented, Invented.Procedures[0], facts, Sample.Start);

        Assert.Equal(StepRefusal.Role, walk.Refused(Move(ClockChange.Stop) with { Role = ["director"] }).Code);
    }

    [Fact]
    public void Stopped_ClockHasNoDayUntilItGoesOn()
    {
        var stopped = Begin(Invented).Then(Move(ClockChange.Stop, at: 1));
        var going = stopped.Then(Move(ClockChange.GoOn, at: 3));

        Assert.True(stopped.Open[0].Due!.IsStopped);
        Assert.False(stopped.Open[0].Due!.Until()!.IsKnown);
        Assert.Contains("cannot be told yet", stopped.Open[0].Due!.Words, StringComparison.Ordinal);
        Assert.Equal(Begin(Invented).Open[0].Due!.Until()!.Day, going.Open[0].Due!.Until()!.Day); // Good Friday and a Sunday between: no working day was lost
    }

    [Theory]
    [InlineData(1, "met")]
    [InlineData(2, "met")]
    [InlineData(3, "not-met")]
    public void Threshold_OfALocalSetting_Decides(int limbs, string expected)
    {
        var rulebook = Shipped.WithLocal(new Dictionary<string, string> { ["limbs-required"] = $"{limbs}" });
        var procedure = rulebook.Procedures.Single(p => p.Id == "threat-test");
        var when = procedure.Step("stage-one")!.Rules[0].When!;
        var facts = new FactSet();
        facts.Infer(new("credible", ["yes"]));
        facts.Infer(new("targeted", ["yes"]));
        facts.Infer(new("order-broken", ["no"]));
        facts.Infer(new("communication", ["no"]));

        Assert.Equal(expected is "met" ? Truth.True : Truth.False, new Evaluator([], facts, (_, _, _) => false).Evaluate(when).Value);
        Assert.Equal(4, Shipped.MostOf("limbs-required"));
    }

    [Fact]
    public void Threshold_StillOpen_IsUnknown()
    {
        var when = Shipped.WithLocal(new Dictionary<string, string> { ["limbs-required"] = "2" }).Procedures.Single(p => p.Id == "threat-test").Step("stage-one")!.Rules[0].When!;
        var facts = new FactSet();
        facts.Infer(new("credible", ["yes"]));

        Assert.Equal(Truth.Unknown, new Evaluator([], facts, (_, _, _) => false).Evaluate(when).Value);
    }

    private static readonly Procedure Answering = new()
    {
        Id = "answering", Title = "Somebody asks", Kind = "advice", Audience = "staff", Because = [], Situations = ["somebody asks"],
        Steps =
        [
            new()
            {
                Id = "reply", Kind = StepKind.Do, Act = "review", Say = "Answer them.",
                Due = new(Period.Parse("5 working days")!, Due.Start, []) { Origin = new("local"), Setting = "answer", MayStop = true, MayExtend = true },
            },
            new() { Id = "end", Kind = StepKind.End, Say = "They have an answer." },
        ],
    };

    private static readonly Rulebook Invented = Sample.Rulebook with { Procedures = [Answering], Settings = [new("answer", "5 working days", "The policy prints no time.")] };

    private static Rulebook Shipped => field ??= RulebookFolder.Read(Repository.At("rulebooks", "lpt", "1.0")).Rulebook!;

    private static Rulebook Local(string value) => Invented.WithLocal(new Dictionary<string, string> { ["answer"] = value });

    private static Walk Begin(Rulebook rulebook) => Walk.Begin(rulebook, rulebook.Procedures[0], new FactSet(), Sample.Start);

    private static StepAnswer Move(string what, string? by = null, int at = 0) =>
        new() { Step = "reply", Clock = new(what, by is null ? null : Period.Parse(by)), Reason = "we wait for them", At = Sample.Start.AddDays(at), Role = ["director"] };
}
