using System.Text;
using System.Text.Json;

namespace Candour.Cli.Tests;

public class CheckCommandTests
{
    private const string Post = "Great shift. Pt in bed 4, 34yo with Ehlers-Danlos from Pinner, you know who you are 😂";

    [Theory]
    [InlineData("las", "5.14")]
    [InlineData("south-tyneside", "3.2")]
    public void Check_SmallDetails_AreIndirectIdentification(string policy, string section)
    {
        var (code, verdict) = Program.Json(["check", "--policy", policy, "--text", Post, "--format", "json"]);

        Assert.Equal(2, code);
        Assert.Contains(verdict.GetProperty("reasons").EnumerateArray(), r =>
            r.GetProperty("category").GetString() == "indirect-identifier" && r.GetProperty("sections").EnumerateArray().Any(s => s.GetString() == section));
    }

    [Fact]
    public void Check_Roast_IsClear()
    {
        var (code, verdict) = Program.Json(["check", "--policy", "clatterbridge", "--text", "Sunday roast done, feet up, match on ⚽", "--format", "json"]);

        Assert.Equal((0, "clear"), (code, verdict.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void Check_Bus_IsNoPatient()
    {
        var (_, verdict) = Program.Json(["check", "--policy", "las", "--text", "The 999 000 0018 bus is late again", "--format", "json", "--quick"]);

        Assert.DoesNotContain(verdict.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("category").GetString() == "patient-identifier");
        Assert.Equal("none", verdict.GetProperty("readers")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(1, "There is no fact `colour`", "--policy", "lpt", "--text", "x", "--fact", "colour=blue")]
    [InlineData(1, "`account` cannot be `purple`", "--policy", "lpt", "--text", "x", "--fact", "account=purple")]
    [InlineData(1, "`account` was given twice", "--policy", "lpt", "--text", "x", "--fact", "account=personal", "--fact", "account=official")]
    [InlineData(1, "There is no policy `nowhere`", "--policy", "nowhere", "--text", "x")]
    [InlineData(1, "has no version `9`", "--policy", "las@9", "--text", "x")]
    [InlineData(1, "Say which policy", "--text", "x")]
    [InlineData(1, "There is nothing to check", "--policy", "las")]
    [InlineData(1, "--on should be a day", "--policy", "las", "--text", "x", "--on", "today")]
    [InlineData(3, "in force from 2017", "--policy", "las", "--text", "x", "--on", "1999-01-01")]
    [InlineData(3, "There is no file", "--policy", "las", "--file", "/nowhere/post.txt")]
    [InlineData(3, "is no picture", "--policy", "las", "--text", "x", "--quick", "--image", "/etc/hostname")]
    public void Check_WrongUse_SaysWhatToDo(int expected, string says, params string[] args)
    {
        var (code, _, error) = Program.Run(["check", .. args]);

        Assert.Equal(expected, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Many_KeepsTheOrderAndNamesBrokenLines()
    {
        var input = """
            {"id":"a","text":"POST"}
            not json
            {"id":"b","text":"Sunday roast done","facts":{"subject":["self"]}}
            {"id":"c","text":"x","facts":{"account":"purple"}}
            """.Replace("POST", Post, StringComparison.Ordinal);

        var (code, output, _) = Program.Run(["check", "--policy", "las", "--in", "-", "--quick"], Encoding.UTF8.GetBytes(input));

        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(3, code);
        Assert.Equal(["a", "2", "b", "c"], rows.Select(r => r.TryGetProperty("id", out var id) ? id.GetString() : r.GetProperty("line").ToString()));
        Assert.True(rows[1].TryGetProperty("error", out _) && rows[3].TryGetProperty("error", out _));
        Assert.Equal("clear", rows[2].GetProperty("verdict").GetString());
    }

    [Fact]
    public void Check_Replay_GivesTheSameRulesWithoutTheWords()
    {
        var (_, first, _) = Program.Run(["check", "--policy", "las", "--text", Post, "--format", "json"]);
        var node = System.Text.Json.Nodes.JsonNode.Parse(first)!;
        foreach (var finding in node["findings"]!.AsArray())
        {
            finding!.AsObject().Remove("text");
        }

        var file = Path.GetTempFileName();
        File.WriteAllText(file, node.ToJsonString());
        var (code, again) = Program.Json(["check", "--replay", file, "--format", "json"]);
        File.Delete(file);

        Assert.Equal(2, code);
        Assert.Equal(node["reasons"]!.AsArray().Select(r => (string?)r!["rule"]), again.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));
    }

    [Theory]
    [InlineData("not UTF-8")]
    [InlineData("control characters")]
    [InlineData("100,000 characters")]
    [InlineData("repeats")]
    [InlineData("100 MB")]
    public void Check_HostileInput_IsAnsweredOrRefusedInTime(string name)
    {
        var input = Hostile(name);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (code, _, error) = Program.Run(["check", "--policy", "las", "--format", "json", "-"], input);

        Assert.True(code is 0 or 2 or 3, $"{name}: exit {code}: {error}");
        Assert.DoesNotContain("Unhandled", error, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{name} took {watch.Elapsed}"); // no benchmark: only that it ends
    }

    private static byte[] Hostile(string name) => name switch
    {
        "not UTF-8" => [0xff, 0xfe, 0xfa, 0x20, 0x62],
        "control characters" => [.. Enumerable.Repeat(new byte[] { 0x61, 0, 1, 2 }, 50).SelectMany(b => b)],
        "100,000 characters" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ward 7 ", 14_286))[..100_000]),
        "repeats" => Encoding.UTF8.GetBytes(new string('@', 50_000) + new string('0', 50_000)),
        _ => new byte[100_000_000],
    };
}
