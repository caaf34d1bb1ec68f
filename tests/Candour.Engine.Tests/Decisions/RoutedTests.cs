using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Decisions;

/// <summary>Whistleblowing and union matters are routed, never blocked; signs of self-harm put support first. Under every policy, with the shipped vocabulary and models.</summary>
public sealed class RoutedTests : IDisposable
{
    private readonly Readers _reader = Readers.Load(Repository.At("models"));

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Repository.At("rulebooks")).Where(f => Path.GetFileName(f) != "schema").SelectMany(Directory.EnumerateDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Check_OwnExamples_AreRouted(string folder)
    {
        using var weights = File.OpenRead(Repository.At("models", "name-tagger.bin"));
        var screener = new Screener(VocabularyFolder.Read(Repository.At("vocabulary")).Vocabulary, NameTagger.Load(weights));
        var checker = new Checker(RulebookFolder.Read(Repository.At(folder)).Rulebook!, screener, _reader);
        var wrong = new List<string>();
        foreach (var (route, most, text) in Examples())
        {
            var verdict = checker.Check(Sample.Draft(text, "actor=employee", "account=personal", "association=yes"), Sample.Day, offerEdits: false);
            if (verdict.Next.Who != route || verdict.Level > most)
            {
                wrong.Add($"{route}, at most {most}: got {verdict.Next.Who}, {verdict.Level} ({string.Join(", ", verdict.Reasons.Select(r => r.Category).Distinct())}) for: {text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    public void Dispose() => _reader.Dispose();

    private static IEnumerable<(string Route, Level Most, string Text)> Examples() =>
        File.ReadLines(Repository.At("tests", "Candour.Engine.Tests", "Decisions", "RoutedExamples.txt")).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split(" | ")).Select(f => (f[0], Enum.Parse<Level>(f[1], ignoreCase: true), f[2]));
}
