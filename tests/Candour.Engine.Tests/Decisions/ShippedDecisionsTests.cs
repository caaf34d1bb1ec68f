using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Decisions;

/// <summary>The decisions of the five policies: what must hold whatever else is said.</summary>
public class ShippedDecisionsTests
{
    private static readonly Dictionary<string, (Rulebook Rulebook, Advisor Advisor, string Folder)> Policies = new[] { "clatterbridge/3.0", "cumbria/1.0", "las/3.2", "lpt/1.0", "south-tyneside/4" }
        .Select(f => (Folder: Repository.At("rulebooks", f.Split('/')[0], f.Split('/')[1]), Id: f.Split('/')[0]))
        .Select(f => (f.Id, f.Folder, Rulebook: RulebookFolder.Read(f.Folder).Rulebook!)).ToDictionary(f => f.Id, f => (f.Rulebook, new Advisor(f.Rulebook), f.Folder));

    private static readonly string[] Personal = ["actor=employee", "device=organisation", "act=view", "platform=instagram", "purpose=personal"];

    private static readonly QuestionReader Questions = new(VocabularyFolder.ReadQuestions(Repository.At("vocabulary")).Vocabulary);

    public static TheoryData<string> Ids => [.. Policies.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Coverage_OfAskAndPage_HoldsWhatIsPromised(string policy)
    {
        var (rulebook, _, folder) = Policies[policy];
        var rows = new Coverage(null, Questions, rulebook).Run(ExampleFolder.Read(folder, rulebook).Examples, Sample.Day, ["ask", "page"]);

        Assert.True(Share(rows, "ask") >= 0.95, Failing(rows));
        Assert.True(Share(rows, "page") >= 0.85, Failing(rows));
    }

    [Fact]
    public void Lpt_PersonalViewOnTrustDevice_IsDeniedAndNamesTheException()
    {
        var answer = Ask("lpt", Personal);

        Assert.Equal(AnswerLevel.Deny, answer.Level);
        Assert.Contains(answer.Reasons, r => r.Sections.Contains("5.2") && r.Advice!.Contains("official", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Clatterbridge_PersonalView_TurnsOnTheTime()
    {
        var (open, atBreak) = (Ask("clatterbridge", Personal), Ask("clatterbridge", [.. Personal, "time=break"]));

        Assert.False(open.Final);
        Assert.Contains(open.Missing, m => m.Fact is "time");
        Assert.Equal(AnswerLevel.Allow, atBreak.Level);
        Assert.Contains(atBreak.Reasons, r => r.Sections.Contains("7.1"));
    }

    [Fact]
    public void Las_SocialMediaOnServiceComputers_OnlyFacebookInABreakIsOpen()
    {
        var (instagram, facebook) = (Ask("las", Personal), Ask("las", ["actor=employee", "device=organisation", "act=view", "platform=facebook", "purpose=personal", "time=break"]));

        Assert.Equal(AnswerLevel.Deny, instagram.Level);
        Assert.Contains(instagram.Reasons, r => r.Sections.Contains("7"));
        Assert.Equal(AnswerLevel.Conditional, facebook.Level);
        Assert.Subset(facebook.Reasons.SelectMany(r => r.Sections).ToHashSet(), new HashSet<string> { "1", "7" });
    }

    [Theory]
    [InlineData("lpt")]
    [InlineData("cumbria")]
    public void PatientWhoRecordsHerOwnConsultation_WhateverElse_IsNeverRefused(string policy) =>
        Assert.All(Every(["device", "place", "consent", "manner", "time", "approval"]), c =>
            Assert.NotEqual(AnswerLevel.Deny, Ask(policy, ["actor=patient", "act=record", "subject=self", .. c]).Level));

    [Fact]
    public void Lpt_WoundOnOwnPhone_IsRefusedWhateverTheConsent() =>
        Assert.All(Every(["consent", "approval", "purpose", "place"]), c =>
        {
            var answer = Ask("lpt", ["actor=employee", "act=photograph", "device=personal", "subject=patient", "shows=injury", .. c]);
            Assert.Equal((AnswerLevel.Deny, true), (answer.Level, answer.Final));
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ask_EveryActAlone_AsksOnlyWhatTheRulesNameAndEnds(string policy)
    {
        foreach (var act in FactVocabulary.Find("act")!.Values)
        {
            var known = new List<string> { $"act={act}" };
            for (var answer = Ask(policy, known); !answer.Final; answer = Ask(policy, known))
            {
                Assert.True(known.Count < 20, $"{policy}: {string.Join(' ', known)} asks on.");
                var missing = answer.Missing[0];
                Assert.DoesNotContain(known, k => k.StartsWith(missing.Fact + "=", StringComparison.Ordinal));
                known.Add($"{missing.Fact}={missing.Values[known.Count % missing.Values.Count]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ask_EveryActAlone_TwoValuesOfEachQuestionCanLeadApart(string policy)
    {
        // By walking on from each value: somewhere below, the same further facts must give different answers.
        foreach (var act in FactVocabulary.Find("act")!.Values)
        {
            foreach (var missing in Ask(policy, [$"act={act}"]).Missing)
            {
                var reachable = missing.Values.Select(v => string.Join(',', Below(policy, [$"act={act}", $"{missing.Fact}={v}"], depth: 2))).Distinct().Count();
                Assert.True(reachable > 1 || FactVocabulary.Find(missing.Fact)!.Set, $"{policy}: act={act} asks {missing.Fact}, and every value leads to the same.");
            }
        }
    }

    private static IEnumerable<string> Below(string policy, string[] known, int depth)
    {
        var answer = Ask(policy, known);
        if (answer.Final || depth == 0)
        {
            return [$"{answer.Level}{(answer.Final ? "" : "?" + string.Join('+', answer.Missing.Select(m => m.Fact)))}"];
        }

        return answer.Missing[0].Values.SelectMany(v => Below(policy, [.. known, $"{answer.Missing[0].Fact}={v}"], depth - 1));
    }

    private static IEnumerable<string[]> Every(string[] facts) =>
        facts.Aggregate((IEnumerable<string[]>)[[]], (all, fact) => all.SelectMany(c => FactVocabulary.Find(fact)!.Values.Where((_, i) => facts.Length <= 4 || i % 2 == 0).Select(v => (string[])[.. c, $"{fact}={v}"])));

    private static Answer Ask(string policy, IEnumerable<string> facts) => Policies[policy].Advisor.Ask(Sample.Facts(facts), Sample.Day);

    private static double Share(IReadOnlyList<ClauseCoverage> rows, string door) => rows.Where(r => r.Door == door).Sum(r => r.Passed) / (double)rows.Where(r => r.Door == door).Sum(r => r.Total);

    private static string Failing(IEnumerable<ClauseCoverage> rows) => string.Join('\n', rows.SelectMany(r => r.Failing).Select(f => $"{f.Example}: {f.Reason}"));
}
