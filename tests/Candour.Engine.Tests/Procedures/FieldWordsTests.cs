using Candour.Engine.Procedures;

namespace Candour.Engine.Tests.Procedures;

public class FieldWordsTests
{
    private static readonly Field Medium = new("medium", "How?", "choice") { Values = new Dictionary<string, string> { ["covert"] = "Without being seen", ["open"] = "Openly" } };

    [Fact]
    public void Choice_IsItsWords() => Assert.Equal("Without being seen", FieldWords.Of(Medium, FieldValue.Of("covert")));

    [Theory]
    [InlineData("day", "2026-04-02", "Thursday 2 April 2026")]
    [InlineData("time", "2026-04-02T10:00", "Thursday 2 April 2026 at 10:00")]
    [InlineData("time", "10:00", "10:00")]
    [InlineData("yes-no", "no", "No")]
    [InlineData("text", "2026-04-02", "2026-04-02")]
    public void Text_IsInWordsByItsKind(string kind, string written, string words) => Assert.Equal(words, FieldWords.Of(new("f", "F", kind), FieldValue.Of(written)));

    [Fact]
    public void List_IsALineForEachRow()
    {
        var list = new Field("people", "Who?", "list") { Of = [new("name", "Name", "text"), Medium, new("on", "When", "day")] };
        var rows = FieldValue.Of([new Dictionary<string, string> { ["name"] = "Ada", ["medium"] = "open", ["on"] = "2026-04-02" }, new Dictionary<string, string> { ["name"] = "Bo", ["medium"] = "" }]);

        Assert.Equal("Ada, Openly, Thursday 2 April 2026\nBo", FieldWords.Of(list, rows));
    }
}
