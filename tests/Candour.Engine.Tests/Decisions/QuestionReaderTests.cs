using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Decisions;

public class QuestionReaderTests
{
    private static readonly QuestionReader Reader = new(VocabularyFolder.ReadQuestions(Repository.At("vocabulary")).Vocabulary);

    // Every platform of the five policies, so that none is "other".
    private static readonly Rulebook Rulebook = Sample.Rulebook with { Platforms = ["facebook", "instagram", "twitter", "tiktok", "youtube", "linkedin", "whatsapp"] };

    public static TheoryData<string> Questions => [.. File.ReadLines(Repository.At("tests", "Candour.Engine.Tests", "Decisions", "Questions.txt")).Where(l => l.Length > 0 && l[0] != '#')];

    [Fact]
    public void ReadQuestions_ShippedPatterns_HaveNoProblems() => Assert.Empty(VocabularyFolder.ReadQuestions(Repository.At("vocabulary")).Problems);

    [Theory]
    [MemberData(nameof(Questions))]
    public void Read_Question_FindsWhatItStates(string line)
    {
        var (question, wanted) = (line.Split(" | ")[0], line.Split(" | ")[1].Split(' '));
        var read = Reader.Read(Rulebook, question).ToDictionary(f => f.Name, f => f.Values);

        Assert.All(wanted, want =>
        {
            var (fact, values) = (want.TrimStart('!').Split('=')[0], want.Contains('=', StringComparison.Ordinal) ? want.Split('=')[1].Split(',') : []);
            if (want[0] == '!')
            {
                Assert.False(read.TryGetValue(fact, out var barred) && (values.Length == 0 || barred.Any(values.Contains)), $"`{want}` in: {Told(read)}");
            }
            else
            {
                Assert.True(read.TryGetValue(fact, out var found) && values.All(found.Contains), $"`{want}` not in: {Told(read)}");
            }
        });
    }

    [Theory]
    [InlineData("can i photgraph my freind", "act", "photgraph")]
    [InlineData("May I check Facebook on the WARD PC?", "device", "WARD PC")]
    public void Read_Slip_PointsAtTheWordsAsWritten(string question, string fact, string words)
    {
        var place = Reader.Read(Rulebook, question).Single(f => f.Name == fact);

        Assert.Contains(words, question[place.Start!.Value..place.End!.Value], StringComparison.Ordinal);
        Assert.Equal(FactSource.Text, place.From);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!?")]
    [InlineData("what time does the canteen close")]
    [InlineData("\ud83d \u0000 \ufeff")]
    public void Read_NoQuestionOfOurs_FindsNoAct(string question) => Assert.DoesNotContain(Reader.Read(Rulebook, question), f => f.Name is "act");

    [Fact]
    public void Read_PlatformThatThePolicyDoesNotName_IsOther() =>
        Assert.Equal(["other"], Reader.Read(Sample.Rulebook, "can i look at tiktok").Single(f => f.Name is "platform").Values);

    [Fact]
    public void Read_TwoValuesThatContradict_LeavesTheFactToBeAsked() =>
        Assert.DoesNotContain(Reader.Read(Rulebook, "in my break or on a day off"), f => f.Name is "time");

    [Fact]
    public void Read_VeryLongText_StopsAtTheLimit()
    {
        var read = Reader.Read(Rulebook, new string('x', QuestionReader.MaxLength) + " can i check insta");

        Assert.Empty(read);
    }

    private static string Told(Dictionary<string, IReadOnlyList<string>> read) => string.Join(' ', read.Select(r => $"{r.Key}={string.Join(',', r.Value)}"));
}
