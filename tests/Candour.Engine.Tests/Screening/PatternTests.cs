using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Screening;

public class PatternTests
{
    [Theory]
    [InlineData("not a real (marriage|wedding)", "it's not a real wedding", true)]
    [InlineData("not a real (marriage|wedding)", "a real wedding", false)]
    [InlineData("not a real (marriage|wedding)", "it is not. A real wedding", false)] // another sentence
    [InlineData("say [very] much", "they say much", true)]
    [InlineData("say [very] much", "they say very much", true)]
    [InlineData("hate ~2 job", "hate this awful job", true)]
    [InlineData("hate ~2 job", "hate this truly awful job", false)]
    [InlineData("foreign*", "those foreigners", true)]
    [InlineData("<colours> door", "the light blue door", true)]
    [InlineData("<colours> door", "the green door", false)]
    [InlineData("{age} ~ bed", "34yo in bed", true)]
    [InlineData("# pints", "had 12 pints", true)]
    [InlineData("^ vote for", "Vote for us", true)]
    [InlineData("^ vote for", "do vote for us", false)]
    [InlineData("^ ~2 lads", "Come on lads", true)]
    [InlineData("^ ~2 lads", "So come on now lads", false)]
    [InlineData("really $?", "oh really?", true)]
    [InlineData("really $?", "oh really.", false)]
    [InlineData("what a joke", "what a 😂 joke", true)]
    [InlineData("💀 ward", "💀 ward", true)]
    [InlineData("sh\\*t show", "total sh*t show", true)]
    [InlineData("don't", "dont", true)]
    public void Find_Pattern_MatchesAsWritten(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Screen([pattern], text).Any(f => f.Kind == "other"));

    [Fact]
    public void Find_Match_PointsAtItsWords()
    {
        var finding = Assert.Single(Screen(["hate ~2 job"], "I HATE this job!"), f => f.Kind == "other");

        Assert.Equal((2, 15), (finding.Start, finding.End));
    }

    [Fact]
    public void Find_UnlessInTheSentence_IsBarred()
    {
        Assert.DoesNotContain(Screen(["thick"], "he said thick", unless: ["said"]), f => f.Kind == "other");
        Assert.Contains(Screen(["thick"], "he said so. thick", unless: ["said"]), f => f.Kind == "other");
        Assert.DoesNotContain(Screen(["thick"], "he said so. thick", unlessAnywhere: ["said"]), f => f.Kind == "other");
        Assert.DoesNotContain(Screen(["thick"], "thick", needs: ["they"]), f => f.Kind == "other");
        Assert.Contains(Screen(["thick"], "thick. they are", needs: ["they"]), f => f.Kind == "other");
    }

    [Theory]
    [InlineData("(a|b", "a `)` is missing")]
    [InlineData("a) b", "closes nothing")]
    [InlineData("<nothing>", "there is no word list `nothing`")]
    [InlineData("{nothing}", "there is no kind of finding `nothing`")]
    [InlineData("~3 word", "begins with a gap")]
    [InlineData("", "it is empty")]
    [InlineData("(a|)", "an alternative is empty")]
    [InlineData("what? now", "ends a sentence")]
    [InlineData("a , b", "holds nothing that is read")]
    public void Read_WrongPattern_SaysWhere(string pattern, string says)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "stances"));
        File.WriteAllText(
            Path.Combine(folder.Path, "stances", "other.yaml"),
            $"kind: other\nsource: test\nlicence: Apache-2.0\nchecked: 2026-11-30\ngroups:\n  - why: is wrong\n    patterns:\n      - \"{pattern}\"\n");

        var problem = Assert.Single(VocabularyFolder.Read(folder.Path).Problems);

        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.Equal(("stances/other.yaml", 8), (problem.File, problem.Line));
    }

    [Fact]
    public void Find_ManyGapsOverALongText_StaysBounded()
    {
        var text = string.Join(' ', Enumerable.Repeat("a", 20_000));

        Assert.DoesNotContain(Screen(["a ~6 a ~6 a ~6 a ~6 a ~6 a ~6 b"], text), f => f.Kind == "other");
    }

    private static IReadOnlyList<Finding> Screen(string[] patterns, string text, string[]? unless = null, string[]? unlessAnywhere = null, string[]? needs = null)
    {
        var vocabulary = new CompiledVocabulary(
            "", [new WordList("colours", null, null, null, ["red", "light blue"])], [new("other", null, "is a test", 0.8, patterns, unless, unlessAnywhere, needs)], []);
        return new Screener(vocabulary).Screen(new Candour.Engine.Decisions.Draft { Text = text }, TermIndex.None);
    }
}
