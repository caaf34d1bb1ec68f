using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Tests.Procedures;

/// <summary>What a careful safeguarding, security or information-governance lead would look for first.</summary>
public class ShippedProceduresTests
{
    private static readonly Rulebook Lpt = RulebookFolder.Read(Repository.At("rulebooks", "lpt", "1.0")).Rulebook!;
    private static readonly Rulebook Las = RulebookFolder.Read(Repository.At("rulebooks", "las", "3.2")).Rulebook!;

    [Fact]
    public void Filming_PatientFilmsOthersAndRefuses_AsksTheMostSeniorFirstAndForcesNobody()
    {
        var procedure = Procedure(Lpt, ProcedureFinder.Of(Lpt).Find("a patient films other patients and refuses to stop")[0].Procedure.Id);
        var walk = Begin(Lpt, procedure);

        Assert.Equal("Most senior on duty", walk.Open[0].To.Single().Name);
        Assert.Contains("detain", procedure.Forbidden.Select(f => f.Act));
        Assert.Contains("take-device", procedure.Forbidden.Select(f => f.Act));
        Assert.All(procedure.Steps, s => Assert.False(s.Act is "detain" or "take-device" or "search-person"));
        Assert.All(procedure.Steps.Where(s => s.Act is "call-police" or "call-security" or "call-emergency"), s => Assert.NotEmpty(Sections(s).Intersect(["7.4", "7.5"])));
        Assert.DoesNotContain(walk.Open, o => o.Step.Act is "call-police" or "call-security" or "call-emergency");
    }

    [Fact]
    public void AbuseImage_Begun_LeavesInPlaceCopiesNothingCalls101AndTellsSafeguardingAtOnce()
    {
        var walk = Begin(Lpt, Procedure(Lpt, ProcedureFinder.Of(Lpt).Find("abuse image")[0].Procedure.Id));
        var acts = walk.Open.Where(o => !o.Anytime).Select(o => o.Step.Act).ToArray();

        Assert.Equal("leave-in-place", acts[0]);
        Assert.Contains("call-police", acts);
        Assert.Contains(walk.Open, o => o.To.Any(t => t.Id == "safeguarding") && o.Due!.Words is "at once");
        Assert.Contains(walk.Open, o => o.Say.Contains("copy", StringComparison.OrdinalIgnoreCase));
        Assert.True(walk.RefusesFiles);
        Assert.All(walk.Open.Where(o => !o.Anytime), o => Assert.Contains("Appendix 5", o.Sections));
    }

    [Fact]
    public void SecurityAlert_AskedForByAJournalist_EndsAtTheSecuritySpecialistAndNeverOnSocialMedia()
    {
        var procedure = Procedure(Las, ProcedureFinder.Of(Las).Find("a journalist asks for a security alert")[0].Procedure.Id);

        Assert.Equal("security-alert", procedure.Kind);
        Assert.Contains("alert-on-social-media", procedure.Forbidden.Select(f => f.Act));
        Assert.DoesNotContain(procedure.Steps, s => s.Act is "publish" or "alert-on-social-media");
        Assert.Contains(procedure.Steps, s => s.To.Concat([s.Who]).Any(r => Las.Roles.FirstOrDefault(x => x.Id == r)?.Is is "security"));
    }

    [Fact]
    public void ThreatTest_OfBanterAboutAWard_EndsAtProtectedExpressionAndOffersTheWayToComplain()
    {
        var walk = Begin(Lpt, Procedure(Lpt, "threat-test"));
        foreach (var (step, value) in new[]
        {
            ("danger-now", "no"), ("evidence", "no"), ("court-order", "no"), ("manager-implicated", "no"), ("whole-thread", "yes"), ("how-often", "once"), ("credible-signs", "none"), ("targeted-signs", "none"),
            ("gross", "no"), ("author-kind", "outsider"),
        })
        {
            walk = DoneUpTo(walk, step).Then(StepAnswer.Of(walk.Procedure.Steps.First(s => s.Asks == step).Id, value) with { Reason = "It is banter: nobody is named, nothing is said that would be done." });
        }

        var complained = walk.Open.Select(o => o.Step).Concat(walk.Ahead.Select(a => a.Step)).Any(s => s.Act is "redirect");
        walk = DoneUpTo(walk, null);

        Assert.Equal("protected expression", walk.End!.Outcome);
        Assert.Contains("complaint", walk.End.Offers);
        Assert.True(complained);
        Assert.Equal("protected", walk.Decided.Single(d => d.Asks == "outcome").Value);
        Assert.DoesNotContain(walk.Done, d => walk.Procedure.Step(d.Step)?.Act is "call-police");
    }

    [Fact]
    public void EveryPolicy_HasItsProcedures_WithAWayForWhateverElseHappens()
    {
        foreach (var folder in Directory.EnumerateDirectories(Repository.At("rulebooks")).Where(f => Path.GetFileName(f) != "schema").SelectMany(Directory.EnumerateDirectories))
        {
            var rulebook = RulebookFolder.Read(folder).Rulebook!;
            var kinds = rulebook.Procedures.Select(p => p.Kind).ToHashSet();

            Assert.Subset(kinds, new HashSet<string> { "abuse-image", "threat", "breach", "misconduct", "safeguarding", "account", "device", "media", "concern", "advice" });
            Assert.Contains(rulebook.Procedures, p => p.KeepsNothing);
        }
    }

    // Whatever is to be done before somebody is asked.
    private static Walk DoneUpTo(Walk walk, string? asks)
    {
        while (walk.End is null && (asks is null || walk.Open.All(o => o.Asks != asks)))
        {
            var open = walk.Open.First(o => !o.Anytime);
            walk = walk.Then(Answering.Possible(walk, open)[0]);
        }

        return walk;
    }

    private static Procedure Procedure(Rulebook rulebook, string id) => rulebook.Procedures.Single(p => p.Id == id);

    private static Walk Begin(Rulebook rulebook, Procedure procedure) => Walk.Begin(rulebook, procedure, new FactSet(), Sample.Start);

    private static IEnumerable<string> Sections(Step step) => step.Clauses().Select(c => Lpt.Clauses.Single(x => x.Id == c).Section);
}
