using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Screening;

namespace Candour.Training;

/// <summary>Weighs the two readers of meaning against each other and sets where their common scores begin to count: <c>models/readers.json</c>.</summary>
/// <param name="root">The repository.</param>
/// <param name="report">Told about progress.</param>
public sealed class ReaderCommands(string root, Action<string> report)
{
    private const double Precision = 1 / 3.0;
    private static readonly double[] Shares = [0.005, 0.01, 0.02, 0.03, 0.05];

    private sealed record Row(string File, IReadOnlyDictionary<string, double> Quick, IReadOnlyDictionary<string, double> Close, IReadOnlyList<string> Categories);

    /// <summary>Fits and measures.</summary>
    /// <param name="data">The folder with the public sets.</param>
    /// <param name="twin">A quick reader trained without the files left out.</param>
    /// <param name="leftOut">Those files.</param>
    /// <param name="corpus">Verdicts on the corpus by a close reader that has not seen those files, ids FILE:LINE from 0.</param>
    /// <param name="real">Verdicts of the shipped close reader on innocent strangers.</param>
    /// <param name="version">The day.</param>
    public ReadersCalibration Fit(string data, byte[] twin, IReadOnlySet<string> leftOut, string corpus, string real, string version)
    {
        var meaning = MeaningText.Load(Path.Combine(root, "models"));
        var (apart, shipped) = (QuickReader.Of(twin, meaning), QuickReader.Load(Path.Combine(root, "models")));
        var close = CloseScores(corpus);
        var rows = MeaningPost.Corpus(Path.Combine(root, "training", "corpus"), new HashSet<string>())
            .Where(p => leftOut.Contains(p.Post.Id.Split(':')[0]) && close.ContainsKey(p.Post.Id))
            .Select(p => new Row(p.Post.Id.Split(':')[0], apart.Read(p.Post.Text), close[p.Post.Id], p.Categories)).ToArray();
        var closeReal = CloseScores(real);
        var strangers = QuickCommands.Strangers(data).Where(p => closeReal.ContainsKey(p.Id)).ToArray();
        var strangersApart = strangers.Select(p => new Row("", apart.Read(p.Text), closeReal[p.Id], [])).ToArray();
        var strangersShipped = strangers.Select(p => new Row("", shipped.Read(p.Text), closeReal[p.Id], [])).ToArray();
        report($"{rows.Length} posts of {leftOut.Count} authors left out, {strangers.Length} innocent strangers");

        var flag = Weigh([.. rows.Select(static r => (r.Quick["flag"], r.Close["flag"], r.Categories.Count > 0))]);
        var flagScaled = Scaled(flag, [.. rows.Select(static r => (r.Quick["flag"], r.Close["flag"]))]);
        var heads = shipped.Heads.Skip(1).ToArray();
        var pairs = rows.Where(static r => r.Categories.Count > 0).SelectMany(r => heads.Select(h => (r.Quick[h], r.Close[h], r.Categories.Contains(h)))).ToArray();
        var head = Scaled(Weigh(pairs), [.. pairs.Select(static p => (p.Item1, p.Item2))]);

        double Flag(Row r) => flagScaled.Of(r.Quick["flag"], r.Close["flag"]);
        var stepsApart = Steps(strangersApart.Select(Flag));
        var steps = Steps(strangersShipped.Select(Flag));
        var thresholds = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var h in heads)
        {
            thresholds[h] = Threshold([.. rows.Where(r => r.Categories.Count > 0 && Flag(r) >= stepsApart[2].Logit)
                .Select(r => (head.Of(r.Quick[h], r.Close[h]), r.Categories.Contains(h)))]);
        }

        Tell("quick alone", rows, strangersApart, static r => r.Quick["flag"]);
        Tell("close alone", rows, strangersApart, static r => r.Close["flag"]);
        Tell("both", rows, strangersApart, Flag);
        var at = stepsApart[2].Logit;
        string[] Named(Row r) => [.. heads.Where(h => head.Of(r.Quick[h], r.Close[h]) >= thresholds[h])];
        var flagged = rows.Where(r => r.Categories.Count > 0 && Flag(r) >= at).Select(r => (r.Categories, Named: Named(r))).ToArray();
        var all = rows.Count(static r => r.Categories.Count > 0);
        report($"at the 2 % step: right category named in {100.0 * flagged.Count(static f => f.Named.Any(f.Categories.Contains)) / all:0.0} % of all flagged posts, {flagged.Average(static f => f.Named.Length):0.0} named a post");
        return new(version, shipped.Sha256, CloseReader.ReadCalibration(Path.Combine(root, "models")).Sha256, flagScaled, steps, head, thresholds);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, double>> CloseScores(string file)
    {
        var scores = new Dictionary<string, IReadOnlyDictionary<string, double>>();
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("readers", out var readers))
            {
                continue;
            }

            var close = readers.EnumerateArray().First(static r => r.GetProperty("name").GetString() == "close");
            scores[json.RootElement.GetProperty("id").GetString()!] = close.GetProperty("scores").EnumerateObject().ToDictionary(static s => s.Name, static s => s.Value.GetDouble());
        }

        return scores;
    }

    // Logistic regression on two numbers by Newton's steps.
    private static Mix Weigh((double Quick, double Close, bool Is)[] rows)
    {
        double[] w = [0, 0, 0];
        for (var round = 0; round < 30; round++)
        {
            var m = new double[3, 4];
            foreach (var (quick, close, isOne) in rows)
            {
                double[] x = [quick, close, 1];
                var p = 1 / (1 + NameTrainer.Exp(-Math.Clamp((w[0] * quick) + (w[1] * close) + w[2], -30, 30)));
                for (var i = 0; i < 3; i++)
                {
                    m[i, 3] += ((isOne ? 1 : 0) - p) * x[i];
                    for (var j = 0; j < 3; j++)
                    {
                        m[i, j] += p * (1 - p) * x[i] * x[j];
                    }
                }
            }

            Solve(m);
            for (var i = 0; i < 3; i++)
            {
                w[i] += m[i, 3];
            }
        }

        return new(w[0], w[1], w[2]);
    }

    private static void Solve(double[,] m)
    {
        for (var i = 0; i < 3; i++)
        {
            for (var k = 3; k >= i; k--)
            {
                m[i, k] /= m[i, i];
            }

            for (var j = 0; j < 3; j++)
            {
                for (var k = 3; j != i && k >= i; k--)
                {
                    m[j, k] -= m[j, i] * m[i, k];
                }
            }
        }
    }

    // Stretched and shifted so that it spreads like the close reader's own score.
    private static Mix Scaled(Mix mix, (double Quick, double Close)[] rows)
    {
        var made = rows.Select(r => mix.Of(r.Quick, r.Close)).ToArray();
        var (meanMade, meanClose) = (made.Average(), rows.Average(static r => r.Close));
        var stretch = Math.Sqrt(rows.Average(r => (r.Close - meanClose) * (r.Close - meanClose)) / made.Average(m => (m - meanMade) * (m - meanMade)));
        return new(Math.Round(mix.Quick * stretch, 3), Math.Round(mix.Close * stretch, 3), Math.Round(meanClose - (stretch * (meanMade - mix.Plus)), 3));
    }

    private static FlagThreshold[] Steps(IEnumerable<double> strangers)
    {
        var sorted = strangers.OrderDescending().ToArray();
        return [.. Shares.Select(share =>
        {
            var most = (int)(sorted.Length * share);
            return new FlagThreshold(share, Math.Round((sorted[most - 1] + sorted[most]) / 2, 2));
        })];
    }

    // The lowest score from which at least one in three is right.
    private static double Threshold((double Score, bool Is)[] rows)
    {
        var (right, best) = (0, -1.0);
        var sorted = rows.OrderByDescending(static r => r.Score).ToArray();
        for (var n = 1; n <= sorted.Length; n++)
        {
            right += sorted[n - 1].Is ? 1 : 0;
            if (n >= 20 && right >= Precision * n)
            {
                best = sorted[n - 1].Score;
            }
        }

        return Math.Round(Math.Clamp(best, -6, -1), 1);
    }

    private void Tell(string name, Row[] rows, Row[] strangers, Func<Row, double> score)
    {
        report($"{name}: area {Curve.Area([.. rows.Select(r => (score(r), r.Categories.Count > 0))]):0.0}");
        foreach (var file in rows.GroupBy(static r => r.File))
        {
            report($"    {file.Key} {Curve.Area([.. file.Select(r => (score(r), r.Categories.Count > 0))]):0.0}");
        }

        foreach (var step in Steps(strangers.Select(score)))
        {
            report($"  {100 * step.Share:0.0} % of strangers from {step.Logit:0.00}: {100.0 * rows.Count(r => r.Categories.Count > 0 && score(r) >= step.Logit) / rows.Count(static r => r.Categories.Count > 0):0.0} noticed, "
                + $"{100.0 * rows.Count(r => r.Categories.Count == 0 && score(r) < step.Logit) / rows.Count(static r => r.Categories.Count == 0):0.0} kept");
        }
    }
}
