using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Rulebooks;

/// <summary>What must hold of every rulebook in the repository.</summary>
public class ShippedRulebooksTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Repository.At("rulebooks")).Where(f => Path.GetFileName(f) != "schema").SelectMany(Directory.EnumerateDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Read_ShippedRulebook_HasNoProblems(string folder)
    {
        var (rulebook, problems) = RulebookFolder.Read(Repository.At(folder));

        Assert.Empty(problems);
        Assert.Empty(ExampleFolder.Read(Repository.At(folder), rulebook!).Problems);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Rules_ShippedRulebook_GiveEffectToEveryScreenedClause(string folder)
    {
        var rulebook = RulebookFolder.Read(Repository.At(folder)).Rulebook!;
        var ruled = rulebook.Content.SelectMany(r => r.Because).ToHashSet();

        Assert.Empty(rulebook.Clauses.Where(c => c.Controls.Contains("screen") && !ruled.Contains(c.Id)).Select(c => c.Id));
    }

    [Fact]
    public void Read_ShippedVocabulary_HasNoProblems() => Assert.Empty(VocabularyFolder.Read(Repository.At("vocabulary")).Problems);

    [Fact]
    public void Kinds_OfVocabulary_AreKnown() =>
        Assert.All(VocabularyFolder.Read(Repository.At("vocabulary")).Vocabulary.Groups, g => Assert.True(Kinds.Exists(g.Kind)));

    [Fact]
    public void Categories_All_AreThoseOfTheReader()
    {
        var heads = CloseReader.ReadCalibration(Repository.At("models")).Heads;

        Assert.Equal(["flag", .. Categories.All.Select(c => c.Id).Where(c => c != "other")], heads);
    }
}
