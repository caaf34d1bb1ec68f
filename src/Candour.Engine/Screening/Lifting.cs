namespace Candour.Engine.Screening;

/// <summary>
/// Tells doing from reporting. Where the writer quotes, reports, condemns, denies or describes themselves, stances in reach are marked
/// lifted: they stay visible and do not count. <c>kinds.json</c> says which kind lifts which, and how far it reaches.
/// </summary>
internal static class Lifting
{
    public static void Apply(Reading reading, List<Finding> findings)
    {
        var lifters = findings.Where(f => Kinds.Class(f.Kind) is "lifting").ToArray();
        foreach (var lifter in lifters)
        {
            var definition = Kinds.Of(lifter.Kind);
            var (start, end) = definition.Reach is "text" ? (0, reading.Text.Length) : SentenceAround(reading, lifter);
            for (var i = 0; i < findings.Count; i++)
            {
                var finding = findings[i];
                if (!finding.Lifted && definition.Lifts!.Contains(finding.Kind) && finding.Start >= start && finding.End <= end)
                {
                    findings[i] = finding with { Lifted = true, Why = $"{finding.Why} ({lifter.Kind.Replace('-', ' ')})" };
                }
            }
        }
    }

    /// <summary>The sentence in which a finding begins.</summary>
    public static (int Start, int End) SentenceAround(Reading reading, Finding finding)
    {
        var sentence = -1;
        var (start, end) = (0, reading.Text.Length);
        foreach (var token in reading.Tokens)
        {
            if (sentence < 0 && token.Kind is TokenKind.SentenceEnd && token.End <= finding.Start)
            {
                start = token.End;
            }
            else if (sentence < 0 && token.End > finding.Start)
            {
                sentence = token.Sentence;
            }

            if (sentence >= 0 && token.Sentence > sentence)
            {
                end = token.Start;
                break;
            }
        }

        return (start, end);
    }
}
