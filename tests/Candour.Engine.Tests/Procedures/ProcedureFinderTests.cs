using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Tests.Procedures;

/// <summary>Sentences of somebody who wrote none of the rulebooks' situations: <c>Situations.txt</c>.</summary>
public class ProcedureFinderTests
{
    private const int Shown = 3;

    // What was measured when this was written, less what chance may move.
    private const double LeastAmongFirst = 0.94;
    private const double LeastFirst = 0.88;
    private const double LeastMended = 0.9;
    private const double LeastOrdinary = 0.4;

    private static readonly Dictionary<string, Rulebook> Read = Neighbours([.. Directory.EnumerateDirectories(Repository.At("rulebooks")).Where(f => Path.GetFileName(f) != "schema")
        .SelectMany(Directory.EnumerateDirectories).Select(f => RulebookFolder.Read(f).Rulebook!)]);

    private static readonly (string Policy, string[] Right, string Said)[] Sentences = [.. File.ReadLines(Repository.At("tests", "Candour.Engine.Tests", "Procedures", "Situations.txt"))
        .Where(l => !l.StartsWith('#')).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(p => (p[0], p[1].Split(',', StringSplitOptions.TrimEntries), p[2]))];

    [Fact]
    public void Find_SentencesOfAStranger_NamesTheRightProcedureAmongTheFirstThree()
    {
        var found = Sentences.Select(s => (s.Said, s.Right, Found: Ids(Read[s.Policy], s.Said))).ToArray();
        var missed = found.Where(f => !f.Found.Take(Shown).Intersect(f.Right).Any()).Select(f => $"{f.Said}: {string.Join(", ", f.Found.Take(Shown))}").ToArray();

        Assert.True(missed.Length <= (1 - LeastAmongFirst) * found.Length, string.Join('\n', missed));
        Assert.InRange(found.Count(f => f.Right.Contains(f.Found[0])), LeastFirst * found.Length, found.Length);
    }

    [Fact]
    public void Sentences_AreNotThoseOfTheRulebooks()
    {
        Assert.All(Sentences, s => Assert.All(s.Right, r => Assert.Contains(r, Read[s.Policy].Procedures.Select(p => p.Id))));
        Assert.Empty(Sentences.Where(s => Read[s.Policy].Procedures.SelectMany(p => p.Situations).Contains(s.Said, StringComparer.OrdinalIgnoreCase)).Select(s => s.Said));
    }

    [Fact]
    public void Find_ASituationOfTheRulebook_FindsItsProcedure() =>
        Assert.All(Sample.Rulebook.Procedures, p => Assert.All(p.Situations, s => Assert.Equal(p.Id, Ids(Sample.Rulebook, s)[0])));

    [Fact]
    public void Find_SlipsOfThePen_ForgivesThem() => Assert.Equal("filming", Ids(Sample.Rulebook, "a vistor is fliming patiens on the wrad")[0]);

    [Fact]
    public void Find_TwoLettersSwappedInEveryLongWord_FindsAlmostAsOften()
    {
        var found = Sentences.Count(s => Ids(Read[s.Policy], string.Join(' ', s.Said.Split(' ').Select(Swapped))).Take(Shown).Intersect(s.Right).Any());

        Assert.InRange(found, LeastMended * Sentences.Length, Sentences.Length);

        static string Swapped(string word) => word.Length < 5 ? word : $"{word[..2]}{word[3]}{word[2]}{word[4..]}";
    }

    [Fact]
    public void Find_OrdinaryQuestions_OffersAdviceFirst()
    {
        var asked = File.ReadLines(Repository.At("tests", "Candour.Engine.Tests", "Procedures", "Ordinary.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToArray();

        Assert.InRange(asked.Count(a => ProcedureFinder.Of(Read[a[0]]).Find(a[1])[0] is { Score: 0, Procedure.Kind: "advice" }), LeastOrdinary * asked.Length, asked.Length);
        Assert.All(asked, a => Assert.InRange(ProcedureFinder.Of(Read[a[0]]).Find(a[1]).Count, Shown, int.MaxValue));
    }

    [Fact]
    public void Find_WhatHasHappened_IsNotTakenForAnOrdinaryQuestion() =>
        Assert.Empty(Sentences.Where(s => ProcedureFinder.Of(Read[s.Policy]).Find(s.Said)[0].Score == 0).Select(s => s.Said));

    [Fact]
    public void Find_Twice_IsTheSame()
    {
        var finder = ProcedureFinder.Of(Sample.Rulebook);

        Assert.Same(finder, ProcedureFinder.Of(Sample.Rulebook));
        Assert.Equal(Told(finder), Told(ProcedureFinder.Of(Sample.Rulebook with { Stamp = "learnt anew" })));

        static IEnumerable<(string, double, string)> Told(ProcedureFinder finder) =>
            finder.Find("somebody films the patients in bay two").Select(f => (f.Procedure.Id, f.Score, string.Join(',', f.Because)));
    }

    [Fact]
    public void Find_Anything_SaysWhatSpeaksForIt()
    {
        var found = ProcedureFinder.Of(Sample.Rulebook).Find("A relative is videoing the ward")[0];

        Assert.Equal("filming", found.Procedure.Id);
        Assert.InRange(found.Score, 0.5, 1);
        Assert.NotEmpty(found.Because);
        Assert.All(found.Because, b => Assert.Contains(b, "A relative is videoing the ward", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("🙈")]
    public void Find_NothingThatPointsAnywhere_OffersWhatIsThereForWhateverElseHappens(string said)
    {
        var found = ProcedureFinder.Of(Read["lpt"]).Find(said);

        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.Equal(("advice", 0), (f.Procedure.Kind, f.Score)));
    }

    [Fact]
    public void Find_ForPatientsAndVisitors_LeavesOutWhatIsForStaff()
    {
        var facts = new FactSet();
        facts.Give("actor", "visitor");

        Assert.DoesNotContain(ProcedureFinder.Of(Read["lpt"]).Find("somebody is filming me on the ward", facts), f => f.Procedure.Audience is "staff");
    }

    [Fact]
    public void Find_AVeryLongText_IsReadInTime() => Assert.NotEmpty(ProcedureFinder.Of(Sample.Rulebook).Find(string.Concat(Enumerable.Repeat("they film us ", 100_000))));

    // As an installation has them.
    private static Dictionary<string, Rulebook> Neighbours(Rulebook[] all) =>
        all.ToDictionary(r => r.Id, r => r with { Neighbours = [.. all.Where(o => o.Id != r.Id).SelectMany(KindSituations.Of)] });

    private static string[] Ids(Rulebook rulebook, string said) => [.. ProcedureFinder.Of(rulebook).Find(said).Select(f => f.Procedure.Id)];
}
