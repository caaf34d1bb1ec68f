using System.Text.Json;
using Candour.Engine.Decisions;

namespace Candour.Engine.Screening;

/// <summary>How the scores of the quick and the close reader are put together, and where they begin to count: <c>models/readers.json</c>.</summary>
/// <param name="Version">The day it was measured.</param>
/// <param name="QuickSha256">Of the quick reader's weights.</param>
/// <param name="CloseSha256">Of the close reader's weights.</param>
/// <param name="Flag">Weights of the two flag scores.</param>
/// <param name="Steps">Thresholds of the common flag score by the share of innocent posts disturbed, strictest first.</param>
/// <param name="Head">Weights of the two scores of a category.</param>
/// <param name="Heads">Lowest common score of a category at which it is named.</param>
public sealed record ReadersCalibration(
    string Version, string QuickSha256, string CloseSha256, Mix Flag, IReadOnlyList<FlagThreshold> Steps, Mix Head, IReadOnlyDictionary<string, double> Heads)
{
    private const double NoThreshold = -2;

    /// <summary>Reads it.</summary>
    /// <param name="folder">Holds readers.json.</param>
    public static ReadersCalibration Load(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "readers.json"));
        return JsonSerializer.Deserialize(stream, EngineJson.Default.ReadersCalibration) ?? throw new InvalidDataException("readers.json is empty.");
    }

    /// <summary>The common flag score; null when one of the readers said nothing.</summary>
    /// <param name="readers">What they said.</param>
    public double? FlagOf(IReadOnlyList<ReaderScores> readers) => Both(Flag, readers, "flag");

    /// <summary>A category scores high enough to be named.</summary>
    /// <param name="readers">What they said.</param>
    /// <param name="category">Its name.</param>
    public bool Names(IReadOnlyList<ReaderScores> readers, string category) => Both(Head, readers, category) >= Heads.GetValueOrDefault(category, NoThreshold);

    private static double? Both(Mix mix, IReadOnlyList<ReaderScores> readers, string head) =>
        Score(readers, QuickReader.Name, head) is { } quick && Score(readers, CloseReader.Name, head) is { } close ? mix.Of(quick, close) : null;

    private static double? Score(IReadOnlyList<ReaderScores> readers, string name, string head)
    {
        foreach (var reader in readers)
        {
            if (reader.Name == name && reader.Scores.TryGetValue(head, out var score))
            {
                return score;
            }
        }

        return null;
    }
}

/// <summary>A weighted sum of two scores.</summary>
/// <param name="Quick">Weight of the quick reader's.</param>
/// <param name="Close">Weight of the close reader's.</param>
/// <param name="Plus">Added.</param>
public sealed record Mix(double Quick, double Close, double Plus)
{
    /// <summary>The sum.</summary>
    /// <param name="quick">The quick reader's score.</param>
    /// <param name="close">The close reader's score.</param>
    public double Of(double quick, double close) => (Quick * quick) + (Close * close) + Plus;
}
