using Candour.Engine.Decisions;
using Candour.Web.Checking;

namespace Candour.Web.Tests.Checking;

public sealed class MarkedTextTests
{
    private const string Text = "My manager Karen Bloggs is a liar and everybody on the ward knows it, in bed 4.";

    public static TheoryData<string, string[], string[]> Overlaps() => new()
    {
        { "apart", ["Karen Bloggs", "bed 4"], ["1 Karen Bloggs", "2 bed 4"] },
        { "the same", ["bed 4", "bed 4"], ["1 bed 4"] },
        { "a little longer", ["Karen Bloggs", "manager Karen Bloggs"], ["1 manager Karen Bloggs"] },
        { "across", ["manager Karen", "Karen Bloggs is"], ["1 manager Karen Bloggs is"] },
        { "well within", ["Karen Bloggs is a liar and everybody on the ward knows it", "ward"], ["1 Karen Bloggs is a liar and everybody on the ward knows it", "2 ward"] },
        { "across and within", ["Karen Bloggs is a liar and everybody on the ward", "the ward knows it", "Bloggs"], ["1 Karen Bloggs is a liar and everybody on the ward knows it", "2 Bloggs"] },
    };

    [Theory]
    [MemberData(nameof(Overlaps))]
    public void Of_FindingsThatOverlap_MakesMarksThatDoNotCross(string how, string[] findings, string[] marks)
    {
        Assert.NotEmpty(how);
        var verdict = VerdictWith([.. findings.Select(Seen)]);
        var marked = MarkedText.Of(new() { Text = Text }, verdict);

        Assert.Equal(marks, marked.Marks.Select(m => $"{m.Number} {Text[m.Start..m.End]}"));
        Assert.All(Enumerable.Range(0, findings.Length), i => Assert.Single(marked.NumbersOf([i])));
    }

    [Fact]
    public void Of_WordsThatOnlyTellTheMatter_AreMarkedWhereNothingElseIs()
    {
        var verdict = VerdictWith([Seen("bed 4"), Seen("ward") with { Kind = "care" }]);

        Assert.Equal(["bed 4"], MarkedText.Of(new() { Text = Text }, verdict).Marks.Select(m => Text[m.Start..m.End]));
    }

    private static SeenFinding Seen(string words)
    {
        var at = Text.IndexOf(words, StringComparison.Ordinal);
        return new("person-name", at, at + words.Length, words, 1, "a name");
    }

    private static Verdict VerdictWith(SeenFinding[] findings) => new()
    {
        Policy = new("las", "TP080", "3.2", "in force"),
        Level = Level.Stop,
        Reasons = [new("r", "policy", Level.Stop, "other", [], [], [.. Enumerable.Range(0, findings.Length)], "why", null)],
        Findings = findings,
        Missing = [],
        Facts = [],
        Settings = new Dictionary<string, string>(),
        Notes = [],
        Edits = [],
        NotChecked = [],
        Readers = [],
        Next = new("you", ""),
        On = new(2026, 11, 30),
        Rulebook = "",
        Engine = "",
    };
}
