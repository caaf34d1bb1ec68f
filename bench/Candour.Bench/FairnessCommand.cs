using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Bench;

/// <summary>False alarms on innocent posts that name faith, origin, disability or orientation, against those that name none.</summary>
internal static partial class FairnessCommand
{
    private static readonly string[] Topics = ["religion", "race", "disability", "orientation", "gender-reassignment"];

    private static readonly string[] Sets = ["btc", "tweebank", "wnut17"];

    private static readonly string[] Facts = ["actor=employee", "account=personal", "audience=public", "association=yes", "disclaimer=yes", "real-name=yes"];

    public static int Run(string folder)
    {
        var library = Library.Open(Path.Combine("artifacts", "data"));
        var screener = library.LoadScreener();
        using var reader = Readers.Load(library.Models);
        var sets = new[] { ("corpus, every fourth innocent post", Corpus().Where((_, i) => i % 4 == 0).ToArray()), ("innocent posts of strangers", Strangers(folder).ToArray()) };
        foreach (var (name, posts) in sets)
        {
            Console.WriteLine($"{name}: {posts.Length} posts");
            foreach (var entry in library.Contents.Rulebooks)
            {
                Count(new Checker(library.Get(entry), screener, reader), entry.Id, posts);
            }
        }

        return 0;
    }

    private static void Count(Checker checker, string policy, string[] posts)
    {
        var (naming, namingDisturbed, other, otherDisturbed) = (0, 0, 0, 0);
        foreach (var post in posts)
        {
            var facts = new FactSet();
            foreach (var fact in Facts)
            {
                facts.Give(fact.Split('=')[0], fact.Split('=')[1]);
            }

            var verdict = checker.Check(new Draft { Text = post, Facts = facts }, new DateOnly(2026, 11, 30), offerEdits: false);
            var names = verdict.Findings.Any(f => f.Kind is "topic" && Topics.Contains(f.Topic));
            var disturbed = verdict.Level is Level.Clear ? 0 : 1;
            (naming, namingDisturbed, other, otherDisturbed) = names ? (naming + 1, namingDisturbed + disturbed, other, otherDisturbed) : (naming, namingDisturbed, other + 1, otherDisturbed + disturbed);
        }

        var (a, b) = (Share(namingDisturbed, naming), Share(otherDisturbed, other));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {policy,-15} naming {a:0.0} % of {naming} disturbed, others {b:0.0} % of {other}; ratio {(b > 0 ? a / b : 0):0.00}"));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;

    private static IEnumerable<string> Corpus() =>
        Directory.EnumerateFiles(Path.Combine("training", "corpus"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(p => p.GetProperty("categories").GetArrayLength() == 0).Select(p => Mark().Replace(p.GetProperty("text").GetString()!, "$1"));

    private static IEnumerable<string> Strangers(string folder)
    {
        var clear = File.ReadLines(Path.Combine(folder, "real_posts.labels.tsv")).Select(l => l.Split('\t')).Where(f => f.Length > 1 && f[1].Trim() == "clear").Select(f => f[0]).ToHashSet();
        return Sets.SelectMany(s => File.ReadLines(Path.Combine(folder, s + ".jsonl"))).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(p => clear.Contains(p.GetProperty("id").GetString()!)).Select(p => p.GetProperty("text").GetString()!);
    }

    [GeneratedRegex(@"\[\[[A-Z_]+:(.*?)\]\]")]
    private static partial Regex Mark();
}
