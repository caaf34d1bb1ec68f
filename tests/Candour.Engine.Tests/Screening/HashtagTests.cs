using Candour.Engine.Screening;
using Xunit;

namespace Candour.Engine.Tests.Screening;

public class HashtagTests
{
    [Theory]
    [InlineData("#proudnurse", "proud nurse")]
    [InlineData("#thankyounhs", "thank you nhs")]
    [InlineData("#THANKYOUNHS", "thank you nhs")]
    [InlineData("#Lovemyjob", "love my job")]
    [InlineData("#notinmyname", "not in my name")]
    [InlineData("#weneedmorestaff", "we need more staff")]
    [InlineData("#justathought", "just a thought")]
    [InlineData("#mentalhealthmatters", "mental health matters")]
    [InlineData("#studentnurse2026", "student nurse 2026")]
    [InlineData("#ProudNurse", "proud nurse")]
    [InlineData("#therapist", "therapist")]
    [InlineData("#therapists", "therapists")]
    [InlineData("#leadership", "leadership")]
    [InlineData("#ambulance", "ambulance")]
    [InlineData("#manifest", "manifest")]
    [InlineData("#qwxzzyvk", "qwxzzyvk")]
    [InlineData("#etholiad", "etholiad")]
    [InlineData("#nhs", "nhs")]
    [InlineData("#café", "cafe")]
    public void A_hashtag_is_read_as_its_words(string tag, string words)
    {
        var tokens = Reading.Of("so " + tag).Tokens.Skip(1).ToArray();
        Assert.Equal(words.Split(' '), tokens.Select(static t => t.Folded));
        Assert.All(tokens, static t => Assert.True(t.InHashtag));
    }

    [Fact]
    public void A_thousand_letters_in_one_hashtag_stay_one_word() => Assert.Single(Reading.Of("#" + new string('a', 1000)).Tokens);
}
