namespace Candour.Engine.Screening;

/// <summary>
/// Several harmless details that together point to one person. Each detail narrows the people it may be by a factor: one in 64 people has a
/// given age (6 bits), one in some 2,000 a given rare condition (11 bits). Bits of different kinds add up, of one kind only the largest
/// counts, since a second age or place seldom narrows further. The score is the sum over <see cref="BitsForOne"/>, at most 1.
/// </summary>
/// <remarks>
/// A reckoning, not a measurement: details depend on each other, and readers know more than a table. The bits stand in <c>kinds.json</c>;
/// what follows from which score is the rulebook's to say. Source: the idea of adding self-information of quasi-identifiers,
/// L. Sweeney, "Simple Demographics Often Identify People Uniquely" (2000). Checked: not yet.
/// </remarks>
/// <example>
/// "Pt in bed 4, 34yo with Ehlers-Danlos from Pinner": bed 5 + age 6 + rare condition 11 + place 6 = 28 bits; 28 / 20, so 1.
/// </example>
public static class IndirectIdentification
{
    /// <summary>Bits at which one person is left among those who may be readers' acquaintances: about a million people.</summary>
    public const double BitsForOne = 20;

    /// <summary>Fewest kinds of detail that make a combination.</summary>
    public const int FewestKinds = 2;

    /// <summary>Reckons over all parts of a draft.</summary>
    /// <param name="findings">Bound findings of all parts.</param>
    /// <returns>One composite finding, or null when nobody is spoken of or too little is said.</returns>
    public static Finding? Reckon(IReadOnlyList<Finding> findings)
    {
        var anchor = findings.FirstOrDefault(f => f.Kind is "patient" or "relative" && Binder.AnchorOf(f) is Bearer.Patient or Bearer.Relative);
        var details = findings.Where(f => Counts(f) && BitsOf(f) > 0).GroupBy(f => f.Kind).Select(g => g.MaxBy(BitsOf)!).ToArray();
        var strong = details.Count(d => BitsOf(d) >= 3);
        if (anchor is null || details.Length < FewestKinds || strong < FewestKinds)
        {
            return null;
        }

        var bits = details.Sum(BitsOf);
        var inText = details.Where(d => d.Part is DraftPart.Text).DefaultIfEmpty(anchor).ToArray();
        var words = details.OrderByDescending(BitsOf).Select(Plain).Distinct().ToArray();
        var why = $"{Join(words)} together point to one person ({bits:0} bits; {BitsForOne:0} single one out)";
        return new("indirect", inText.Min(d => d.Start), inText.Max(d => d.End), Math.Min(1, bits / BitsForOne), why)
        {
            Part = inText[0].Part,
            About = Bearer.Patient,
            Of = details,
        };
    }

    /// <summary>Bits of one finding.</summary>
    /// <param name="finding">Any finding.</param>
    public static double BitsOf(Finding finding)
    {
        var kind = Kinds.Of(finding.Kind);
        return finding.Topic is { } topic && kind.BitsByTopic?.TryGetValue(topic, out var bits) is true ? bits : kind.Bits;
    }

    private static bool Counts(Finding finding) =>
        finding.Part is DraftPart.Text or DraftPart.Quoted or DraftPart.Earlier
        && (finding.Kind is not "relative" || finding.Topic is not "own")
        && finding.About is Bearer.Patient or Bearer.Relative or Bearer.Nobody;

    private static string Plain(Finding finding) => (finding.Kind, finding.Topic) switch
    {
        ("condition", "rare") => "rare condition",
        ("patient", "addressed") => "words to somebody who will know",
        ("patient", _) => "what sets the person apart",
        ("event-time", _) => "time",
        ("bed", _) => "bed or ward",
        (var kind, _) => kind.Replace('-', ' '),
    };

    private static string Join(string[] words) => words.Length switch
    {
        0 => "",
        1 => Capital(words[0]),
        _ => $"{Capital(string.Join(", ", words[..^1]))} and {words[^1]}",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
