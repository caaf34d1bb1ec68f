namespace Candour.Engine.Screening;

/// <summary>Finds where in a hospital somebody lies: bed 4, bay 2, side room 3, ward 7, cubicle 5; the topic says which.</summary>
public sealed class BedDetector : IDetector
{
    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var word = reading.Tokens[i].Folded;
            if (reading.Lexemes[i].Is(Cue.Bed))
            {
                if (Numbered(reading, i) is { } next)
                {
                    var first = word == "room" && i > 0 && reading.Tokens[i - 1].Folded is "side" or "single" or "isolation" ? i - 1 : i;
                    if (word != "room" || first < i || IsClinical(reading, i, next))
                    {
                        into.Add(new("bed", reading.Tokens[first].Start, reading.Tokens[next - 1].End, 0.9, "where in a hospital somebody lies") { Topic = Topic(word) });
                        i = next - 1;
                    }
                }
            }
            else if (Glued(word) is { } topic && !reading.Tokens[i].InHashtag)
            {
                into.Add(new("bed", reading.Tokens[i].Start, reading.Tokens[i].End, 0.8, "where in a hospital somebody lies") { Topic = topic });
            }
        }
    }

    private static string Topic(string word) => word switch
    {
        "ward" => "ward",
        "bay" => "bay",
        "theatre" => "theatre",
        "resus" => "resus",
        "cubicle" or "cubical" or "cube" => "cubicle",
        "room" or "sideroom" => "room",
        _ => "bed",
    };

    // bed 4, bed no 4, bed four, bed space 12, ward 7A, bay C
    private static int? Numbered(Reading reading, int at)
    {
        var next = at + 1;
        while (next < reading.Tokens.Count && next <= at + 2 && reading.Tokens[next].Folded is "no" or "number" or "num" or "space" or "nr")
        {
            next++;
        }

        if (next >= reading.Tokens.Count || reading.GapAfter(next - 1) is not { Length: <= 3 } gap || gap.IndexOfAny(",;)") >= 0)
        {
            return null;
        }

        var token = reading.Tokens[next];
        var digits = token.Folded.AsSpan().IndexOfAnyExceptInRange('0', '9') is var n && n < 0 ? token.Folded.Length : n;
        if (digits is 1 or 2 || (digits == 3 && reading.Tokens[at].Folded is "room" or "ward"))
        {
            var suffix = token.Folded.AsSpan(digits);
            var end = token.End;
            var clock = end < reading.Text.Length && reading.Text[end] is '%' || end < reading.Text.Length && reading.Text[end] is ':' or '/' or '.' && end + 1 < reading.Text.Length && char.IsAsciiDigit(reading.Text[end + 1]);
            var counted = suffix.Length == 0 && next + 1 < reading.Tokens.Count && (reading.Lexemes[next + 1].Is(Cue.TimeUnit) || reading.Tokens[next + 1].Folded is "am" or "pm" or "times" or "beds" or "oclock" or "years" or "yr" or "yo");
            return suffix.Length <= 1 && !clock && !counted ? next + 1 : null;
        }

        if (digits == 0 && reading.Lexemes[next] is var lexeme && lexeme.Is(Cue.Number) && lexeme.Value is > 0 and <= 40)
        {
            return next + 1;
        }

        var raw = reading.Raw(next);
        return raw.Length == 1 && char.IsAsciiLetterUpper(raw[0]) && raw[0] is not ('I' or 'A') && reading.Tokens[at].Folded is "bay" or "ward" ? next + 1 : null;
    }

    private static bool IsClinical(Reading reading, int at, int next)
    {
        for (var i = Math.Max(0, at - 8); i < Math.Min(reading.Tokens.Count, next + 8); i++)
        {
            if (i != at && (reading.Lexemes[i].Is(Cue.Clinical | Cue.Person) || reading.Tokens[i].Folded is "resident" or "residents"))
            {
                return true;
            }
        }

        return false;
    }

    // bed4, bay2, ward7, sr3
    private static string? Glued(string word)
    {
        if (word.Length is < 3 or > 9 || !char.IsAsciiDigit(word[^1]))
        {
            return null;
        }

        var letters = word.AsSpan().TrimEnd("0123456789");
        return word.Length - letters.Length > 2 ? null : letters switch
        {
            "bed" => "bed",
            "bay" => "bay",
            "ward" => "ward",
            "cubicle" => "cubicle",
            "sr" or "sideroom" => "room",
            "resus" => "resus",
            _ => null,
        };
    }
}
