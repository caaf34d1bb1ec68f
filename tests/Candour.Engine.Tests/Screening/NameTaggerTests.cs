using Candour.Engine.Screening;
using Xunit;

namespace Candour.Engine.Tests.Screening;

public class NameTaggerTests
{
    private static readonly NameTagger Tagger = Load();

    [Theory]
    [InlineData("Had to tell Maureen her scan was cancelled again", "Maureen")]
    [InlineData("maureen in bed 4 is asking for her daughter sharon", "maureen|sharon")]
    [InlineData("Mrs Okonkwo and Dr Patel had a row in resus", "Okonkwo|Patel")]
    [InlineData("Sister Begum says no more agency", "Begum")]
    [InlineData("J. Whitfield needs bloods before lunch", "J. Whitfield")]
    [InlineData("Nurse Gwenllian ap Rhys saved my life", "Gwenllian ap Rhys")]
    [InlineData("THANK YOU DAVE HUGHES FOR COVERING NIGHTS", "DAVE HUGHES")]
    [InlineData("Our Agnieszka is the best HCA on the ward", "Agnieszka")]
    [InlineData("Met Prof. Adeyemi-Clarke at the conference", "Adeyemi-Clarke")]
    [InlineData("Happy birthday Priya!!! 🎂", "Priya")]
    [InlineData("love u nan, say hi to uncle terry x", "terry")]
    [InlineData("the O'Neill family brought us cake", "O'Neill")]
    [InlineData("Margaret's husband shouted at me", "Margaret")]
    [InlineData("Siân got married on Saturday!", "Siân")]
    public void People_are_found_without_titles_and_possessives(string text, string names) => Assert.Equal(names.Split('|'), Found(text, NameTagger.Person));

    [Theory]
    [InlineData("Moved from Truro to Aberystwyth for this job", "Truro|Aberystwyth")]
    [InlineData("a farmer from Blaenau Ffestiniog of all places", "Blaenau Ffestiniog")]
    [InlineData("back in wolverhampton for the weekend", "wolverhampton")]
    [InlineData("She drove down from Scotland for it", "Scotland")]
    public void Places_are_found(string text, string names) => Assert.Equal(names.Split('|'), Found(text, NameTagger.Place));

    [Theory]
    [InlineData("Unison meeting at 5 in the canteen", "Unison")]
    [InlineData("Arsenal were shocking last night", "Arsenal")]
    [InlineData("the BBC rang the switchboard", "BBC")]
    public void Organisations_are_found(string text, string names) => Assert.Equal(names.Split('|'), Found(text, NameTagger.Organisation));

    [Theory]
    [InlineData("Parkinson's clinic is full until next week")]
    [InlineData("Foley catheter needs changing in bay 3")]
    [InlineData("Bell's palsy is not a stroke, folks")]
    [InlineData("Tourette's, Crohn's, Alzheimer's: all on one take")]
    [InlineData("Guillain-Barré and Kawasaki disease in one week")]
    [InlineData("her Glasgow Coma Scale was 14")]
    [InlineData("Zimmer frame races in the corridor again")]
    [InlineData("Lyme disease and Ebola in the same quiz")]
    [InlineData("Gave 500mg Paracetamol and Augmentin")]
    [InlineData("Watching Call the Midwife with a brew")]
    [InlineData("Arsenal lost, Everton drew, night shift ruined")]
    [InlineData("Rose to the occasion today, proud of us all")]
    [InlineData("Will someone please fix the lift")]
    [InlineData("May is my favourite month, June is not")]
    [InlineData("#ThankYouNHS #ProudNurse #LoveMyJob")]
    [InlineData("Complaints go to maureen.hughes@example.org please")]
    [InlineData("More at https://www.example.org/people/maureen-hughes")]
    [InlineData("@maureenhughes thanks for the lift")]
    [InlineData("Another bank holiday, another twelve hours, no break")]
    [InlineData("no names here, just tired feet")]
    [InlineData("💙🚑😴")]
    [InlineData("")]
    [InlineData("\0\u0001 \uD83D")]
    public void What_only_looks_like_a_person_is_left_alone(string text) => Assert.Empty(Found(text, NameTagger.Person));

    [Fact]
    public void Offsets_count_utf16_code_units()
    {
        var finding = Assert.Single(Find("😴😴 thank you Priya"));
        Assert.Equal((15, 20), (finding.Start, finding.End));
        Assert.InRange(finding.Score, 0.5, 1);
        Assert.Equal("“Priya” looks like the name of a person", finding.Why);
    }

    [Fact]
    public void The_same_text_gives_the_same_findings_from_many_threads()
    {
        const string text = "Maureen Hughes told Dr Patel that Gwenllian moved to Truro with maureen";
        var expected = Find(text);
        Parallel.For(0, 200, _ => Assert.Equal(expected, Find(text)));
    }

    [Fact]
    public void A_hundred_thousand_characters_are_read_in_bounded_time()
    {
        var text = string.Concat(Enumerable.Repeat("Maureen Hughes said so. ", 4200));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var found = Find(text);
        Assert.Equal(4200, found.Count);
        Assert.All(found, f => Assert.Equal("Maureen Hughes", text[f.Start..f.End]));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    [Fact]
    public void What_is_no_model_is_refused_with_what_to_do()
    {
        var refused = Assert.Throws<InvalidDataException>(static () => NameTagger.Load(new MemoryStream(new byte[64])));
        Assert.Contains("Train it again", refused.Message, StringComparison.Ordinal);
    }

    private static string[] Found(string text, string kind) => [.. Find(text).Where(f => f.Kind == kind).Select(f => text[f.Start..f.End])];

    private static List<Finding> Find(string text)
    {
        var found = new List<Finding>();
        Tagger.Find(Reading.Of(text), found);
        return found;
    }

    private static NameTagger Load()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "models", "name-tagger.bin")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("models/name-tagger.bin is missing.");
        }

        using var stream = File.OpenRead(Path.Combine(folder, "models", "name-tagger.bin"));
        return NameTagger.Load(stream);
    }
}
