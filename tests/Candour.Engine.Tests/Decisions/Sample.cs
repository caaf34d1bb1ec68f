using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Decisions;

/// <summary>The invented policy of rulebooks/schema/good, with a vocabulary of a few patterns.</summary>
internal static class Sample
{
    public static readonly DateOnly Day = new(2026, 11, 30);

    public static Rulebook Rulebook { get; } = RulebookFolder.Read(Repository.At("rulebooks", "schema", "good")).Rulebook!;

    public static CompiledVocabulary Vocabulary { get; } = new(
        "",
        [
            new("patients", "patient", null, null, ["pt", "my patient"]),
            new("rare", "condition", "rare", null, ["ehlers danlos"]),
            new("not-patient", null, null, "patient", ["pt transport"]),
        ],
        [
            Group("discrimination", "sneers at a group", ["all (foreigners|cyclists) are ~1 (thick|lazy)"]),
            Group("grievance", "complains about work", ["hate my job"]),
            Group("protected-disclosure", "raises a concern", ["unsafe staffing"]),
            Group("self-harm", "may be in danger", ["want to end it"]),
            Group("condemned", "condemns it", ["is not ok"]),
            Group("self-described", "speaks of themselves", ["im one myself"]),
        ],
        [new("disclaimer", "yes", new() { Finding = ["disclaimer"] })]);

    public static Checker Checker { get; } = new(Rulebook, new Screener(Vocabulary), readers: null);

    public static Verdict Check(string text, params string[] facts) => Checker.Check(Draft(text, facts), Day);

    public static Draft Draft(string text, params string[] facts) => new() { Text = text, Facts = Facts(facts) };

    public static FactSet Facts(params IEnumerable<string> facts)
    {
        var set = new FactSet();
        foreach (var fact in facts)
        {
            Assert.Null(set.Give(fact.Split('=')[0], fact.Split('=')[1]));
        }

        return set;
    }

    private static PatternGroup Group(string kind, string why, string[] patterns) => new(kind, null, why, 0.9, patterns, null, null, null);
}
