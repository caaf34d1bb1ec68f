using Candour.Engine.Screening.Names;

namespace Candour.Training;

/// <summary>
/// Trains the name tagger: a linear-chain conditional random field by stochastic gradient with per-feature step sizes (AdaGrad), features dropped by chance, the
/// weights of the last passes averaged. One thread, fixed order, fixed seed, plain double arithmetic (no library function that may differ between machines): the
/// same bytes every time.
/// </summary>
/// <param name="lists">Word lists, for swapping names.</param>
/// <param name="lexicon">Made of the lists and the clusters.</param>
/// <param name="report">Told about progress.</param>
public sealed class NameTrainer(NameWordLists lists, NameLexicon lexicon, Action<string> report)
{
    private const int T = NameModel.Tags;
    private const int Empty = -1;
    private const double Rate = 0.25;
    private const int DropOfThousand = 150;

    private readonly Dressing _dressing = new(lists);
    private readonly NameFeatures _features = new();
    private readonly ulong[] _row = new ulong[NameFeatures.Most];

    private ulong[] _keys = [];
    private int[] _numbers = [];
    private int _known;

    private double[] _weights = [];
    private double[] _mean = [];
    private double[] _heat = [];
    private readonly double[] _steps = new double[(T + 1) * T];
    private readonly double[] _stepsMean = new double[(T + 1) * T];
    private readonly double[] _stepsHeat = new double[(T + 1) * T];

    private int[] _ids = new int[1 << 16];
    private int[] _from = new int[1 << 10];
    private byte[] _gold = new byte[1 << 10];
    private double[] _score = [];
    private double[] _ahead = [];
    private double[] _behind = [];
    private double[] _scale = [];

    /// <summary>Trains.</summary>
    /// <param name="posts">What to learn from.</param>
    /// <param name="passes">How often each is seen.</param>
    /// <param name="seeds">Of the chance: a training each, and the mean of their weights.</param>
    public NameModel Train(IReadOnlyList<LabelledPost> posts, int passes, params IReadOnlyList<ulong> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        Count(posts, seeds[0]);
        report($"{posts.Count} posts, {_known} features seen twice or more");
        foreach (var seed in seeds)
        {
            Array.Clear(_weights);
            Array.Clear(_heat);
            Array.Clear(_steps);
            Array.Clear(_stepsHeat);
            Run(posts, passes, seed, seeds.Count);
        }

        return Harvest();
    }

    private void Run(IReadOnlyList<LabelledPost> posts, int passes, ulong seed, int runs)
    {
        var dice = new Dice(seed);
        var order = Enumerable.Range(0, posts.Count).ToArray();
        var averaged = Math.Max(1, passes / 3);
        for (var pass = 0; pass < passes; pass++)
        {
            dice.Shuffle(order);
            var loss = 0.0;
            long tokens = 0;
            foreach (var at in order)
            {
                var n = Lay(_dressing.Dress(posts[at], dice), dice);
                if (n > 0)
                {
                    loss += Learn(n);
                    tokens += n;
                }
            }

            report($"pass {pass + 1} of {passes}: loss {loss / tokens:0.0000} a token, {tokens} tokens");
            if (pass >= passes - averaged)
            {
                for (var i = 0; i < _weights.Length; i++)
                {
                    _mean[i] += _weights[i] / (averaged * runs);
                }

                for (var i = 0; i < _steps.Length; i++)
                {
                    _stepsMean[i] += _steps[i] / (averaged * runs);
                }
            }
        }
    }

    /// <summary>The tag of each token that a label gives; what is neither person, place, organisation nor address is outside.</summary>
    /// <param name="post">A post.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="tags">As long as the tokens.</param>
    public static void Tag(LabelledPost post, IReadOnlyList<NameToken> tokens, Span<byte> tags)
    {
        tags.Clear();
        foreach (var (start, end, label) in post.Spans)
        {
            var begin = label switch
            {
                "PERSON" => NameTag.BeginPerson,
                "LOCATION" => NameTag.BeginPlace,
                "ORG" => NameTag.BeginOrganisation,
                "ADDRESS" => NameTag.Address,
                _ => NameTag.Outside,
            };
            if (begin == NameTag.Outside)
            {
                continue;
            }

            var first = true;
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].End <= start || tokens[i].Start >= end)
                {
                    continue;
                }

                // Titles stand outside a name, whatever the set does.
                if (first && begin == NameTag.BeginPerson && tokens[i].End < end && (IsTitle(tokens[i].Folded) || (tokens[i].Folded == "." && i > 0 && IsTitle(tokens[i - 1].Folded))))
                {
                    continue;
                }

                tags[i] = (byte)(begin == NameTag.Address || first ? begin : begin + 1);
                first = false;
            }
        }
    }

    private static bool IsTitle(string word) => word is "mr" or "mrs" or "ms" or "miss" or "dr" or "doctor" or "prof" or "professor" or "sister" or "nurse" or "sir";

    // e to the x without a library call, so that every machine gives the same: 2^k times a polynomial.
    internal static double Exp(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        var k = Math.Floor((x * 1.4426950408889634) + 0.5);
        var r = x - (k * 0.6931471805599453);
        var p = 1.0 / 5040;
        foreach (var c in (ReadOnlySpan<double>)[1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1])
        {
            p = (p * r) + c;
        }

        return BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(p) + ((long)k << 52));
    }

    // First look: which features occur at least twice.
    private void Count(IReadOnlyList<LabelledPost> posts, ulong seed)
    {
        const int bits = 24;
        var seen = new ulong[1 << bits];
        var twice = new List<ulong>();
        var counted = new bool[1 << bits];
        var dice = new Dice(seed ^ 0x5DEECE66DUL);
        for (var look = 0; look < 2; look++)
        {
            foreach (var post in posts)
            {
                var dressed = look == 0 ? post : _dressing.Dress(post, dice);
                _features.Prepare(dressed.Text, lexicon);
                for (var i = 0; i < _features.Tokens.Count; i++)
                {
                    var n = _features.Write(i, _row);
                    for (var j = 0; j < n; j++)
                    {
                        var key = NameModel.Key(_row[j]);
                        var at = (int)(NameHash.Mix(key) & ((1 << bits) - 1));
                        while (seen[at] != 0 && seen[at] != key)
                        {
                            at = (at + 1) & ((1 << bits) - 1);
                        }

                        if (seen[at] == 0)
                        {
                            seen[at] = key;
                        }
                        else if (!counted[at])
                        {
                            counted[at] = true;
                            twice.Add(key);
                        }
                    }
                }
            }
        }

        var size = 1024;
        while (size < twice.Count * 2)
        {
            size *= 2;
        }

        _keys = new ulong[size];
        _numbers = new int[size];
        _known = twice.Count;
        for (var number = 0; number < twice.Count; number++)
        {
            var at = (int)(NameHash.Mix(twice[number]) & (ulong)(size - 1));
            while (_keys[at] != 0)
            {
                at = (at + 1) & (size - 1);
            }

            _keys[at] = twice[number];
            _numbers[at] = number;
        }

        _weights = new double[_known * T];
        _mean = new double[_known * T];
        _heat = new double[_known];
    }

    private int Number(ulong key)
    {
        var at = (int)(NameHash.Mix(key) & (ulong)(_keys.Length - 1));
        while (_keys[at] != 0)
        {
            if (_keys[at] == key)
            {
                return _numbers[at];
            }

            at = (at + 1) & (_keys.Length - 1);
        }

        return Empty;
    }

    // Writes tokens, feature numbers and right tags of a post into the buffers.
    private int Lay(LabelledPost post, Dice dice)
    {
        var salt = dice.Next();
        _features.Prepare(post.Text, lexicon, token => token.Shape is not NameShape.Mark && (NameHash.Of(token.Folded) ^ salt) % 100 < 9);
        var n = _features.Tokens.Count;
        if (_gold.Length < n + 1)
        {
            _gold = new byte[n * 2];
            _from = new int[(n * 2) + 1];
        }

        if (_ids.Length < n * NameFeatures.Most)
        {
            _ids = new int[n * NameFeatures.Most * 2];
        }

        if (_score.Length < n * T)
        {
            _score = new double[n * T * 2];
            _ahead = new double[n * T * 2];
            _behind = new double[n * T * 2];
            _scale = new double[n * 2];
        }

        Tag(post, _features.Tokens, _gold.AsSpan(0, n));
        var used = 0;
        for (var i = 0; i < n; i++)
        {
            _from[i] = used;
            var count = _features.Write(i, _row);
            for (var j = 0; j < count; j++)
            {
                // One number decides about ten features: chance is not free.
                var number = Number(NameModel.Key(_row[j]));
                if (number != Empty && (j == 0 || !dice.Thousandths(DropOfThousand)))
                {
                    _ids[used++] = number;
                }
            }
        }

        _from[n] = used;
        return n;
    }

    // One step on one post: what the model expects, less what is right.
    private double Learn(int n)
    {
        Span<double> step = stackalloc double[(T + 1) * T];
        for (var from = 0; from <= T; from++)
        {
            for (var to = 0; to < T; to++)
            {
                step[(from * T) + to] = NameModel.May(from, to) ? Exp(_steps[(from * T) + to]) : 0;
            }
        }

        for (var i = 0; i < n; i++)
        {
            var sum = _score.AsSpan(i * T, T);
            sum.Clear();
            for (var j = _from[i]; j < _from[i + 1]; j++)
            {
                var row = _weights.AsSpan(_ids[j] * T, T);
                for (var tag = 0; tag < T; tag++)
                {
                    sum[tag] += row[tag];
                }
            }

            var most = sum[0];
            for (var tag = 1; tag < T; tag++)
            {
                most = Math.Max(most, sum[tag]);
            }

            for (var tag = 0; tag < T; tag++)
            {
                sum[tag] = Exp(sum[tag] - most);
            }
        }

        for (var i = 0; i < n; i++)
        {
            var total = 0.0;
            for (var to = 0; to < T; to++)
            {
                var into = 0.0;
                if (i == 0)
                {
                    into = step[(T * T) + to];
                }
                else
                {
                    for (var from = 0; from < T; from++)
                    {
                        into += _ahead[((i - 1) * T) + from] * step[(from * T) + to];
                    }
                }

                into *= _score[(i * T) + to];
                _ahead[(i * T) + to] = into;
                total += into;
            }

            _scale[i] = 1 / total;
            for (var to = 0; to < T; to++)
            {
                _ahead[(i * T) + to] *= _scale[i];
            }
        }

        for (var tag = 0; tag < T; tag++)
        {
            _behind[((n - 1) * T) + tag] = 1;
        }

        for (var i = n - 2; i >= 0; i--)
        {
            for (var from = 0; from < T; from++)
            {
                var sum = 0.0;
                for (var to = 0; to < T; to++)
                {
                    sum += step[(from * T) + to] * _score[((i + 1) * T) + to] * _behind[((i + 1) * T) + to];
                }

                _behind[(i * T) + from] = sum * _scale[i + 1];
            }
        }

        Span<double> blame = stackalloc double[T];
        Span<double> stepBlame = stackalloc double[(T + 1) * T];
        stepBlame.Clear();
        var loss = 0.0;
        for (var i = 0; i < n; i++)
        {
            var worst = 0.0;
            var square = 0.0;
            for (var tag = 0; tag < T; tag++)
            {
                blame[tag] = _ahead[(i * T) + tag] * _behind[(i * T) + tag];
            }

            loss += 1 - blame[_gold[i]];
            blame[_gold[i]] -= 1;
            for (var tag = 0; tag < T; tag++)
            {
                worst = Math.Max(worst, Math.Abs(blame[tag]));
                square += blame[tag] * blame[tag];
            }

            if (i > 0)
            {
                for (var from = 0; from < T; from++)
                {
                    for (var to = 0; to < T; to++)
                    {
                        stepBlame[(from * T) + to] += _ahead[((i - 1) * T) + from] * step[(from * T) + to] * _score[(i * T) + to] * _behind[(i * T) + to] * _scale[i];
                    }
                }

                stepBlame[(_gold[i - 1] * T) + _gold[i]] -= 1;
            }
            else
            {
                for (var to = 0; to < T; to++)
                {
                    stepBlame[(T * T) + to] += _ahead[to] * _behind[to];
                }

                stepBlame[(T * T) + _gold[0]] -= 1;
            }

            if (worst < 0.004)
            {
                continue;
            }

            for (var j = _from[i]; j < _from[i + 1]; j++)
            {
                var heat = _heat[_ids[j]] += square;
                var rate = Rate / Math.Sqrt(heat + 1);
                var row = _weights.AsSpan(_ids[j] * T, T);
                for (var tag = 0; tag < T; tag++)
                {
                    row[tag] -= rate * blame[tag];
                }
            }
        }

        for (var i = 0; i < stepBlame.Length; i++)
        {
            if (stepBlame[i] != 0)
            {
                _stepsHeat[i] += stepBlame[i] * stepBlame[i];
                _steps[i] -= Rate / Math.Sqrt(_stepsHeat[i] + 1) * stepBlame[i];
            }
        }

        return loss;
    }

    // Whole numbers, the weightiest features only.
    private NameModel Harvest()
    {
        const double keep = NameModel.Unit * (1000 - DropOfThousand) / 1000.0;
        var model = new NameModel(lexicon);
        for (var from = 0; from <= T; from++)
        {
            for (var to = 0; to < T; to++)
            {
                model.SetStep(from, to, NameModel.May(from, to) ? (int)Math.Round(_stepsMean[(from * T) + to] * NameModel.Unit) : NameModel.Never);
            }
        }

        var rows = new List<(ulong Key, double Weight, int Number)>();
        for (var at = 0; at < _keys.Length; at++)
        {
            if (_keys[at] == 0)
            {
                continue;
            }

            var most = 0.0;
            for (var tag = 0; tag < T; tag++)
            {
                most = Math.Max(most, Math.Abs(_mean[(_numbers[at] * T) + tag]));
            }

            if (most * keep >= 1)
            {
                rows.Add((_keys[at], most, _numbers[at]));
            }
        }

        var kept = rows.OrderByDescending(static row => row.Weight).ThenBy(static row => row.Key).Take(NameModel.Room).OrderBy(static row => row.Key).ToList();
        report($"{rows.Count} features weigh anything, {kept.Count} kept");
        Span<sbyte> bytes = stackalloc sbyte[T];
        foreach (var (key, _, number) in kept)
        {
            for (var tag = 0; tag < T; tag++)
            {
                bytes[tag] = (sbyte)Math.Clamp(Math.Round(_mean[(number * T) + tag] * keep), -127, 127);
            }

            model.SetRow(key, bytes);
        }

        return model;
    }
}
