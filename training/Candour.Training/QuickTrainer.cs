using System.Numerics;
using Candour.Engine.Screening;

namespace Candour.Training;

/// <summary>Trains the quick reader: logistic regression on hashed n-grams, a head a category, by plain gradient steps in a fixed order.</summary>
/// <param name="heads">Names of the outputs; the first is flag.</param>
/// <param name="meaning">How texts are prepared.</param>
/// <param name="dressing">Other names, small letters, capitals, typing mistakes.</param>
/// <param name="report">Told about progress.</param>
public sealed class QuickTrainer(IReadOnlyList<string> heads, MeaningText meaning, Dressing dressing, Action<string> report)
{
    private const int Width = 32; // heads, padded
    private const ulong Seed = 20261130;
    private static readonly string[] Mentions = ["@user", "@user @user", "RT @user:", "\"@user:"];
    private static readonly string[] Tags = ["#fb", "#nhs", "#nofilter", "#love", "#monday", "#tired", "#lol", "#uk", "#life", "#proud", "#nursesofinstagram", "#smh", "#team"];

    /// <summary>Trains.</summary>
    /// <param name="posts">In a fixed order.</param>
    /// <param name="passes">How often each post is seen.</param>
    /// <param name="rate">Size of the first step.</param>
    /// <param name="hold">How strongly weights are pulled to zero.</param>
    /// <param name="version">The day.</param>
    public QuickModel Train(IReadOnlyList<MeaningPost> posts, int passes, double rate, double hold, string version)
    {
        var weights = new float[QuickFeatures.RowCount * Width];
        var bias = new float[Width];
        var wanted = posts.Select(Wanted).ToArray();
        var order = Enumerable.Range(0, posts.Count).ToArray();
        var dice = new Dice(Seed);
        Span<float> score = stackalloc float[Width];
        var (size, step, steps) = (1.0, 0L, (long)passes * posts.Count);
        for (var pass = 0; pass < passes; pass++)
        {
            dice.Shuffle(order);
            var loss = 0.0;
            foreach (var i in order)
            {
                var features = QuickFeatures.Of(meaning.Prepare(Dressed(posts[i], dice)));
                var each = 1 / Math.Sqrt(features.Length);
                Score(weights, features, score);
                var eta = rate * (steps - step++) / steps;
                size *= 1 - (eta * hold);
                for (var h = 0; h < heads.Count; h++)
                {
                    var p = Logistic((score[h] * size * each) + bias[h]);
                    var error = ((wanted[i] >> h) & 1) - p;
                    loss += h == 0 ? error * error : 0;
                    bias[h] += (float)(eta * 0.02 * error);
                    score[h] = (float)(eta * error * each / size);
                }

                Move(weights, features.Pieces, score);
                for (var h = 0; h < Width; h++)
                {
                    score[h] *= QuickFeatures.RunWeight;
                }

                Move(weights, features.Runs, score);
            }

            report($"pass {pass + 1}: mean square {loss / posts.Count:0.0000}");
        }

        return Rounded(weights, bias, size, version);
    }

    private static void Score(float[] weights, QuickFeatures features, Span<float> score)
    {
        // Each head is a lane of its own and adds in the order of the rows: the same sum however wide the processor's lanes are.
        score.Clear();
        var lanes = Vector<float>.Count;
        for (var at = 0; at < Width; at += lanes)
        {
            var sum = Vector<float>.Zero;
            foreach (var row in features.Runs)
            {
                sum += new Vector<float>(weights, (row * Width) + at);
            }

            sum *= QuickFeatures.RunWeight;
            foreach (var row in features.Pieces)
            {
                sum += new Vector<float>(weights, (row * Width) + at);
            }

            sum.CopyTo(score[at..]);
        }
    }

    private static void Move(float[] weights, ReadOnlySpan<int> rows, Span<float> by)
    {
        var lanes = Vector<float>.Count;
        foreach (var row in rows)
        {
            for (var at = 0; at < Width; at += lanes)
            {
                (new Vector<float>(weights, (row * Width) + at) + new Vector<float>(by[at..])).CopyTo(weights, (row * Width) + at);
            }
        }
    }

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + NameTrainer.Exp(-x)) : 1 - (1 / (1 + NameTrainer.Exp(x)));

    private QuickModel Rounded(float[] weights, float[] bias, double size, string version)
    {
        var n = heads.Count;
        var (scale, table) = (new double[n], new sbyte[QuickFeatures.RowCount * n]);
        for (var h = 0; h < n; h++)
        {
            var most = 0.0;
            for (var row = 0; row < QuickFeatures.RowCount; row++)
            {
                most = Math.Max(most, Math.Abs(weights[(row * Width) + h] * size));
            }

            scale[h] = most > 0 ? most / 127 : 1;
            for (var row = 0; row < QuickFeatures.RowCount; row++)
            {
                table[(row * n) + h] = (sbyte)Math.Round(weights[(row * Width) + h] * size / scale[h]);
            }
        }

        return new(version, heads, scale, [.. bias.Take(n).Select(static b => (double)b)], table);
    }

    private uint Wanted(MeaningPost post)
    {
        var bits = post.Categories.Count > 0 ? 1u : 0;
        for (var h = 1; h < heads.Count; h++)
        {
            bits |= post.Categories.Contains(heads[h]) ? 1u << h : 0;
        }

        return bits;
    }

    // Half of the invented posts are dressed as real ones, so that the form does not give the class away.
    private string Dressed(MeaningPost post, Dice dice)
    {
        if (!post.Invented)
        {
            return post.Post.Text;
        }

        var text = dressing.Dress(post.Post, dice).Text;
        if (dice.Thousandths(500))
        {
            return text;
        }

        if (dice.Thousandths(200))
        {
            text = text.ToLowerInvariant();
        }

        if (dice.Thousandths(250))
        {
            text = string.Concat(text.Where(static c => !char.IsPunctuation(c) || c is '@' or '#' or '\''));
        }

        if (dice.Thousandths(400))
        {
            text = dice.Pick(Mentions) + " " + text;
        }

        if (dice.Thousandths(250))
        {
            text += " " + dice.Pick(Tags);
        }

        return dice.Thousandths(350) ? text + " http://t.co/x" : text;
    }
}
