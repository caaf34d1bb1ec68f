using System.Text;
using System.Text.Json;

namespace Candour.Cli.Tests;

public class ProcedureCommandTests
{
    private static readonly string[] Policies = ["lpt", "cumbria", "las", "south-tyneside", "clatterbridge"];

    [Fact]
    public void List_EveryPolicy_IsAnArrayWithSections()
    {
        foreach (var policy in Policies)
        {
            var (code, rows) = Program.Json(["procedure", "list", "--policy", policy, "--format", "json"]);

            Assert.Equal(0, code);
            Assert.InRange(rows.GetArrayLength(), 20, 100);
            Assert.All(rows.EnumerateArray(), r =>
            {
                Assert.NotEqual("", r.GetProperty("id").GetString());
                Assert.NotEqual("", r.GetProperty("title").GetString());
                Assert.NotEqual(0, r.GetProperty("sections").GetArrayLength() + (r.GetProperty("kind").GetString() is "abuse-image" ? 1 : 0));
            });
        }
    }

    [Fact]
    public void Find_FilmingOnAWard_NamesSectionSevenAmongTheFirstThree()
    {
        var (code, found) = Program.Json(["procedure", "find", "--policy", "lpt", "--text", "a visitor is filming other patients and refuses to stop", "--format", "json"]);

        Assert.Equal(0, code);
        Assert.Contains(found.GetProperty("procedures").EnumerateArray().Take(3).SelectMany(p => p.GetProperty("sections").EnumerateArray()), s => s.GetString()!.StartsWith("7.", StringComparison.Ordinal));
        Assert.InRange(found.GetProperty("procedures")[0].GetProperty("score").GetDouble(), 0.1, 1);
    }

    [Fact]
    public void Find_NothingThatPointsAnywhere_OffersAdviceAndIsNotClear()
    {
        var (code, found) = Program.Json(["procedure", "find", "--policy", "lpt", "--text", "-", "--format", "json"], Encoding.UTF8.GetBytes("!!!"));

        Assert.Equal(2, code);
        Assert.Equal("ask-advice", found.GetProperty("procedures")[0].GetProperty("id").GetString());
        Assert.NotEqual("", found.GetProperty("note").GetString());
    }

    [Fact]
    public void Walk_NothingAnswered_HasANextStepInTheAgreedShape()
    {
        var (code, walk) = Program.Json(["procedure", "walk", "suspected-recording", "--policy", "lpt", "--at", "2026-04-02T10:00", "--on", "2022-01-01", "--format", "json"]);

        Assert.Equal(0, code);
        Assert.False(walk.GetProperty("ended").GetBoolean());
        Assert.Equal("suspected-recording", walk.GetProperty("procedure").GetString());
        var next = walk.GetProperty("next")[0];
        foreach (var name in new[] { "step", "words", "who", "must", "clauses", "sections", "origin" })
        {
            Assert.True(next.TryGetProperty(name, out _), name);
        }

        Assert.Equal("you", next.GetProperty("who").GetString());
        Assert.Equal("Most senior on duty", next.GetProperty("to")[0].GetString());
        Assert.Contains("detain", walk.GetProperty("forbidden").EnumerateArray().Select(f => f.GetProperty("act").GetString()));
        Assert.NotEqual(0, walk.GetProperty("ahead").GetArrayLength());
        Assert.Equal(0, walk.GetProperty("done").GetArrayLength());
        Assert.Equal(0, walk.GetProperty("records").GetArrayLength());
    }

    [Fact]
    public void Walk_EveryProcedureOfEveryPolicy_HasANextStep()
    {
        foreach (var policy in Policies)
        {
            var rows = Program.Json(["procedure", "list", "--policy", policy, "--format", "json"]).Json.EnumerateArray().Take(4);
            Assert.All(rows, r =>
            {
                var walk = Program.Json(["procedure", "walk", r.GetProperty("id").GetString()!, "--policy", policy, "--format", "json"]).Json;
                Assert.True(walk.GetProperty("next").GetArrayLength() > 0);
            });
        }
    }

    [Fact]
    public void Walk_AnswersByStep_AreGivenAsStepsOpen()
    {
        // The last stands first: it is given when its step opens.
        var answers = """{"recording-kind": "no-such-value", "tell-senior": {"done": true, "fields": {}}}""";
        var (code, walk) = Program.Json(["procedure", "walk", "suspected-recording", "--policy", "lpt", "--answers", "-", "--format", "json"], Encoding.UTF8.GetBytes(answers));

        Assert.Equal(2, code);
        var refusal = walk.GetProperty("refusal");
        Assert.True(refusal.GetProperty("code").GetString() is "step.value" or "field.required");
        Assert.NotEqual("", refusal.GetProperty("toDo").GetString());
        Assert.NotEqual(0, walk.GetProperty("next").GetArrayLength());
    }

    [Fact]
    public void Walk_AnswerBeforeItsTurn_IsRefusedWithTheSection()
    {
        var (code, walk) = Program.Json(["procedure", "walk", "suspected-recording", "--policy", "lpt", "--answers", "-", "--format", "json"], """[{"step": "ask-to-delete", "done": true}]"""u8.ToArray());

        Assert.Equal(2, code);
        Assert.Equal("step.not-open", walk.GetProperty("refusal").GetProperty("code").GetString());
        Assert.Contains("7.5", walk.GetProperty("refusal").GetProperty("sections").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public void Walk_AFileOnAnAbuseImage_IsRefused()
    {
        var (code, walk) = Program.Json(["procedure", "walk", "abuse-image", "--policy", "lpt", "--answers", "-", "--format", "json"], """[{"step": "leave", "done": true, "files": ["picture.jpg"]}]"""u8.ToArray());

        Assert.Equal(2, code);
        Assert.Equal("file.refused", walk.GetProperty("refusal").GetProperty("code").GetString());
    }

    [Fact]
    public void Walk_FactsOfTheProcedure_AreTaken()
    {
        var (code, walk) = Program.Json(["procedure", "walk", "suspected-recording", "--policy", "lpt", "--fact", "aggravated=yes", "--format", "json"]);

        Assert.Equal(0, code);
        Assert.Equal("call-security", walk.GetProperty("next")[0].GetProperty("step").GetString());
        Assert.Equal("at once", walk.GetProperty("next")[0].GetProperty("due").GetString());
    }

    [Theory]
    [InlineData(1, "There is no procedure `sing`", "walk", "sing", "--policy", "lpt")]
    [InlineData(1, "There is no fact `colour`", "walk", "abuse-image", "--policy", "lpt", "--fact", "colour=red")]
    [InlineData(1, "cannot be `perhaps`", "walk", "suspected-recording", "--policy", "lpt", "--fact", "aggravated=perhaps")]
    [InlineData(1, "--at should be a time", "walk", "abuse-image", "--policy", "lpt", "--at", "noon")]
    [InlineData(1, "There is no policy `nowhere`", "list", "--policy", "nowhere")]
    [InlineData(3, "no version in force", "list", "--policy", "lpt", "--on", "1999-01-01")]
    [InlineData(3, "There is no file", "walk", "abuse-image", "--policy", "lpt", "--answers", "/nowhere.json")]
    public void WrongUse_SaysWhatAndEndsAsAgreed(int code, string says, params string[] args)
    {
        var (ended, _, error) = Program.Run(["procedure", .. args]);

        Assert.Equal(code, ended);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Walk_AnswersThatAreNoJson_SaysTheLine()
    {
        var (code, _, error) = Program.Run(["procedure", "walk", "abuse-image", "--policy", "lpt", "--answers", "-"], "[\n{\"step\": }]"u8.ToArray());

        Assert.Equal(3, code);
        Assert.Contains("line 2 of standard input", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Walk_AsText_BeginsWithWhatIsUrgent()
    {
        var (code, output, _) = Program.Run(["procedure", "walk", "abuse-image", "--policy", "lpt"]);

        Assert.Equal(0, code);
        Assert.StartsWith("NOW: ", output, StringComparison.Ordinal);
        Assert.Contains("NEXT leave:", output, StringComparison.Ordinal);
        Assert.Contains("NEVER: ", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing is kept.\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("[1]", "$[0]")]
    [InlineData("""[{"done": true}]""", "`step`")]
    [InlineData("""{"tell-line-manager": {"done": true, "at": "noon"}}""", "$.at")]
    public void Walk_AnswersOfAnotherShape_SaysWhereInPlainWords(string answers, string wanted)
    {
        var (code, _, error) = Program.Run(["procedure", "walk", "abuse-image", "--policy", "lpt", "--answers", "-"], Encoding.UTF8.GetBytes(answers));

        Assert.Equal(3, code);
        Assert.Contains(wanted, error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Candour.Engine", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_AnOrdinaryQuestion_OffersAdviceFirstAndSaysWhy()
    {
        var (code, found) = Program.Json(["procedure", "find", "--policy", "lpt", "--text", "how do i book annual leave", "--format", "json"]);

        Assert.Equal(2, code);
        Assert.Equal("ask-advice", found.GetProperty("procedures")[0].GetProperty("id").GetString());
        Assert.Equal(0, found.GetProperty("procedures")[0].GetProperty("score").GetDouble());
        Assert.Contains("ordinary question", found.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Show_AsText_NamesEveryStepInOrder()
    {
        var (code, output, _) = Program.Run(["procedure", "show", "suspected-recording", "--policy", "lpt"]);

        Assert.Equal(0, code);
        Assert.True(output.IndexOf("tell-senior", StringComparison.Ordinal) < output.IndexOf("ask-to-delete", StringComparison.Ordinal));
    }

    [Fact]
    public void Show_AsJson_IsTheProcedure()
    {
        var (code, procedure) = Program.Json(["procedure", "show", "abuse-image", "--policy", "lpt", "--format", "json"]);

        Assert.Equal(0, code);
        Assert.Equal(JsonValueKind.Array, procedure.GetProperty("steps").ValueKind);
    }

    [Fact]
    public void Coverage_OfTheDoorWalk_RunsWithoutTheReaders()
    {
        var (_, rows) = Program.Json(["policy", "coverage", "las", "--door", "walk", "--format", "json"]);

        Assert.All(rows.EnumerateArray(), r => Assert.Equal("walk", r.GetProperty("door").GetString()));
        Assert.InRange(rows.EnumerateArray().Sum(r => r.GetProperty("passed").GetInt32()), 50, 500);
    }
}
