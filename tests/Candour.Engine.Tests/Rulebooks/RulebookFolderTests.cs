using System.Text.Json;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Tests.Rulebooks;

public class RulebookFolderTests
{
    private static readonly string Good = Repository.At("rulebooks", "schema", "good");

    public static TheoryData<string> Broken =>
        [.. Directory.EnumerateFiles(Repository.At("rulebooks", "schema", "broken"), "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Read_GoodFolder_HasNoProblems()
    {
        var (rulebook, problems) = RulebookFolder.Read(Good);

        Assert.Empty(problems);
        Assert.Equal("sample", rulebook!.Id);
        Assert.Equal(3, rulebook.Clauses.Count);
        Assert.Equal(new DateOnly(2027, 3, 31), rulebook.ReviewDue); // a month alone means its last day
        Assert.StartsWith("sha256:", rulebook.Stamp, StringComparison.Ordinal);
        Assert.Equal(7, rulebook.Decisions!.Rules.Count);
        Assert.Equal(["breaks", "visitors"], rulebook.Guidance.Select(g => g.Id));
        Assert.Equal("You may use your phone here. Please ask before you film.", rulebook.Guidance[1].Body);
        Assert.Equal(["sample/1/press", "guidance/visitors"], rulebook.RulesOf("sample-2-01").Intersect(["sample/1/press", "guidance/visitors"]));
    }

    [Fact]
    public void Read_GoodFolder_HasProceduresRegistersAccessAndLetters()
    {
        var rulebook = RulebookFolder.Read(Good).Rulebook!;

        Assert.Equal(["abuse-image", "filming"], rulebook.Procedures.Select(p => p.Id));
        Assert.Equal(["recordings"], rulebook.Registers.Select(r => r.Id));
        Assert.Equal(["recording", "abuse-image"], rulebook.Matters.Select(m => m.Id));
        Assert.Equal(["name", "organisation", "until", "date", "reference"], rulebook.Letters.Single().Blanks);
        Assert.Equal("3 working days", rulebook.Procedures[1].Step("serious")!.Due!.Within.ToString());
        Assert.Equal(["procedure/filming/never/detain", "procedure/filming/call-security", "procedure/filming/serious"],
            rulebook.RulesOf("sample-1-02").Intersect(["procedure/filming/never/detain", "procedure/filming/call-security", "procedure/filming/serious", "procedure/filming/breaks"]));
    }

    [Fact]
    public void Read_CompiledRulebook_IsTheSameAgain()
    {
        var rulebook = RulebookFolder.Read(Good).Rulebook!;

        var json = JsonSerializer.Serialize(rulebook, EngineJson.Default.Rulebook);
        var again = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, EngineJson.Default.Rulebook), EngineJson.Default.Rulebook);

        Assert.Equal(json, again);
        Assert.Contains("\"kind\":\"hand-over\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LetterWithBlankThatNothingFills_SaysSo()
    {
        using var folder = new TemporaryFolder();
        CopyGood(folder.Path);
        File.AppendAllText(Path.Combine(folder.Path, "letters", "exclusion.md"), "{{favourite-song}}\n");

        var problem = Assert.Single(RulebookFolder.Read(folder.Path).Problems);

        Assert.Equal("letters/exclusion.md", problem.File);
        Assert.Contains("cannot fill the blank `favourite-song`", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GuidanceWithUnknownKind_NamesTheLineInTheSheet()
    {
        using var folder = new TemporaryFolder();
        CopyGood(folder.Path);
        var sheet = Path.Combine(folder.Path, "guidance", "visitors.md");
        File.WriteAllText(sheet, File.ReadAllText(sheet).Replace("kind: leaflet", "kind: song", StringComparison.Ordinal));

        var problem = Assert.Single(RulebookFolder.Read(folder.Path).Problems);

        Assert.Equal(("guidance/visitors.md", 3), (problem.File, problem.Line));
        Assert.Contains("`kind` cannot be `song`", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StampOf_ChangedGuidance_Changes()
    {
        using var folder = new TemporaryFolder();
        CopyGood(folder.Path);
        var before = RulebookFolder.StampOf(folder.Path);

        File.AppendAllText(Path.Combine(folder.Path, "guidance", "visitors.md"), "More.\n");

        Assert.NotEqual(before, RulebookFolder.StampOf(folder.Path));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_OneMistake_SaysWhereAndWhat(string file)
    {
        var lines = File.ReadAllLines(Repository.At("rulebooks", "schema", "broken", file));
        var (target, line, says) = (Head(lines, "in"), int.Parse(Head(lines, "line"), System.Globalization.CultureInfo.InvariantCulture), Head(lines, "says"));
        using var folder = new TemporaryFolder();
        CopyGood(folder.Path);
        File.WriteAllLines(Path.Combine(folder.Path, target), lines);

        var (rulebook, problems) = RulebookFolder.Read(folder.Path);

        Assert.Null(rulebook);
        var problem = Assert.Single(problems, p => p.Message.Contains(says, StringComparison.Ordinal));
        Assert.Equal(target, problem.File);
        Assert.InRange(problem.Line, line - 1, line + 1);
    }

    [Fact]
    public void Read_NoRulebookFile_SaysSo()
    {
        using var folder = new TemporaryFolder();

        var (rulebook, problems) = RulebookFolder.Read(folder.Path);

        Assert.Null(rulebook);
        Assert.Contains(problems, p => p.Message.StartsWith("There is no rulebook.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void StampOf_ChangedFile_Changes()
    {
        using var folder = new TemporaryFolder();
        CopyGood(folder.Path);
        var before = RulebookFolder.StampOf(folder.Path);

        File.AppendAllText(Path.Combine(folder.Path, "content.yaml"), "# a remark\n");

        Assert.NotEqual(before, RulebookFolder.StampOf(folder.Path));
    }

    [Theory]
    [InlineData("2025-12-31", "not yet in force")]
    [InlineData("2026-01-01", "in force")]
    [InlineData("2027-03-31", "in force")]
    [InlineData("2027-04-01", "review overdue")]
    public void StateOn_Day_SaysTheState(string day, string state)
    {
        var rulebook = RulebookFolder.Read(Good).Rulebook!;

        Assert.Equal(state, rulebook.StateOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void StateOn_NextVersionInForce_IsSuperseded()
    {
        var rulebook = RulebookFolder.Read(Good).Rulebook! with { SupersededFrom = new(2026, 7, 1) };

        Assert.Equal("in force", rulebook.StateOn(new(2026, 6, 30)));
        Assert.Equal("superseded", rulebook.StateOn(new(2026, 7, 1)));
    }

    private static string Head(string[] lines, string key) => lines.First(l => l.StartsWith($"# {key}: ", StringComparison.Ordinal))[(key.Length + 4)..];

    private static void CopyGood(string to)
    {
        foreach (var file in Directory.EnumerateFiles(Good, "*.*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(Good, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
