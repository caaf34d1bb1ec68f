using Candour.Engine.Facts;

namespace Candour.Engine.Tests.Facts;

public class FactVocabularyTests
{
    [Fact]
    public void Groups_NameValuesOfTheirFactOnceAtMost() =>
        Assert.All(FactVocabulary.All.Where(f => f.Groups is not null), f =>
        {
            var grouped = f.Groups!.SelectMany(g => g.Value).ToArray();
            Assert.Equal(grouped.Distinct(), grouped);
            Assert.Empty(grouped.Except(f.Values));
        });

    [Fact]
    public void Public_NamesValuesOfItsFact() =>
        Assert.All(FactVocabulary.All.Where(f => f.Public?.Labels is not null), f => Assert.Empty(f.Public!.Labels!.Keys.Except(f.Values)));

    [Fact]
    public void LabelFor_ThePublic_IsInTheirWordsAndElseAsForStaff()
    {
        var shows = FactVocabulary.Find("shows")!;

        Assert.Equal("Somebody I work with", shows.LabelFor("colleague", isPublic: false));
        Assert.Equal("A member of staff", shows.LabelFor("colleague", isPublic: true));
        Assert.Equal(shows.LabelFor("screen", isPublic: false), shows.LabelFor("screen", isPublic: true));
        Assert.Null(shows.LabelFor("zebra", isPublic: true));
        Assert.NotEqual(FactVocabulary.Find("consent")!.QuestionFor(isPublic: false), FactVocabulary.Find("consent")!.QuestionFor(isPublic: true));
    }
}
