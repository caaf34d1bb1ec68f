using System.Diagnostics;
using System.Text.Json;
using Candour.Engine.Screening;
using Candour.Engine.Screening.Names;

namespace Candour.Training;

/// <summary>The commands about the name tagger.</summary>
/// <param name="root">The repository.</param>
/// <param name="report">Told about progress.</param>
public sealed class TaggerCommands(string root, Action<string> report)
{
    /// <summary>How often each post is seen.</summary>
    public const int Passes = 9;

    /// <summary>How many trainings are averaged.</summary>
    public const int Runs = 3;

    private const ulong Seed = 20261130;
    private const int TimesFilled = 12;
    private static readonly string[] Trained = ["uk_pii", "asq_phi", "btc", "wnut17", "tweebank"];
    private static readonly string[] Labels = ["PERSON", "LOCATION", "ORG"];

    private readonly NameWordLists _lists = new(Path.Combine(root, "vocabulary", "names"));

    /// <summary>Trains on everything that may train what is shipped.</summary>
    /// <param name="data">The folder with the public sets, or null for our own corpus alone.</param>
    /// <param name="passes">How often each post is seen.</param>
    /// <param name="runs">How many trainings, each with a seed of its own, are averaged.</param>
    /// <param name="slice">Only every so manieth post, for tests; 1 for all.</param>
    public NameModel Train(string? data, int passes, int runs = 1, int slice = 1)
    {
        var posts = new List<LabelledPost>();
        if (data is not null)
        {
            foreach (var set in Trained)
            {
                posts.AddRange(Public(data, set));
            }
        }

        posts.AddRange(Own());
        return Trainer().Train([.. posts.Where((_, i) => i % slice == 0)], passes, Seeds(runs));
    }

    /// <summary>Five folds: uk_pii by template family, btc by post; trains on all but a fold, measures on it.</summary>
    /// <param name="data">The folder with the public sets.</param>
    /// <param name="passes">How often each post is seen.</param>
    /// <param name="runs">How many trainings, each with a seed of its own, are averaged.</param>
    /// <param name="folds">How many of the five to do.</param>
    /// <param name="predictions">Where to write what the tagger and all other detectors found together, a file a set, or null.</param>
    public void Folds(string data, int passes, int runs, int folds, string? predictions)
    {
        var whole = Trained.ToDictionary(static set => set, set => Public(data, set));
        var own = Own();
        var ukFold = ByFamily([.. LabelledPost.ReadSpans(Path.Combine(data, "uk_pii.jsonl"))]);
        var scores = new SortedDictionary<string, Score>();
        var lines = new SortedDictionary<string, List<string>>();
        for (var fold = 0; fold < folds; fold++)
        {
            bool Held(LabelledPost post) => post.Source == "uk_pii" ? ukFold[post.Family] == fold : post.Source == "btc" && (int)(NameHash.Of(post.Id) % 5) == fold;
            var model = Trainer().Train([.. whole.Values.SelectMany(static p => p).Where(post => !Held(post)), .. own], passes, Seeds(runs));
            foreach (var lean in (int[])[0, 12, 24])
            {
                var tagger = NameTagger.Over(model, lean);
                foreach (var set in (string[])["uk_pii", "btc"])
                {
                    var name = $"{set}, lean {lean}";
                    var score = scores.TryGetValue(name, out var have) ? have : scores[name] = new();
                    foreach (var post in LabelledPost.ReadSpans(Path.Combine(data, set + ".jsonl")).Where(Held))
                    {
                        var found = Find(tagger, post.Text);
                        score.Add(post, found, Labels);
                        if (lean == NameTagger.DefaultLean)
                        {
                            (lines.TryGetValue(set, out var list) ? list : lines[set] = []).Add(Line(post.Id, All(tagger, post.Text)));
                        }
                    }
                }
            }

            report($"fold {fold + 1}");
            Tell(scores);
        }

        foreach (var (set, list) in lines)
        {
            if (predictions is not null)
            {
                Directory.CreateDirectory(predictions);
                File.WriteAllLines(Path.Combine(predictions, set + ".pred.jsonl"), list);
            }
        }
    }

    /// <summary>Measures a model on sets that it has not seen, and its speed.</summary>
    /// <param name="model">Its file.</param>
    /// <param name="data">The folder with the public sets.</param>
    /// <param name="predictions">Where to write what was found, or null.</param>
    public void Measure(string model, string data, string? predictions)
    {
        var watch = Stopwatch.StartNew();
        NameTagger tagger;
        using (var stream = File.OpenRead(model))
        {
            tagger = NameTagger.Load(stream);
        }

        report($"loaded in {watch.Elapsed.TotalMilliseconds:0.0} ms");
        var scores = new SortedDictionary<string, Score>();
        foreach (var set in (string[])["presidio_v2", "wnut16", "uner_ewt"])
        {
            scores[set] = new();
            var list = new List<string>();
            foreach (var post in LabelledPost.ReadSpans(Path.Combine(data, set + ".jsonl")))
            {
                var found = Find(tagger, post.Text);
                scores[set].Add(post, found, Labels);
                list.Add(Line(post.Id, found));
            }

            if (predictions is not null)
            {
                Directory.CreateDirectory(predictions);
                File.WriteAllLines(Path.Combine(predictions, set + ".pred.jsonl"), list);
            }
        }

        Tell(scores);
        string[] texts = [.. Trained.SelectMany(set => Public(data, set)).Select(static post => post.Text)];
        var readings = texts.Select(Reading.Of).ToArray();
        var findings = new List<Finding>();
        for (var round = 0; round < 4; round++)
        {
            watch.Restart();
            foreach (var reading in readings)
            {
                findings.Clear();
                tagger.Find(reading, findings);
            }

            report($"{texts.Sum(static t => (long)t.Length) / watch.Elapsed.TotalSeconds / 1e6:0.00} million characters a second");
        }
    }

    /// <summary>Prints each line with what a model finds in it.</summary>
    /// <param name="model">Its file.</param>
    /// <param name="file">The lines.</param>
    public static void Show(string model, string file)
    {
        using var stream = File.OpenRead(model);
        var tagger = NameTagger.Load(stream);
        foreach (var line in File.ReadLines(file))
        {
            var findings = new List<Finding>();
            tagger.Find(Reading.Of(line), findings);
            Console.WriteLine(line);
            foreach (var f in findings)
            {
                Console.WriteLine($"    {f.Kind} {line[f.Start..f.End]} ({f.Score:0.00})");
            }
        }
    }

    private static ulong[] Seeds(int runs) => [.. Enumerable.Range(0, runs).Select(static run => Seed + (ulong)run)];

    private static List<(int Start, int End, string Label)> Find(NameTagger tagger, string text)
    {
        var findings = new List<Finding>();
        tagger.Find(Reading.Of(text), findings);
        return [.. findings.Select(static f => (f.Start, f.End, f.Kind switch { NameTagger.Person => "PERSON", NameTagger.Place => "LOCATION", _ => "ORG" }))];
    }

    // With the other detectors beside it, as candour screen prints it.
    private static IEnumerable<(int Start, int End, string Label)> All(NameTagger tagger, string text)
    {
        var reading = Reading.Of(text);
        var findings = new List<Finding>();
        foreach (var detector in (IEnumerable<IDetector>)[.. Detectors.All, tagger])
        {
            detector.Find(reading, findings);
        }

        return SpanLabels.Resolve(findings).Select(static s => (s.Start, s.End, s.Label));
    }

    private static string Line(string id, IEnumerable<(int Start, int End, string Label)> found) =>
        JsonSerializer.Serialize(new { id, spans = found.Select(static s => new { start = s.Start, end = s.End, label = s.Label }) });

    private static Dictionary<string, int> ByFamily(IReadOnlyList<LabelledPost> posts)
    {
        var sizes = new int[5];
        var made = new Dictionary<string, int>();
        foreach (var family in posts.GroupBy(static p => p.Family).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal))
        {
            var least = Array.IndexOf(sizes, sizes.Min());
            made[family.Key] = least;
            sizes[least] += family.Count();
        }

        return made;
    }

    // A public set without the posts that are kept for measuring false alarms.
    private static List<LabelledPost> Public(string data, string set)
    {
        var kept = File.ReadLines(Path.Combine(data, "real_posts.labels.tsv")).Select(static line => line.Split('\t')[0]).ToHashSet();
        return [.. LabelledPost.ReadSpans(Path.Combine(data, set + ".jsonl")).Where(post => !kept.Contains(post.Id))];
    }

    private List<LabelledPost> Own() =>
        [
            .. Directory.GetFiles(Path.Combine(root, "training", "corpus"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(LabelledPost.ReadMarked),
            .. new Templates(_lists).Fill(Path.Combine(root, "training", "templates", "names.txt"), TimesFilled, Seed),
        ];

    private NameTrainer Trainer() => new(_lists, _lists.Lexicon(Path.Combine(root, "models", "word-clusters.tsv.gz")), report);

    private void Tell(SortedDictionary<string, Score> scores)
    {
        foreach (var (name, score) in scores)
        {
            report(name);
            foreach (var line in score.Lines())
            {
                report(line);
            }
        }
    }
}
