using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Screening;
using Candour.Web.Words;

namespace Candour.Web.Tests.Words;

/// <summary>Nothing reaches a page in the spelling of the code.</summary>
public sealed class WordsTests
{
    [Fact]
    public void Facts_AllHaveNamesAndWordsForTheirValues()
    {
        foreach (var fact in FactVocabulary.All)
        {
            Assert.NotEqual(fact.Name, FactWords.Name(fact.Name));
            Assert.All(fact.Values, v => Assert.NotEqual(v, FactWords.Value(fact.Name, v)));
            Assert.Equal(fact.Values.Count, fact.Values.Select(v => FactWords.Value(fact.Name, v)).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("First make sure. Could this be evidence? Then stop.", "First make sure. Could this be evidence?")]
    [InlineData("Phone the police on 101. Say what you saw.", "Phone the police on 101.")]
    [InlineData("If you know.", "If you know.")]
    [InlineData("Call 101", "Call 101")]
    [InlineData("Look at section 5.1 of it first. Then go on.", "Look at section 5.1 of it first.")]
    public void First_OfAStep_SaysSomething(string say, string first) => Assert.Equal(first, CaseWords.First(say));

    [Fact]
    public void Kinds_AllHaveWords()
    {
        // Lifting kinds only take others back, what is read from a question is a fact, and neither is ever marked; "other" has the detector's own words.
        foreach (var kind in Kinds.All.Where(k => Kinds.Class(k) is not ("lifting" or "question") && k is not "other"))
        {
            Assert.NotEqual("as the engine says", KindWords.Of([new SeenFinding(kind, 0, 1, "x", 1, "as the engine says")]));
        }
    }

    [Fact]
    public void Categories_AllSayWhatIsAtStake()
    {
        foreach (var category in Categories.All.Where(c => c.Id is not "other"))
        {
            Assert.True(VerdictWords.HasStake(category.Id), category.Id);
        }
    }

    [Fact]
    public void InWords_NamesFactsAsPeopleDo() =>
        Assert.Equal("Some rules turn on “Already published by the organisation”, “Account” alone.", FactWords.InWords("Some rules turn on already-public, account alone."));
}
