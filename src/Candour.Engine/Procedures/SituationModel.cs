namespace Candour.Engine.Procedures;

/// <summary>Learns from sentences which words speak for which procedure: multinomial logistic regression in plain double arithmetic and a fixed order, so that the same sentences give the same weights.</summary>
internal sealed class SituationModel
{
    private const int Passes = 10;
    private const double FirstStep = 2;
    private const double StepFalls = 0.3;

    // How much of a step goes to what every sentence of a class shares.
    private const double OfBias = 0.05;

    // A class that is off by less learns nothing from a sentence.
    private const double Least = 1e-3;

    private readonly Dictionary<string, int> _rows = [];
    private readonly double[] _rarity;
    private readonly double[] _weights;
    private readonly double[] _bias;
    private readonly int _classes;

    /// <summary>Learns.</summary>
    /// <param name="sentences">Features with their counts, the class, and how much the sentence counts.</param>
    /// <param name="classes">How many classes there are.</param>
    public SituationModel(IReadOnlyList<(IReadOnlyDictionary<string, double> Features, int Class, double Weight)> sentences, int classes)
    {
        _classes = classes;
        var counts = new List<int>();
        foreach (var feature in sentences.SelectMany(s => s.Features.Keys))
        {
            if (_rows.TryAdd(feature, counts.Count))
            {
                counts.Add(0);
            }

            counts[_rows[feature]]++;
        }

        _rarity = [.. counts.Select(c => Math.Log(1 + ((double)sentences.Count / c)))];
        _weights = new double[counts.Count * classes];
        _bias = new double[classes];
        var vectors = sentences.Select(s => Vector(s.Features)).ToArray();
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        var random = new Random(1);
        var chances = new double[classes];
        for (var pass = 0; pass < Passes; pass++)
        {
            random.Shuffle(order);
            var step = FirstStep / (1 + (pass * StepFalls));
            foreach (var i in order)
            {
                Learn(vectors[i], sentences[i].Class, sentences[i].Weight * step, chances);
            }
        }
    }

    /// <summary>How likely each class is, together 1; and the features that are known. Null where none is.</summary>
    public double[]? Chances(IReadOnlyDictionary<string, double> features)
    {
        var vector = Vector(features);
        if (vector.Length == 0)
        {
            return null;
        }

        var chances = new double[_classes];
        Weigh(vector, chances);
        return chances;
    }

    /// <summary>What speaks for a class more than for the others, the most telling first.</summary>
    public IEnumerable<string> Telling(IReadOnlyDictionary<string, double> features, int of)
    {
        return features.Keys.Where(_rows.ContainsKey).Select(f => (Feature: f, Gain: Gain(f))).Where(f => f.Gain > 0).OrderByDescending(f => f.Gain).ThenBy(f => f.Feature, StringComparer.Ordinal).Select(f => f.Feature);

        double Gain(string feature)
        {
            var row = _weights.AsSpan(_rows[feature] * _classes, _classes);
            double mean = 0;
            foreach (var weight in row)
            {
                mean += weight / _classes;
            }

            return (row[of] - mean) * _rarity[_rows[feature]];
        }
    }

    private void Learn((int Row, double Value)[] vector, int wanted, double step, double[] chances)
    {
        Weigh(vector, chances);
        for (var c = 0; c < _classes; c++)
        {
            var error = chances[c] - (c == wanted ? 1 : 0);
            if (Math.Abs(error) < Least)
            {
                continue;
            }

            foreach (var (row, value) in vector)
            {
                _weights[(row * _classes) + c] -= error * step * value;
            }

            _bias[c] -= error * step * OfBias;
        }
    }

    private void Weigh((int Row, double Value)[] vector, double[] chances)
    {
        _bias.CopyTo(chances, 0);
        foreach (var (row, value) in vector)
        {
            var weights = _weights.AsSpan(row * _classes, _classes);
            for (var c = 0; c < weights.Length; c++)
            {
                chances[c] += weights[c] * value;
            }
        }

        var most = chances.Max();
        double total = 0;
        for (var c = 0; c < chances.Length; c++)
        {
            chances[c] = Math.Exp(chances[c] - most);
            total += chances[c];
        }

        for (var c = 0; c < chances.Length; c++)
        {
            chances[c] /= total;
        }
    }

    private (int Row, double Value)[] Vector(IReadOnlyDictionary<string, double> features)
    {
        var known = features.Where(f => _rows.ContainsKey(f.Key)).Select(f => (Row: _rows[f.Key], Value: f.Value * _rarity[_rows[f.Key]])).OrderBy(f => f.Row).ToArray();
        var length = Math.Sqrt(known.Sum(f => f.Value * f.Value));
        return length == 0 ? [] : [.. known.Select(f => (f.Row, f.Value / length))];
    }
}
