using Candour.Engine.Decisions;
using Candour.Engine.Screening;

namespace Candour.Web.Checking;

/// <summary>
/// The person's own words with numbered marks. Findings that overlap become one mark; a short one well within a long one stays a mark of its own inside.
/// </summary>
public sealed class MarkedText
{
    // A finding this much shorter than the one around it is worth its own mark.
    private const int WorthItsOwn = 24;

    private static readonly DraftPart[] Order = [DraftPart.Text, DraftPart.Bio, DraftPart.AccountName, DraftPart.OwnName, DraftPart.Quoted];

    // Words that only tell what the post is about; they are marked where nothing else is.
    private static readonly string[] Setting = ["care", "topic", "platform", "own-organisation"];

    private readonly Dictionary<int, int> _numberOf = [];

    private MarkedText(IReadOnlyList<MarkedPart> parts) => Parts = parts;

    /// <summary>The parts of the draft that say anything, the post first.</summary>
    public IReadOnlyList<MarkedPart> Parts { get; }

    /// <summary>All marks by number.</summary>
    public IEnumerable<Mark> Marks => Parts.SelectMany(p => p.Marks).OrderBy(m => m.Number);

    /// <summary>The numbers of the marks that a reason points at.</summary>
    /// <param name="findings">Indices into the verdict's findings.</param>
    public IReadOnlyList<int> NumbersOf(IEnumerable<int> findings) => [.. findings.Where(_numberOf.ContainsKey).Select(f => _numberOf[f]).Distinct().Order()];

    /// <summary>Marks what the verdict's reasons point at.</summary>
    /// <param name="draft">The person's words.</param>
    /// <param name="verdict">With its findings' places.</param>
    public static MarkedText Of(Draft draft, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(verdict);
        var pointed = verdict.Reasons.SelectMany(r => r.Findings).Distinct().Order()
            .Select(i => (Index: i, Finding: verdict.Findings[i]))
            .Where(f => f.Finding.Of is not { Count: > 0 } && f.Finding.End > f.Finding.Start)
            .ToArray();
        if (pointed.Any(f => !Setting.Contains(f.Finding.Kind)))
        {
            pointed = [.. pointed.Where(f => !Setting.Contains(f.Finding.Kind))];
        }

        var parts = new List<MarkedPart>();
        foreach (var part in Order)
        {
            if (draft.TextOf(part) is { Length: > 0 } text)
            {
                parts.Add(new(part, text, MarksOf([.. pointed.Where(f => (f.Finding.In ?? DraftPart.Text) == part && f.Finding.End <= text.Length)])));
            }
        }

        var marked = new MarkedText(parts);
        var number = 0;
        foreach (var mark in parts.SelectMany(p => p.Marks))
        {
            mark.Number = ++number;
            foreach (var finding in mark.Findings)
            {
                marked._numberOf[finding] = mark.Number;
            }
        }

        return marked;
    }

    private static List<Mark> MarksOf((int Index, SeenFinding Finding)[] findings)
    {
        var marks = new List<Mark>();
        foreach (var (index, finding) in findings.OrderBy(f => f.Finding.Start).ThenByDescending(f => f.Finding.End))
        {
            marks.Add(new(finding.Start, finding.End, [index], [finding]));
            while (Merge(marks))
            {
            }
        }

        return [.. marks.OrderBy(m => m.Start).ThenByDescending(m => m.End)];
    }

    private static bool Merge(List<Mark> marks)
    {
        for (var a = 0; a < marks.Count; a++)
        {
            for (var b = a + 1; b < marks.Count; b++)
            {
                if (IsOne(marks[a], marks[b]))
                {
                    var one = new Mark(
                        Math.Min(marks[a].Start, marks[b].Start), Math.Max(marks[a].End, marks[b].End),
                        [.. marks[a].Findings, .. marks[b].Findings], [.. marks[a].Seen, .. marks[b].Seen]);
                    marks.RemoveAt(b);
                    marks[a] = one;
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsOne(Mark a, Mark b)
    {
        if (a.Start >= b.End || b.Start >= a.End)
        {
            return false;
        }

        var (outer, inner) = a.End - a.Start >= b.End - b.Start ? (a, b) : (b, a);
        var within = outer.Start <= inner.Start && inner.End <= outer.End;
        return !within || outer.End - outer.Start - (inner.End - inner.Start) < WorthItsOwn;
    }
}

/// <summary>One part of the draft with its marks.</summary>
/// <param name="Part">Which.</param>
/// <param name="Text">The person's words.</param>
/// <param name="Marks">By place, the outer before the inner.</param>
public sealed record MarkedPart(DraftPart Part, string Text, IReadOnlyList<Mark> Marks);

/// <summary>A marked stretch of text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Findings">Indices into the verdict's findings.</param>
/// <param name="Seen">Those findings.</param>
public sealed record Mark(int Start, int End, IReadOnlyList<int> Findings, IReadOnlyList<SeenFinding> Seen)
{
    /// <summary>As shown, from 1.</summary>
    public int Number { get; internal set; }
}
