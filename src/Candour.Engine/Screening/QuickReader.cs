using System.Security.Cryptography;

namespace Candour.Engine.Screening;

/// <summary>
/// Reads meaning from pieces of words and short runs of words: hashed n-grams, one row of whole-number weights each. The same answer on every
/// machine, in microseconds. May be called from many threads.
/// </summary>
public sealed class QuickReader
{
    /// <summary>Its name in verdicts.</summary>
    public const string Name = "quick";

    // Longer texts are read in passages of about as many characters as the close reader's windows; the highest of each head counts.
    private const int Window = 500;
    private const int Stride = 350;
    private const int LongestWord = 50;

    private readonly QuickModel _model;
    private readonly MeaningText _meaning;

    private QuickReader(QuickModel model, MeaningText meaning, string sha256) => (_model, _meaning, Sha256) = (model, meaning, sha256);

    /// <summary>Of the weights.</summary>
    public string Version => _model.Version;

    /// <summary>Of the weights, 64 hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Names of the outputs; the first is flag.</summary>
    public IReadOnlyList<string> Heads => _model.Heads;

    /// <summary>Loads weights and the words that stand for emoji.</summary>
    /// <param name="folder">Holds quick-reader.bin and emoji-words.json.</param>
    /// <exception cref="InvalidDataException">The file is no quick reader.</exception>
    public static QuickReader Load(string folder) => Of(File.ReadAllBytes(Path.Combine(folder, "quick-reader.bin")), MeaningText.Load(folder));

    /// <summary>A reader over weights.</summary>
    /// <param name="weights">As <see cref="QuickModel.Write"/> made them.</param>
    /// <param name="meaning">How texts are prepared.</param>
    public static QuickReader Of(byte[] weights, MeaningText meaning) => new(QuickModel.Read(weights), meaning, Convert.ToHexStringLower(SHA256.HashData(weights)));

    /// <summary>Scores one text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Logit by head, rounded to three places.</returns>
    public IReadOnlyDictionary<string, double> Read(string text)
    {
        var prepared = _meaning.Prepare(text);
        var best = new double[_model.Heads.Count];
        Array.Fill(best, double.NegativeInfinity);
        for (var from = 0; ; from = After(prepared, from + Stride))
        {
            var end = from + Window >= prepared.Length ? prepared.Length : After(prepared, from + Window);
            ReadPassage(prepared[from..end], best);
            if (end == prepared.Length)
            {
                break;
            }
        }

        return Enumerable.Range(0, best.Length).ToDictionary(h => _model.Heads[h], h => Math.Round(best[h], 3));
    }

    private void ReadPassage(string passage, double[] best)
    {
        var features = QuickFeatures.Of(passage);
        Span<int> sums = stackalloc int[best.Length];
        _model.Sum(features, sums);
        for (var h = 0; h < best.Length; h++)
        {
            best[h] = Math.Max(best[h], _model.Bias[h] + (_model.Scale[h] * sums[h] / Math.Sqrt(features.Length)));
        }
    }

    // Where the word at a place ends.
    private static int After(string text, int at)
    {
        var space = text.IndexOf(' ', at);
        return space < 0 || space > at + LongestWord ? at : space;
    }
}
