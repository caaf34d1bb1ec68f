using System.IO.Compression;
using System.Text.Json;

namespace Candour.Training;

/// <summary>A post with the categories that it breaches.</summary>
/// <param name="Post">The post, its names marked where our own corpus marks them.</param>
/// <param name="Categories">Empty for an innocent one.</param>
/// <param name="Invented">From our own corpus.</param>
public sealed record MeaningPost(LabelledPost Post, IReadOnlyList<string> Categories, bool Invented)
{
    private const int MostOffensive = 450;
    private const int MostSexist = 450;
    private const int MostEmoji = 450;

    private static readonly (string Label, string Category)[] OfLabel = [("HATE", "discrimination"), ("SEXISM", "discrimination"), ("THREAT", "threat"), ("HARASSMENT", "harassment"), ("OFFENSIVE", "offensive")];

    /// <summary>Our own corpus, a file an author.</summary>
    /// <param name="folder">training/corpus.</param>
    /// <param name="leftOut">Names of files without their ending.</param>
    public static IEnumerable<MeaningPost> Corpus(string folder, IReadOnlySet<string> leftOut)
    {
        foreach (var file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).Where(f => !leftOut.Contains(Path.GetFileNameWithoutExtension(f))))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                using var json = JsonDocument.Parse(line);
                var post = LabelledPost.OfMarked($"{Path.GetFileNameWithoutExtension(file)}:{number++}", "corpus", json.RootElement.GetProperty("text").GetString()!);
                yield return new(post, [.. json.RootElement.GetProperty("categories").EnumerateArray().Select(static c => c.GetString()!)], true);
            }
        }
    }

    /// <summary>Real posts: innocent ones without crude words, and some of the abusive ones.</summary>
    /// <param name="data">The folder with the public sets.</param>
    /// <param name="crude">How crude words and slurs begin.</param>
    public static IEnumerable<MeaningPost> Real(string data, IReadOnlyList<string> crude)
    {
        var kept = Innocent(data).Concat(File.ReadLines(Path.Combine(data, "real_posts.labels.tsv")).Select(static line => line.Split('\t')[0])).ToHashSet();
        foreach (var set in (string[])["btc", "wnut17", "tweebank"])
        {
            foreach (var post in Lines(data, set + ".jsonl").Where(p => !kept.Contains(p.Id) && !IsCrude(p.Text, crude)))
            {
                yield return Plain(post.Id, set, post.Text, []);
            }
        }

        foreach (var file in (string[])["davidson.jsonl.gz", "convabuse.jsonl", "surge_toxicity.jsonl"])
        {
            foreach (var post in Lines(data, file).Where(p => p.Labels.Contains("NONE") && !IsCrude(p.Text, crude)))
            {
                yield return Plain(post.Id, file, post.Text, []);
            }
        }

        foreach (var post in Lines(data, "davidson.jsonl.gz").Where(static p => p.Labels.Contains("HATE")).Concat(Lines(data, "davidson.jsonl.gz").Where(static p => p.Labels.Contains("OFFENSIVE")).Take(MostOffensive))
            .Concat(Lines(data, "edos.jsonl.gz").Where(static p => p.Labels.Contains("SEXISM")).Take(MostSexist))
            .Concat(Lines(data, "convabuse.jsonl").Where(static p => p.Labels.Contains("ABUSE")))
            .Concat(Lines(data, "hatemoji.jsonl").Where(static p => p.Labels.Contains("HATE") && p.Labels.Contains("part:build")).Take(MostEmoji)))
        {
            var categories = OfLabel.Where(l => post.Labels.Contains(l.Label)).Select(static l => l.Category).Distinct().ToArray();
            yield return Plain(post.Id, "abuse", post.Text, categories.Length > 0 ? categories : ["offensive"]);
        }
    }

    /// <summary>The ids of the innocent posts on which false alarms are measured.</summary>
    /// <param name="data">The folder with the public sets.</param>
    public static IEnumerable<string> Innocent(string data) =>
        File.ReadLines(Path.Combine(data, "real_posts.labels.tsv")).Where(static l => l[0] != '#').Select(static l => l.Split('\t')).Where(static f => f[1] == "clear").Select(static f => f[0]);

    /// <summary>The posts of a set in the form of one JSON object a line.</summary>
    /// <param name="data">The folder with the public sets.</param>
    /// <param name="file">Its name; .gz is unpacked.</param>
    public static IEnumerable<(string Id, string Text, string[] Labels)> Lines(string data, string file)
    {
        using var stream = File.OpenRead(Path.Combine(data, file));
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            yield return (row.GetProperty("id").GetString()!, row.GetProperty("text").GetString()!,
                row.TryGetProperty("labels", out var labels) ? [.. labels.EnumerateArray().Select(static l => l.GetString()!)] : []);
        }
    }

    private static MeaningPost Plain(string id, string source, string text, string[] categories) => new(new(id, source, id, [new(text, null)]), categories, false);

    private static bool IsCrude(string text, IReadOnlyList<string> crude)
    {
        var low = text.ToLowerInvariant();
        foreach (var stem in crude)
        {
            for (var at = low.IndexOf(stem, StringComparison.Ordinal); at >= 0; at = low.IndexOf(stem, at + 1, StringComparison.Ordinal))
            {
                if (at == 0 || !char.IsLetter(low[at - 1]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
