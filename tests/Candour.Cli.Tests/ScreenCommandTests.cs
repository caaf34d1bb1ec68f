using System.Text;
using System.Text.Json;

namespace Candour.Cli.Tests;

public class ScreenCommandTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public void Screen_Lines_GiveSpansInOrder(string threads)
    {
        var input = """
            {"id":"a","text":"ring me on 07700 900123"}
            {"id":"b","text":"nothing here"}
            {"id":"c","text":"😂 mail ffion@example.org"}
            """;

        var (code, output, _) = Program.Run(["screen", "--threads", threads], Encoding.UTF8.GetBytes(input));

        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(0, code);
        Assert.Equal(["a", "b", "c"], rows.Select(r => r.GetProperty("id").GetString()));
        Assert.Equal(("PHONE", 11, 23), Span(rows[0]));
        Assert.Empty(rows[1].GetProperty("spans").EnumerateArray());
        Assert.Equal(("EMAIL", 8, 25), Span(rows[2])); // UTF-16 code units: the emoji counts two
    }

    [Fact]
    public void Screen_BrokenLine_IsNamedAndTheOthersAnswered()
    {
        var (code, output, _) = Program.Run(["screen"], [.. "{\"id\":\"a\",\"text\":\"x\"}\n"u8, 0xff, (byte)'\n', .. "{\"id\":\"b\",\"text\":\"x\"}\n{\"id\":\"c\"}\n"u8]);

        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, code);
        Assert.Equal(4, rows.Length);
        Assert.Contains("\"line\":2,\"error\":\"Line 2 is not UTF-8.\"", rows[1], StringComparison.Ordinal);
        Assert.Contains("Line 4 has no text.", rows[3], StringComparison.Ordinal);
    }

    private static (string?, int, int) Span(JsonElement row)
    {
        var span = Assert.Single(row.GetProperty("spans").EnumerateArray());
        return (span.GetProperty("label").GetString(), span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
    }
}
