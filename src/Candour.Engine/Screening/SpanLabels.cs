namespace Candour.Engine.Screening;

/// <summary>A labelled piece of a text, as <c>candour screen</c> prints it.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Label">PERSON, LOCATION, ORG, DATE, DOB, PHONE, EMAIL, POSTCODE, ADDRESS, NHS_NUMBER, ID, URL, USERNAME, AGE or OTHER.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
public sealed record LabelledSpan(int Start, int End, string Label, double Score);

/// <summary>Turns findings into labelled spans of which no two overlap.</summary>
public static class SpanLabels
{
    // Where two overlap, the one further left here is kept.
    private static readonly string[] Precedence = ["EMAIL", "URL", "USERNAME", "NHS_NUMBER", "ADDRESS", "POSTCODE", "DOB", "PHONE", "ID", "DATE", "AGE", "PERSON", "ORG", "LOCATION", "OTHER"];

    /// <summary>The label of a kind of finding, or null for one that is no span of its own, such as a condition, a bed or the time of a shift.</summary>
    /// <param name="finding">What a detector found.</param>
    public static string? Of(Finding finding) => finding.Kind switch
    {
        "person-name" or "person" => "PERSON",
        "place" => "LOCATION",
        "organisation" => "ORG",
        "nhs-number" => "NHS_NUMBER",
        "phone" => finding.Topic == "extension" ? null : "PHONE",
        "email" => "EMAIL",
        "postcode" => finding.Topic == "outward" ? "LOCATION" : "POSTCODE",
        "url" => "URL",
        "handle" => "USERNAME",
        "date-of-birth" => "DOB",
        "date" => finding.Topic is null or "relative" or "month" ? "DATE" : null,
        "age" => "AGE",
        "address" => "ADDRESS",
        "hospital-number" or "identifier" or "vehicle" => "ID",
        _ => null,
    };

    /// <summary>The labelled spans of a text, in order, one label a place.</summary>
    /// <param name="findings">What the detectors found in one part of a draft.</param>
    public static IReadOnlyList<LabelledSpan> Resolve(IEnumerable<Finding> findings)
    {
        var spans = new List<LabelledSpan>();
        foreach (var finding in findings)
        {
            if (Of(finding) is { } label)
            {
                spans.Add(new(finding.Start, finding.End, label, finding.Score));
            }
        }

        spans.Sort(ByPrecedence);
        var kept = new SortedSet<LabelledSpan>(Comparer<LabelledSpan>.Create((a, b) => a.Start.CompareTo(b.Start)));
        foreach (var span in spans)
        {
            if (IsFree(kept, span))
            {
                kept.Add(span);
            }
        }

        return [.. kept];
    }

    private static bool IsFree(SortedSet<LabelledSpan> kept, LabelledSpan span)
    {
        // Those kept do not overlap, so only the last one that begins before the end can stand in the way.
        var last = kept.Count == 0 || kept.Min!.Start >= span.End ? null : kept.GetViewBetween(kept.Min, span with { Start = span.End - 1 }).Max;
        return last is null || last.End <= span.Start;
    }

    private static int ByPrecedence(LabelledSpan a, LabelledSpan b)
    {
        var rank = Array.IndexOf(Precedence, a.Label).CompareTo(Array.IndexOf(Precedence, b.Label));
        var longer = (b.End - b.Start).CompareTo(a.End - a.Start);
        return rank != 0 ? rank : longer != 0 ? longer : a.Start.CompareTo(b.Start);
    }
}
