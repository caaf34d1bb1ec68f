using System.Text.Json;
using System.Text.RegularExpressions;

namespace Candour.Repo.Tests;

/// <summary>No worked example, and no paraphrase of one, is in training data.</summary>
public partial class TrainingDataTests
{
    private const int Words = 6;

    // Said by anybody, about anything.
    private static readonly string[] Idioms = [.. File.ReadLines(Path.Combine(Repository.Root, "training", "idioms.txt")).Where(l => l.Length > 0 && !l.StartsWith('#'))];

    [Fact]
    public void Examples_ShareNoSixWordsWithTheCorpus()
    {
        var corpus = new HashSet<string>();
        foreach (var line in Repository.Files("*.jsonl", "training/corpus").SelectMany(f => File.ReadLines(Path.Combine(Repository.Root, f))))
        {
            corpus.UnionWith(Shingles(Mark().Replace(JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!, "$1")));
        }

        var shared = Repository.Files("*.yaml", "rulebooks").Where(f => f.Contains("/runs/", StringComparison.Ordinal))
            .SelectMany(f => Text().Matches(Repository.Read(f)).SelectMany(m => Shingles(m.Groups[1].Value)))
            .Where(corpus.Contains).Where(s => !Idioms.Any(i => i.Contains(s, StringComparison.Ordinal))).Distinct().Order().ToArray();

        Assert.Empty(shared);
    }

    private static IEnumerable<string> Shingles(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(m => m.Value).ToArray();
        for (var i = 0; i + Words <= words.Length; i++)
        {
            yield return string.Join(' ', words[i..(i + Words)]);
        }
    }

    [GeneratedRegex(@"\[\[[A-Z_]+:(.*?)\]\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?m)^\s*(?:run: \{ ?)?(?:text|bio|quoted): (.+)$")]
    private static partial Regex Text();

    [GeneratedRegex("[a-z0-9']+")]
    private static partial Regex Word();
}
