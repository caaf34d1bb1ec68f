using System.Text.Json;

namespace Candour.Cli.Tests;

public class PolicyCommandTests
{
    [Fact]
    public void List_Policies_NamesTheFive()
    {
        var (code, json) = Program.Json(["policy", "list", "--format", "json"]);

        Assert.Equal(0, code);
        Assert.Equal(["clatterbridge", "cumbria", "las", "lpt", "south-tyneside"], json.EnumerateArray().Select(p => p.GetProperty("id").GetString()).Order());
    }

    [Fact]
    public void Clause_Known_ShowsItsWordsRulesAndExamples()
    {
        var (code, output, _) = Program.Run(["policy", "clause", "las-5.14-18"]);

        Assert.Equal(0, code);
        Assert.Contains("In our words:", output, StringComparison.Ordinal);
        Assert.Contains("las-5.14-18#1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clause", "las-99-99", "There is no clause `las-99-99`")]
    [InlineData("show", "nowhere", "There is no policy `nowhere`")]
    [InlineData("check", "/nowhere", "There is no folder /nowhere")]
    public void Policy_UnknownName_SaysSo(string command, string name, string says)
    {
        var (code, _, error) = Program.Run(["policy", command, name]);

        Assert.Equal(1, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_Words_FindsClauses()
    {
        var (code, json) = Program.Json(["policy", "search", "las", "photographs", "of", "patients", "--format", "json"]);

        Assert.Equal(0, code);
        Assert.Contains(json.EnumerateArray(), c => c.GetProperty("section").GetString() == "5.13");
    }

    [Fact]
    public void Check_GoodAndBrokenFolder_AreToldApart()
    {
        Assert.Equal(0, Program.Run(["policy", "check", Path.Combine(Program.Root(), "rulebooks", "las", "3.2")]).Code);
        var (code, output, _) = Program.Run(["policy", "check", Path.GetTempPath()]);

        Assert.Equal(2, code);
        Assert.Contains("rulebook.yaml:0: There is no rulebook.yaml", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_OnePolicy_ListsEveryClauseAndItsExamples()
    {
        var (code, json) = Program.Json(["policy", "coverage", "las", "--format", "json"]);

        var rows = json.EnumerateArray().ToArray();
        var shown = Program.Json(["policy", "show", "las", "--format", "json"]).Json.GetProperty("clauses").EnumerateArray().Select(c => c.GetProperty("id").GetString());
        Assert.Equal(2, code);
        Assert.Empty(shown.Except(rows.Select(r => r.GetProperty("clause").GetString())));
        Assert.All(rows, r => Assert.Equal(
            r.GetProperty("total").GetInt32(), r.GetProperty("passed").GetInt32() + r.GetProperty("failing").GetArrayLength()));
    }
}
