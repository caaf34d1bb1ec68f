using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Engine.Tests.Procedures;

/// <summary>The invented rulebook with its two procedures, and shorthands for walking them.</summary>
internal static class Sample
{
    public static Rulebook Rulebook { get; } = RulebookFolder.Read(Repository.At("rulebooks", "schema", "good")).Rulebook!;

    public static DateTimeOffset Start { get; } = UkTime.At(new(2026, 4, 2, 10, 0, 0));

    public static Walk Begin(string procedure, params (string Fact, string Value)[] facts)
    {
        var one = Rulebook.Procedures.Single(p => p.Id == procedure);
        var known = new FactSet();
        foreach (var (fact, value) in facts)
        {
            Assert.Null(one.Give(known, fact, value, Rulebook));
        }

        return Walk.Begin(Rulebook, one, known, Start);
    }

    public static Walk Then(this Walk walk, StepAnswer answer)
    {
        var result = walk.Answer(walk.AsExpected(answer));
        Assert.True(result.Walk is not null, result.Refusal?.ToString());
        return result.Walk;
    }

    public static Walk Done(this Walk walk, params string[] steps) => steps.Aggregate(walk, (w, s) => w.Then(StepAnswer.Of(s)));

    public static Walk Says(this Walk walk, string step, params string[] values) => walk.Then(StepAnswer.Of(step, values));

    public static StepRefusal Refused(this Walk walk, StepAnswer answer)
    {
        var result = walk.Answer(answer);
        Assert.Null(result.Walk);
        Assert.NotNull(result.Refusal);
        Assert.Contains(result.Refusal.Code, StepRefusal.Codes);
        return result.Refusal;
    }

    public static IEnumerable<string> OpenIds(this Walk walk) => walk.Open.Select(o => o.Id);

    public static StepAnswer TellSenior { get; } =
        StepAnswer.Of("tell-senior") with { Fields = new Dictionary<string, FieldValue> { ["belief"] = FieldValue.Of("I saw the lens.") } };

    /// <summary>Up to the question whether they refuse.</summary>
    public static Walk UpToRefuses(this Walk walk) =>
        walk.Then(TellSenior).Done("support-patient", "ask-to-stop").Says("stopped", "yes").Says("evidence", "no").Done("ask-to-delete");
}
