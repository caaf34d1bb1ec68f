using Candour.Engine.Screening;

namespace Candour.Training;

/// <summary>The commands about the quick reader.</summary>
/// <param name="root">The repository.</param>
/// <param name="report">Told about progress.</param>
public sealed class QuickCommands(string root, Action<string> report)
{
    /// <summary>How often each post is seen.</summary>
    public const int Passes = 8;

    internal const string Version = "2026-11-30";
    private const double Rate = 8;
    private const double Hold = 1e-6;

    private string Models => Path.Combine(root, "models");

    /// <summary>Trains on our own corpus and, with public sets, on real posts beside it.</summary>
    /// <param name="data">The folder with the public sets, or null for our own corpus alone.</param>
    /// <param name="leftOut">Files of the corpus that are left out.</param>
    /// <param name="passes">How often each post is seen.</param>
    /// <param name="slice">Only every so manieth post, for tests; 1 for all.</param>
    public QuickModel Train(string? data, IReadOnlySet<string> leftOut, int passes, int slice = 1)
    {
        var crude = File.ReadLines(Path.Combine(root, "training", "crude-stems.txt")).Where(static l => l.Length > 0 && l[0] != '#').ToArray();
        var posts = MeaningPost.Corpus(Path.Combine(root, "training", "corpus"), leftOut).ToList();
        var invented = posts.Count;
        if (data is not null)
        {
            posts.AddRange(MeaningPost.Real(data, crude));
        }

        report($"{invented} invented posts, {posts.Skip(invented).Count(static p => p.Categories.Count == 0)} innocent and {posts.Skip(invented).Count(static p => p.Categories.Count > 0)} abusive real ones");
        var heads = CloseReader.ReadCalibration(Models).Heads;
        var dressing = new Dressing(new NameWordLists(Path.Combine(root, "vocabulary", "names")));
        return new QuickTrainer(heads, MeaningText.Load(Models), dressing, report).Train([.. posts.Where((_, i) => i % slice == 0)], passes, Rate, Hold, Version);
    }

    /// <summary>How well it reads the files that it has not seen, and how many of their flagged posts it notices alone while disturbing 2 % of innocent strangers.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="files">The files left out.</param>
    /// <param name="data">The folder with the public sets, or null.</param>
    public void Measure(byte[] model, IReadOnlySet<string> files, string? data)
    {
        var reader = QuickReader.Of(model, MeaningText.Load(Models));
        var scores = MeaningPost.Corpus(Path.Combine(root, "training", "corpus"), new HashSet<string>()).Where(p => files.Contains(p.Post.Id.Split(':')[0]))
            .Select(p => (File: p.Post.Id.Split(':')[0], Score: reader.Read(p.Post.Text)["flag"], Is: p.Categories.Count > 0)).ToArray();
        report($"files left out, area under the curve: {Curve.Area([.. scores.Select(static s => (s.Score, s.Is))]):0.0}");
        foreach (var file in scores.GroupBy(static s => s.File))
        {
            report($"  {file.Key} {Curve.Area([.. file.Select(static s => (s.Score, s.Is))]):0.0}");
        }

        if (data is not null)
        {
            var real = Strangers(data).Select(p => reader.Read(p.Text)["flag"]).OrderDescending().ToArray();
            var from = real[(int)(real.Length * 0.02)];
            report($"2 % of innocent strangers disturbed from {from:0.00}: {100.0 * scores.Count(s => s.Is && s.Score > from) / scores.Count(static s => s.Is):0} % noticed, {100.0 * scores.Count(s => !s.Is && s.Score <= from) / scores.Count(static s => !s.Is):0} % kept");
        }
    }

    /// <summary>The innocent posts on which false alarms are measured.</summary>
    /// <param name="data">The folder with the public sets.</param>
    public static IEnumerable<(string Id, string Text)> Strangers(string data)
    {
        var kept = MeaningPost.Innocent(data).ToHashSet();
        return ((string[])["btc", "tweebank", "wnut17"]).SelectMany(set => MeaningPost.Lines(data, set + ".jsonl")).Where(p => kept.Contains(p.Id)).Select(static p => (p.Id, p.Text));
    }
}
