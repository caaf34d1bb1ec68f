using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FastBertTokenizer;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Candour.Engine.Screening;

/// <summary>Where a reader's scores begin to count, as measured when it was made: <c>models/close-reader.json</c>.</summary>
/// <param name="Name">close.</param>
/// <param name="Version">Of the weights.</param>
/// <param name="Sha256">Of the weights, 64 hexadecimal digits.</param>
/// <param name="Heads">Names of the outputs in their order; the first is flag.</param>
/// <param name="Flag">Thresholds of flag by the share of innocent posts disturbed, strictest first.</param>
/// <param name="Head">Lowest score of a category's own head at which the category is named.</param>
public sealed record ReaderCalibration(
    string Name, string Version, string Sha256, IReadOnlyList<string> Heads, IReadOnlyList<FlagThreshold> Flag, IReadOnlyDictionary<string, double> Head);

/// <summary>A step of the flag threshold.</summary>
/// <param name="Share">Share of innocent posts of strangers that it disturbs, 0 to 1.</param>
/// <param name="Logit">Flag scores from here on count.</param>
public sealed record FlagThreshold(double Share, double Logit);

/// <summary>
/// Reads meaning with a fine-tuned sentence encoder. The text is prepared exactly as in training (<see cref="Prepare"/>), cut into word
/// pieces and read in windows of 128; of several windows the highest score of each head counts.
/// </summary>
public sealed class CloseReader : IDisposable
{
    /// <summary>Its name in verdicts.</summary>
    public const string Name = "close";

    /// <summary>Most windows read of one text; the rest is reported as not checked.</summary>
    public const int MostWindows = 16;

    private const int Window = 128;
    private const int Stride = 96;

    private readonly InferenceSession _session;
    private readonly BertTokenizer _tokenizer;
    private readonly MeaningText _meaning;

    private CloseReader(InferenceSession session, BertTokenizer tokenizer, MeaningText meaning, ReaderCalibration calibration) =>
        (_session, _tokenizer, _meaning, Calibration) = (session, tokenizer, meaning, calibration);

    /// <summary>Where its scores begin to count.</summary>
    public ReaderCalibration Calibration { get; }

    /// <summary>Loads weights, word pieces and calibration from a folder.</summary>
    /// <param name="folder">Holds close-reader.onnx, .vocab.txt, .json and emoji-words.json.</param>
    /// <exception cref="InvalidDataException">A file is missing or is not the one that the calibration was made for.</exception>
    public static CloseReader Load(string folder)
    {
        var calibration = ReadCalibration(folder);
        var weights = File.ReadAllBytes(Path.Combine(folder, "close-reader.onnx"));
        if (Convert.ToHexStringLower(SHA256.HashData(weights)) != calibration.Sha256)
        {
            throw new InvalidDataException($"{Path.Combine(folder, "close-reader.onnx")} is not the file that close-reader.json was made for. Install models/ again.");
        }

        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        var tokenizer = new BertTokenizer();
        using (var vocabulary = File.OpenText(Path.Combine(folder, "close-reader.vocab.txt")))
        {
            tokenizer.LoadVocabulary(vocabulary, convertInputToLowercase: true);
        }

        return new(new InferenceSession(weights, options), tokenizer, MeaningText.Load(folder), calibration);
    }

    /// <summary>The calibration alone, for what needs no weights.</summary>
    /// <param name="folder">As for <see cref="Load"/>.</param>
    public static ReaderCalibration ReadCalibration(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "close-reader.json"));
        return JsonSerializer.Deserialize(stream, EngineJson.Default.ReaderCalibration) ?? throw new InvalidDataException("close-reader.json is empty.");
    }

    /// <summary>The text as it is read; every vector of <c>models/close-reader.vectors.jsonl</c> must come out to the letter.</summary>
    /// <param name="text">Any text.</param>
    public string Prepare(string text) => _meaning.Prepare(text);

    /// <summary>Scores one text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Logit by head, and the number of windows that were left unread.</returns>
    public (IReadOnlyDictionary<string, double> Scores, int Unread) Read(string text)
    {
        var pieces = Pieces(Prepare(text));
        var windows = Windows(pieces).ToArray();
        var best = new double[Calibration.Heads.Count];
        Array.Fill(best, double.NegativeInfinity);
        foreach (var window in windows.Take(MostWindows))
        {
            var logits = Run(window);
            for (var h = 0; h < best.Length; h++)
            {
                best[h] = Math.Max(best[h], logits[h]);
            }
        }

        var scores = new Dictionary<string, double>();
        for (var h = 0; h < best.Length; h++)
        {
            scores[Calibration.Heads[h]] = Math.Round(best[h], 3);
        }

        return (scores, Math.Max(0, windows.Length - MostWindows));
    }

    /// <summary>The word pieces of a prepared text, with the marks of beginning and end.</summary>
    /// <param name="prepared">As <see cref="Prepare"/> gives it.</param>
    public long[] Pieces(string prepared)
    {
        var (ids, _, _) = _tokenizer.Encode(Letters.WithoutAccents(prepared), maximumTokens: 65_536);
        return ids.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static IEnumerable<long[]> Windows(long[] pieces)
    {
        if (pieces.Length <= Window)
        {
            yield return pieces;
            yield break;
        }

        var inner = pieces[1..^1];
        for (var at = 0; ; at += Stride)
        {
            var end = Math.Min(inner.Length, at + Window - 2);
            yield return [pieces[0], .. inner[at..end], pieces[^1]];
            if (end == inner.Length)
            {
                yield break;
            }
        }
    }

    private float[] Run(long[] ids)
    {
        var shape = new[] { 1, ids.Length };
        var mask = new long[ids.Length];
        Array.Fill(mask, 1);
        var inputs = new[]
        {
            NamedOnnxValue.CreateFromTensor("ids", new DenseTensor<long>(ids, shape)),
            NamedOnnxValue.CreateFromTensor("mask", new DenseTensor<long>(mask, shape)),
        };
        using var results = _session.Run(inputs);
        return [.. results[0].AsEnumerable<float>()];
    }
}
