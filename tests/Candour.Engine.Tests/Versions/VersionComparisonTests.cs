using System.Text.Json;
using Candour.Engine.Rulebooks;
using Candour.Engine.Versions;

namespace Candour.Engine.Tests.Versions;

public class VersionComparisonTests
{
    private const string Clauses = "clauses/1.yaml";
    private const string Filming = "procedures/filming.yaml";

    private const string Fourth = "\n  - id: sample-3-01\n    order: 3\n    section: \"3\"\n    heading: Names\n    says: Staff write under their own name.\n    modality: must\n    actors: [staff]\n    topic: names\n    controls: [screen]\n    needs: Find pseudonyms.\n";

    [Fact]
    public void Compare_SameWords_FindsNothing()
    {
        var record = TwoVersions.Compare();

        Assert.Empty(record.Changes);
        Assert.Empty(record.Answers);
    }

    [Fact]
    public void Compare_RemarksAndOrderAlone_FindsNothing() => Assert.Empty(TwoVersions.Compare(("content.yaml", "rules:", "# a remark\nrules:"), ("rulebook.yaml", "[facebook, instagram]", "[instagram, facebook]")).Changes);

    [Fact]
    public void Compare_TwoPolicies_IsRefused()
    {
        var rulebook = RulebookFolder.Read(Repository.At("rulebooks", "schema", "good")).Rulebook!;

        Assert.Throws<ArgumentException>(() => VersionComparison.Compare(rulebook, rulebook with { Id = "other" }, []));
    }

    [Fact]
    public void Compare_ClauseAdded_TellsItsWords()
    {
        var change = TwoVersions.Only((Clauses, "needs: Find complaints about work.", "needs: Find complaints about work." + Fourth));

        Assert.Equal(("clause", "sample-3-01", "3", "Names"), (change.Part, change.Id, change.Section, change.Name));
        Assert.Equal(["added"], change.Ways);
        Assert.Contains(change.Differences, d => d is { What: "wording", Was: null, Now: "Staff write under their own name." });
    }

    [Fact]
    public void Compare_RuleRemoved_TellsItsWords()
    {
        var change = TwoVersions.Only(("content.yaml", "  - id: sample/2/grievance\n    because: [sample-2-01]\n    category: grievance\n    verdict: ask\n    when: { sign: grievance }\n    why: It complains about work in public.\n", ""));

        Assert.Equal(("content-rule", "sample/2/grievance", "2"), (change.Part, change.Id, change.Section));
        Assert.Equal(["removed"], change.Ways);
        Assert.Contains(change.Differences, d => d is { What: "verdict", Was: "ask", Now: null });
    }

    [Fact]
    public void Compare_StepAdded_TellsTheStepAndTheNewOrder()
    {
        var record = TwoVersions.Compare((Filming, "  - id: ask-to-stop\n", "  - id: calm-down\n    kind: do\n    act: support\n    say: Take a breath.\n    because: [sample-2-01]\n  - id: ask-to-stop\n"));

        Assert.Equal([("procedure", "filming", "other order"), ("step", "filming/calm-down", "added")], record.Changes.Select(c => (c.Part, c.Id, Assert.Single(c.Ways))));
        Assert.Equal("2", record.Changes[1].Section);
        Assert.Contains(record.Changes[1].Differences, d => d is { What: "words", Was: null, Now: "Take a breath." });
    }

    [Fact]
    public void Compare_StepThatMayNowBeSkipped_IsMilder()
    {
        var change = TwoVersions.Only((Filming, "    act: ask-to-stop\n", "    act: ask-to-stop\n    must: \"false\"\n"));

        Assert.Equal(("step", "filming/ask-to-stop"), (change.Part, change.Id));
        Assert.Equal(["milder"], change.Ways);
    }

    [Theory]
    [InlineData("within: 3 working days", "within: 5 working days", "step", "filming/serious", "other times")]
    [InlineData("words: Nobody may take the phone.", "words: Nobody takes the phone away.", "forbidden-act", "filming/never/take-device", "reworded")]
    [InlineData("when: { fact: refuses, is: [\"yes\"] }\n    because: [sample-1-01]\n  - id: recipients", "when: { fact: refuses, is: [\"no\"] }\n    because: [sample-1-01]\n  - id: recipients", "step", "filming/ask-to-stay", "other circumstances")]
    public void Compare_StepChanged_TellsHow(string was, string now, string part, string id, string way)
    {
        var change = TwoVersions.Only((Filming, was, now));

        Assert.Equal((part, id), (change.Part, change.Id));
        Assert.Equal([way], change.Ways);
    }

    [Theory]
    [InlineData("registers.yaml", "reads: [security]", "reads: [security, communications]", "register", "other people")]
    [InlineData("access.yaml", "keep: { for: 8 years", "keep: { for: 10 years", "access", "other times")]
    [InlineData("letters/exclusion.md", "you may not come", "you must not come", "letter", "reworded")]
    public void Compare_RegisterAccessOrLetterChanged_TellsHow(string file, string was, string now, string part, string way)
    {
        var change = TwoVersions.Only((file, was, now));

        Assert.Equal(part, change.Part);
        Assert.Equal([way], change.Ways);
    }

    [Fact]
    public void Compare_ClauseInAnotherSection_IsMovedAndItsRulesAreNotChanged()
    {
        var change = TwoVersions.Only((Clauses, "section: \"2\"", "section: \"4\""));

        Assert.Equal(["moved"], change.Ways);
        Assert.Equal(new("section", "2", "4", null), change.Differences[0] with { Words = null });
    }

    [Fact]
    public void Compare_ClauseUnderANewId_IsTheSameClause()
    {
        var change = TwoVersions.Only(
            (Clauses, "id: sample-2-01", "id: sample-5-01"), (Clauses, "section: \"2\"", "section: \"5\""), (Clauses, "Complaints about work go to the manager.", "Complaints about work go to the line manager."),
            ("content.yaml", "sample-2-01", "sample-5-01"), ("decisions.yaml", "sample-2-01", "sample-5-01"), ("guidance/visitors.md", "sample-2-01", "sample-5-01"));

        Assert.Equal(("sample-5-01", "sample-2-01"), (change.Id, change.FormerId));
        Assert.Equal(["moved", "reworded"], change.Ways);
        var wording = Assert.Single(change.Differences, d => d.What is "wording");
        Assert.Equal([new("both", "Complaints about work go to the"), new("now", "line"), new("both", "manager.")], wording.Words!);
    }

    [Fact]
    public void Compare_AnotherStatementUnderANewId_IsAnotherClause()
    {
        var changes = TwoVersions.Compare(
            (Clauses, "id: sample-2-01", "id: sample-5-01"), (Clauses, "Complaints about work go to the manager.", "Everyone who retires hands their badge back."),
            ("content.yaml", "sample-2-01", "sample-5-01"), ("decisions.yaml", "sample-2-01", "sample-5-01"), ("guidance/visitors.md", "sample-2-01", "sample-5-01")).Changes;

        Assert.Equal([("sample-5-01", "added"), ("sample-2-01", "removed")], changes.Where(c => c.Part is "clause").Select(c => (c.Id, Assert.Single(c.Ways))));
    }

    [Theory]
    [InlineData("should", "must", "stricter")]
    [InlineData("should", "may", "milder")]
    [InlineData("should", "should-not", "turned round")]
    [InlineData("should", "must-not", "turned round")]
    public void Compare_Force_SaysWhichWay(string was, string now, string way)
    {
        var change = TwoVersions.Only((Clauses, $"modality: {was}\n", $"modality: {now}\n"));

        Assert.Equal([way], change.Ways);
        Assert.Equal(("force", was, now.Replace('-', ' ')), (change.Differences[0].What, change.Differences[0].Was, change.Differences[0].Now));
    }

    [Theory]
    [InlineData("stop", "stricter")]
    [InlineData("consider", "milder")]
    public void Compare_Verdict_SaysWhichWay(string now, string way)
    {
        var change = TwoVersions.Only(("content.yaml", "verdict: ask", $"verdict: {now}"));

        Assert.Equal([way], change.Ways);
        Assert.Equal(("verdict", "ask", now), (change.Differences[0].What, change.Differences[0].Was, change.Differences[0].Now));
    }

    [Fact]
    public void Compare_OtherCircumstances_TellsBothInWords()
    {
        var change = TwoVersions.Only(("content.yaml", "{ fact: account, is: [personal] }", "{ not: { fact: account, is: [official] } }"));

        Assert.Equal(["other circumstances"], change.Ways);
        Assert.EndsWith("and “Account” is “My personal account”", change.Differences[0].Was, StringComparison.Ordinal);
        Assert.EndsWith("and not (“Account” is “An official account of the organisation”)", change.Differences[0].Now, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_NamedCondition_ChangesEveryRuleThatUsesIt()
    {
        var record = TwoVersions.Compare(("rulebook.yaml", "is: [\"yes\", identifiable]", "is: [\"yes\"]"));

        Assert.Equal(["sample/1/contempt"], record.Changes.Select(c => c.Id));
    }

    [Fact]
    public void Compare_HeadOfThePolicy_TellsDatesContactsSettingsPlatformsWarningsAndNames()
    {
        var record = TwoVersions.Compare(
            ("rulebook.yaml", "version: \"1.0\"", "version: \"2.0\""), ("rulebook.yaml", "inForce: 2026-01-01", "inForce: 2027-01-01"), ("rulebook.yaml", "reviewDue: 2027-03", "reviewDue: 2030-03-31"),
            ("rulebook.yaml", "call 111", "call 222"), ("rulebook.yaml", "value: \"0.02\"", "value: \"0.05\""), ("rulebook.yaml", "[facebook, instagram]", "[facebook, tiktok]"),
            ("rulebook.yaml", "This policy has expired.", "This policy is no longer valid."), ("rulebook.yaml", "sites: [Wren ward]", "sites: [Heron ward]"), ("rulebook.yaml", "is: communications", "is: manager"));

        Assert.Equal(("1.0", "2.0"), (record.From.Version, record.To.Version));
        var policy = Assert.Single(record.Changes, c => c.Part is "policy");
        Assert.Equal([("in force from", "2026-01-01", "2027-01-01"), ("review due", "2027-03-31", "2030-03-31")], policy.Differences.Select(d => (d.What, d.Was, d.Now)));
        Assert.Equal(
            [("contact", "support", "reworded"), ("setting", "disturb", "changed"), ("platform", "tiktok", "added"), ("platform", "instagram", "removed"), ("role", "Communications team", "changed"), ("warning", "expired", "reworded"),
                ("term", "a site: Heron ward", "added"), ("term", "a site: Wren ward", "removed")],
            record.Changes.Where(c => c.Part is not "policy").Select(c => (c.Part, c.Id, Assert.Single(c.Ways))));
        Assert.All(record.Changes, c => Assert.Contains(c.Part, PolicyParts.All.Select(p => p.Id)));
    }

    [Fact]
    public void Compare_Guidance_TellsItsTextWordByWord()
    {
        var change = TwoVersions.Only(("guidance/visitors.md", "Please ask before you film.", "Please do not film."));

        Assert.Equal(("guidance", "visitors"), (change.Part, change.Id));
        Assert.Contains(new("was", "ask before you"), change.Differences[0].Words!);
    }

    [Fact]
    public void Compare_DecisionRule_TellsAnswerConditionsAndReading()
    {
        var change = TwoVersions.Only(
            ("decisions.yaml", "A manager has agreed.", "A senior manager has agreed."), ("decisions.yaml", "met: { fact: approval, is: [manager, senior-manager] }", "met: { fact: approval, is: [senior-manager] }"),
            ("decisions.yaml", "The policy names no manager; the line manager is our reading.", "The policy names no manager."));

        Assert.Equal(["other conditions", "reworded"], change.Ways);
        Assert.Equal(["on conditions", "a condition is known to hold when", "our reading"], change.Differences.Select(d => d.What));
    }

    [Fact]
    public void Json_HasTheRecordsFields()
    {
        var json = JsonSerializer.SerializeToElement(TwoVersions.Compare((Clauses, "modality: should", "modality: must")), EngineJson.Line.VersionRecord);

        Assert.Equal("sample", json.GetProperty("policy").GetString());
        Assert.Equal("1.0", json.GetProperty("from").GetProperty("version").GetString());
        Assert.Equal("stricter", json.GetProperty("changes")[0].GetProperty("ways")[0].GetString());
        Assert.Equal(JsonValueKind.Array, json.GetProperty("answers").ValueKind);
    }
}
