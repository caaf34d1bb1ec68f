using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Screening;

public class ReadingTests
{
    [Theory]
    [InlineData("Don't SHOUT", "dont shout")]
    [InlineData("sooooo tired", "so tired")]
    [InlineData("too good", "too good")]
    [InlineData("the CCC site, zzzzz", "the ccc site zzz")]
    [InlineData("café naïve", "cafe naive")]
    [InlineData("раssword", "password")] // Cyrillic р and а
    [InlineData("id\u200biot", "idiot")]
    [InlineData("ＦＵＬＬ", "full")]
    [InlineData("𝗯𝗼𝗹𝗱", "bold")]
    [InlineData("#ProudNurse2024", "proud nurse 2024")]
    [InlineData("@ward_six hi", "@user hi")]
    [InlineData("see https://example.org/x.", "see link .")]
    [InlineData("sh*t happens", "sh*t happens")]
    [InlineData("a, b - (c)", "a b c")]
    [InlineData("Llanfair’s ward", "llanfairs ward")]
    public void Of_Text_IsFolded(string text, string folded) =>
        Assert.Equal(folded, string.Join(' ', Reading.Of(text).Tokens.Select(t => t.Folded)));

    [Fact]
    public void Of_Sentences_AreNumbered()
    {
        var sentences = Reading.Of("One two. Three?\nFour").Tokens.Where(t => t.Kind is not TokenKind.SentenceEnd).Select(t => t.Sentence);

        Assert.Equal([0, 0, 1, 2], sentences);
    }

    [Fact]
    public void OfName_AccountName_IsCutAsAHashtag() =>
        Assert.Equal(["the", "secret", "matron", "99"], Reading.OfName("@TheSecret_Matron99").Tokens.Select(t => t.Folded));

    [Theory]
    [InlineData("Pt in bed 4 😂, 34yo #NHS @x https://a.b")]
    [InlineData("a\ud800b \ud83d")]
    public void Of_AnyText_TokensLieInTheTextInOrder(string text)
    {
        var end = 0;
        foreach (var token in Reading.Of(text).Tokens)
        {
            Assert.True(token.Start >= end && token.End > token.Start && token.End <= text.Length);
            end = token.End;
        }
    }

    [Fact]
    public void Of_PathologicalRepeats_IsLinear()
    {
        var text = new string('@', 50_000) + new string('0', 50_000) + new string('*', 50_000);

        Assert.NotEmpty(Reading.Of(text).Tokens);
    }
}
