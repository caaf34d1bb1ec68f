using System.Collections.Frozen;

namespace Candour.Engine.Screening;

/// <summary>
/// Says whom each detail is about. An anchor is a word for somebody: a patient, a relative, a colleague, a person in public, the writer. A
/// detail belongs to the nearest anchor of its sentence; without one, to the patient or relative of a sentence next to it; a number of a
/// record always belongs to a patient.
/// </summary>
/// <example>"my lady in bed 3, 84, from Hexham. I'm from Hexham too": bed, age and the first place are the patient's, the second the writer's.</example>
internal static class Binder
{
    private static readonly FrozenSet<string> WriterWords = FrozenSet.Create("i", "im", "ive", "id", "ill", "me", "my", "mine", "myself", "our", "us");

    private static readonly FrozenSet<string> StaffTitles = FrozenSet.Create("dr", "doctor", "prof", "professor", "nurse", "sister", "matron", "midwife", "consultant", "paramedic", "porter", "hca", "physio", "surgeon", "gp", "sn", "registrar");

    private static readonly FrozenSet<string> AlwaysPatient = FrozenSet.Create("nhs-number", "hospital-number");

    private static readonly FrozenSet<string> Bound = FrozenSet.Create(
        "person-name", "place", "organisation", "date", "date-of-birth", "age", "phone", "email", "postcode", "address", "nhs-number", "hospital-number",
        "identifier", "url", "handle", "vehicle", "event-time", "bed", "condition", "treatment", "role", "event", "site", "own-organisation");

    public static void Bind(Reading reading, DraftPart part, List<Finding> findings)
    {
        if (part is DraftPart.Bio or DraftPart.AccountName or DraftPart.OwnName)
        {
            SetAll(findings, Bearer.Writer);
            return;
        }

        var anchors = Anchors(reading, findings);
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            if (Bound.Contains(finding.Kind))
            {
                findings[i] = finding with { About = AlwaysPatient.Contains(finding.Kind) ? Bearer.Patient : Bearing(reading, finding, anchors) };
            }
            else if (AnchorOf(finding) is { } self)
            {
                findings[i] = finding with { About = self };
            }
        }
    }

    private static void SetAll(List<Finding> findings, Bearer bearer)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            findings[i] = findings[i] with { About = bearer };
        }
    }

    private static List<Anchor> Anchors(Reading reading, List<Finding> findings)
    {
        var anchors = new List<Anchor>();
        foreach (var finding in findings)
        {
            if (AnchorOf(finding) is { } bearer)
            {
                anchors.Add(new(bearer, finding.Start, finding.End, SentenceAt(reading, finding.Start)));
            }
        }

        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var token = reading.Tokens[i];
            if (WriterWords.Contains(token.Folded) && !anchors.Any(a => a.Start <= token.Start && token.End <= a.End))
            {
                anchors.Add(new(Bearer.Writer, token.Start, token.End, token.Sentence));
            }
        }

        return anchors;
    }

    /// <summary>Whom a finding stands for, if it stands for a person: the writer's own family is the writer's, patients at large are nobody.</summary>
    public static Bearer? AnchorOf(Finding finding) => (finding.Kind, finding.Topic) switch
    {
        ("patient", "group") => null,
        ("patient", _) => Bearer.Patient,
        ("relative", "own") => Bearer.Writer,
        ("relative", _) => Bearer.Relative,
        ("colleague", _) => Bearer.Colleague,
        ("public-figure", _) => Bearer.PublicFigure,
        _ => null,
    };

    private static Bearer Bearing(Reading reading, Finding finding, List<Anchor> anchors)
    {
        if (finding.Kind is "person-name" && TitleBefore(reading, finding) is { } title && StaffTitles.Contains(title))
        {
            return Bearer.Colleague;
        }

        var sentence = SentenceAt(reading, finding.Start);
        var here = anchors.Where(a => a.Sentence == sentence && Reaches(reading, a, finding)).ToArray();
        if (here.Length > 0)
        {
            return here.MinBy(a => Distance(a, finding))!.Bearer;
        }

        // A name, a number or an age in a sentence of its own belongs to the person that the sentence beside it speaks of.
        var beside = anchors.Where(a => Math.Abs(a.Sentence - sentence) <= 1 && a.Bearer is not Bearer.Writer).ToArray();
        return beside.Length > 0 ? beside.MinBy(a => Distance(a, finding))!.Bearer : Bearer.Nobody;
    }

    // The writer's "I" and "my" reach only what stands close behind: "I'm 34", "my mobile is", not "I saw a man of 34".
    private static bool Reaches(Reading reading, Anchor anchor, Finding finding)
    {
        if (anchor.Bearer is not Bearer.Writer)
        {
            return true;
        }

        if (finding.Kind is "person-name" or "bed" or "hospital-number" or "event" or "condition" && anchor.Start < finding.Start)
        {
            return TokensBetween(reading, anchor.End, finding.Start) <= 1;
        }

        return anchor.End <= finding.Start && TokensBetween(reading, anchor.End, finding.Start) <= 3;
    }

    private static string? TitleBefore(Reading reading, Finding finding)
    {
        var at = TokenAt(reading, finding.Start);
        return at > 0 ? reading.Tokens[at - 1].Folded : null;
    }

    private static int Distance(Anchor anchor, Finding finding) =>
        anchor.End <= finding.Start ? finding.Start - anchor.End : finding.End <= anchor.Start ? anchor.Start - finding.End : 0;

    private static int TokensBetween(Reading reading, int from, int to) =>
        reading.Tokens.Count(t => t.Start >= from && t.End <= to);

    private static int SentenceAt(Reading reading, int start)
    {
        var at = TokenAt(reading, start);
        return at < reading.Tokens.Count ? reading.Tokens[at].Sentence : reading.Tokens.Count > 0 ? reading.Tokens[^1].Sentence : 0;
    }

    private static int TokenAt(Reading reading, int start)
    {
        var (low, high) = (0, reading.Tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = reading.Tokens[middle].End <= start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private sealed record Anchor(Bearer Bearer, int Start, int End, int Sentence);
}
