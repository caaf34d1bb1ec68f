using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Procedures;

public class WalkDoorTests
{
    private static readonly QuestionReader Questions = new(VocabularyFolder.ReadQuestions(Repository.At("vocabulary")).Vocabulary);

    [Theory]
    [InlineData("run: { procedure: filming }\n  want: { first: tell-senior, next: [tell-senior, support-patient], notNext: [ask-to-stop], ended: \"no\", section: \"1\" }")]
    [InlineData("run: { procedure: filming, upTo: ask-to-delete, facts: { stopped: \"no\" } }\n  want: { next: [ask-to-delete], who: most-senior-on-duty, forbids: [detain, take-device], records: [recordings] }")]
    [InlineData("run: { procedure: filming, upTo: ask-to-delete, facts: { stopped: \"no\" }, attempt: { step: ask-to-delete, done: \"true\", role: security } }\n  want: { refused: step.role, section: \"1\" }")]
    [InlineData("run: { procedure: filming, attempt: { step: ask-to-stay, done: \"true\" } }\n  want: { refused: step.not-open }")]
    [InlineData("run: { procedure: filming, upTo: ask-to-delete, facts: { stopped: \"no\", could-be-evidence: \"yes\" } }\n  want: { ended: evidence, opens: [abuse-image] }")]
    [InlineData("run: { procedure: filming, upTo: closed, facts: { stopped: \"yes\", refuses: \"no\", serious: \"no\" } }\n  want: { ended: closed, decided: { route: ward }, says: [dealt with], records: [recordings] }")]
    [InlineData("run: { procedure: filming, at: 2026-04-02T10:00, upTo: serious, facts: { stopped: \"yes\", refuses: \"no\" } }\n  want: { first: serious, due: 2026-04-09, ahead: [exclude], never: [detain, take-device] }")]
    [InlineData("run: { procedure: filming, upTo: exclude, facts: { stopped: \"yes\", refuses: \"no\", serious: \"yes\" } }\n  want: { fields: [name, until], letters: [exclusion], decided: { route: security } }")]
    [InlineData("run: { procedure: filming, facts: { aggravated: \"yes\" } }\n  want: { first: call-security, due: at once, notNext: [tell-senior], says: [Everything else waits], notSays: [detain them] }")]
    [InlineData("run: { procedure: filming, answers: [{ step: aggravated, value: \"yes\" }] }\n  want: { first: call-security }")]
    [InlineData("run: { text: somebody films the ward }\n  want: { found: [filming], first: tell-senior }")]
    [InlineData("run: { procedure: abuse-image, attempt: { step: leave, done: \"true\", file: [picture.jpg] } }\n  want: { refused: file.refused }")]
    public void Try_WhatHolds_Passes(string entry) => Assert.Null(Tried(entry));

    [Theory]
    [InlineData("run: { procedure: filming }\n  want: { first: support-patient }", "Wanted `support-patient` first; open tell-senior")]
    [InlineData("run: { procedure: filming }\n  want: { next: [ask-to-stop] }", "Wanted `ask-to-stop` open")]
    [InlineData("run: { procedure: filming }\n  want: { never: [ask-to-delete] }", "Wanted never ask-to-delete; `ask-to-delete` does it")]
    [InlineData("run: { procedure: filming }\n  want: { section: \"2\" }", "Wanted section 2; cited 1")]
    [InlineData("run: { procedure: filming }\n  want: { forbids: [take-device] }", "Wanted take-device shown as forbidden; shown detain")]
    [InlineData("run: { procedure: filming, attempt: { step: tell-senior, done: \"true\" } }\n  want: { first: ask-to-stop }", "`tell-senior` was refused: The field `belief` is empty")]
    [InlineData("run: { procedure: filming, attempt: { step: aggravated, value: \"no\" } }\n  want: { refused: step.role }", "Wanted step.role; it was taken")]
    [InlineData("run: { procedure: filming, upTo: evidence }\n  want: { first: evidence }", "The walk stands at `stopped`, which neither `facts` nor `answers` answers")]
    [InlineData("run: { procedure: filming, answers: [{ step: ask-to-stop, done: \"true\" }] }\n  want: { first: stopped }", "`ask-to-stop` was refused")]
    [InlineData("run: { procedure: filming }\n  want: { ended: closed }", "Wanted the end `closed`")]
    [InlineData("run: { text: an indecent picture of a child }\n  want: { found: [filming], ended: closed }", "Wanted")]
    public void Try_WhatDoesNotHold_SaysWhatCameOut(string entry, string says) => Assert.Contains(says, Tried(entry), StringComparison.Ordinal);

    [Fact]
    public void Run_WithoutAMachineForm_ClausesWithAProcedureCountAsNotYet()
    {
        using var folder = new TemporaryFolder();
        var rulebook = Sample.Rulebook with { Clauses = [.. Sample.Rulebook.Clauses.Select(c => c with { Controls = ["procedure"] })] };
        var examples = new[] { new Example("sample-1-01#1", "Somebody films", "they are asked to stop", null) };

        var row = Assert.Single(new Coverage(null, Questions, rulebook).Run(examples, rulebook.InForce, ["walk"]));

        Assert.Equal(("sample-1-01", "walk", "not-yet", 0, 1), (row.Clause, row.Door, row.State, row.Passed, row.Total));
        Assert.StartsWith("No run", row.Failing.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ForAPartThatComesLater_SaysSo()
    {
        var row = Rows("later: accounts").Single();

        Assert.Equal(("not-yet", "It waits for a part that is not built: accounts."), (row.State, row.Failing.Single().Reason));
    }

    private static string? Tried(string entry) => Rows(entry).Single().Failing.SingleOrDefault()?.Reason;

    private static IReadOnlyList<ClauseCoverage> Rows(string entry)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "examples"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "runs"));
        File.WriteAllText(Path.Combine(folder.Path, "examples", "1.yaml"), "examples:\n  - id: \"sample-1-01#1\"\n    given: Somebody films\n    expect: they are asked to stop\n");
        File.WriteAllText(Path.Combine(folder.Path, "runs", "1.yaml"), $"\"sample-1-01#1\":\n  door: walk\n  {entry}\n");
        var (examples, problems) = ExampleFolder.Read(folder.Path, Sample.Rulebook);
        Assert.Empty(problems);
        return new Coverage(null, Questions, Sample.Rulebook).Run(examples, Sample.Rulebook.InForce, ["walk"]);
    }
}
