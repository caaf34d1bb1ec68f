using Candour.Engine.Procedures;

namespace Candour.Engine.Tests.Procedures;

public class RegisterWordsTests
{
    [Theory]
    [InlineData("kind", "text", "yes", "They refuse")]
    [InlineData("kind", "text", "yes, no", "They refuse, They do as asked")]
    [InlineData("kind", "text", "something else", "something else")]
    [InlineData("twice", "text", "yes", "yes")]
    [InlineData("on", "day", "2026-04-02", "Thursday 2 April 2026")]
    [InlineData("people", "list", "a, b", "a, b")]
    public void Of_AColumn_IsWhatProceduresCallIt(string id, string kind, string written, string words)
    {
        var rulebook = Sample.Rulebook with { Procedures = [One("a", "Yes"), One("b", "Indeed")] };

        Assert.Equal(words, RegisterWords.Of(rulebook, new(id, "Column", kind), written));
    }

    private static Procedure One(string id, string yes) => new()
    {
        Id = id, Title = id, Kind = "recording", Audience = "staff", Because = [], Situations = [id], Steps = [new() { Id = "end", Kind = StepKind.End, Say = "Done." }],
        Questions =
        [
            new("kind", "Do they?", new Dictionary<string, string> { ["yes"] = "They refuse", ["no"] = "They do as asked" }) { Set = true },
            new("twice", "Do they?", new Dictionary<string, string> { ["yes"] = yes, ["no"] = "No" }),
        ],
    };
}
