namespace Candour.Engine.Screening;

/// <summary>Turns what was seen in a whole text into the labels that <c>candour screen</c> prints.</summary>
public static class TextLabels
{
    private static readonly (string Kind, string? Topic, string[] Labels)[] OfKind =
    [
        ("discrimination", null, ["HATE", "ABUSE"]),
        ("discrimination", "sex", ["SEXISM"]),
        ("threat", null, ["THREAT", "ABUSE"]),
        ("harassment", null, ["HARASSMENT", "ABUSE"]),
        ("offensive", null, ["OFFENSIVE", "ABUSE"]),
        ("sexual", null, ["SEXUAL"]),
    ];

    /// <summary>The kinds of finding that give a label.</summary>
    internal static IReadOnlyCollection<string> Kinds { get; } = [.. OfKind.Select(k => k.Kind).Distinct()];

    /// <summary>The labels of a text, in a fixed order, each once.</summary>
    /// <param name="findings">What was seen in it.</param>
    /// <param name="scores">A reader's scores by head, or null.</param>
    /// <param name="calibration">Where those scores begin to count; needed with <paramref name="scores"/>.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, double>? scores = null, ReaderCalibration? calibration = null)
    {
        var labels = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (kind, topic, names) in OfKind)
        {
            var seen = findings.Any(f => f.Kind == kind && !f.Lifted && (topic is null || f.Topic == topic));
            var read = scores is not null && calibration is not null && topic is null
                && scores["flag"] >= calibration.Flag[Math.Min(2, calibration.Flag.Count - 1)].Logit && scores[kind] >= calibration.Head.GetValueOrDefault(kind, -2);
            if (seen || read)
            {
                labels.UnionWith(names);
            }
        }

        return [.. labels];
    }
}
