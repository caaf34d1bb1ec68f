namespace Candour.Engine.Screening;

/// <summary>Finds dates of birth: a date in any form with a word of birth right before it (or <c>dob</c> right behind); topics <c>year</c> and <c>birthday</c> for those that lack a part.</summary>
public sealed class DateOfBirthDetector : IDetector
{
    private const int MostFillers = 5;

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (AfterCue(reading, i) is not { } behind)
            {
                continue;
            }

            if (Behind(reading, i, behind, into) is { } next)
            {
                i = next - 1;
            }
            else
            {
                Before(reading, i, into);
            }
        }
    }

    // The token behind a word of birth, or null: dob, d o b, d.o.b., born, date of birth, birthday, b. 1951
    private static int? AfterCue(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (reading.Lexemes[at].Is(Cue.Birth))
        {
            if (word is not "birthdate" and not "birthday" && word.StartsWith('b') && word.Contains('i'))
            {
                var of = at > 0 && reading.Tokens[at - 1].Folded is "of" or "ov" or "o" or "f";
                var date = at + 1 < reading.Tokens.Count && reading.Tokens[at + 1].Folded is "date" or "dates";
                return of ? at + 1 : date ? at + 2 : null;
            }

            return at + 1;
        }

        if (word is "d" && at + 2 < reading.Tokens.Count && reading.Tokens[at + 1].Folded is "o" && reading.Tokens[at + 2].Folded is "b" && reading.Tokens[at + 2].End - reading.Tokens[at].Start <= 7)
        {
            return at + 3;
        }

        // date of birtth
        if (word.Length is >= 4 and <= 6 && word[0] == 'b' && at > 0 && reading.Tokens[at - 1].Folded is "of" or "fo" && WrittenDate.IsNear(word, "birth"))
        {
            return at + 1;
        }

        if (word.Length is >= 7 and <= 9 && word[0] == 'b' && WrittenDate.IsNear(word, "birthday"))
        {
            return at + 1;
        }

        // b. 3 April 1951
        if (word is "b" && reading.Tokens[at].End < reading.Text.Length && reading.Text[reading.Tokens[at].End] == '.' && (at == 0 || !char.IsLetter(reading.Tokens[at - 1].Folded[0]) || reading.Tokens[at - 1].Folded.Length > 3 && char.IsUpper(reading.Raw(at - 1)[0]) && reading.Tokens[at - 1].Folded is not ("hepatitis" or "vitamin" or "group" or "type")))
        {
            return at + 1;
        }

        // dob030471
        return word.StartsWith("dob", StringComparison.Ordinal) && word.Length > 3 && char.IsAsciiDigit(word[3]) ? at : null;
    }

    private static int? Behind(Reading reading, int cue, int at, List<Finding> into)
    {
        if (at == cue)
        {
            return Glued(reading, at, into);
        }

        var word = reading.Tokens[cue].Folded;
        var inYear = word == "born";
        var birthday = word is "birthday" or "bday";
        for (var passed = 0; at < reading.Tokens.Count && passed <= MostFillers; passed++)
        {
            var reach = reading.Tokens[at].Start - reading.Tokens[at - 1].End;
            if (reach > 6)
            {
                return null;
            }

            if (WrittenDate.At(reading, at, announced: !birthday || passed > 0) is { } date)
            {
                if (IsOfTheService(reading, cue))
                {
                    return null;
                }

                into.Add(new("date-of-birth", reading.Tokens[date.First].Start, reading.Tokens[date.Next - 1].End, date.HasYear ? 0.98 : 0.85, "a date of birth") { Topic = date.HasYear ? null : "birthday" });
                return date.Next;
            }

            var token = reading.Tokens[at];
            if ((inYear || word is "dob" or "yob" or "b" or "birth") && token.Kind == TokenKind.Number && WrittenDate.IsBirthYear(token.Folded) && !IsClock(reading, at) && !IsOfTheService(reading, cue))
            {
                into.Add(new("date-of-birth", token.Start, token.End, 0.8, "a year of birth") { Topic = "year" });
                return at + 1;
            }

            if (!birthday && MonthAndYear(reading, at) is { } behindMonth && !IsOfTheService(reading, cue))
            {
                into.Add(new("date-of-birth", token.Start, reading.Tokens[behindMonth - 1].End, 0.8, "a month of birth") { Topic = "month" });
                return behindMonth;
            }

            var stop = token.Kind == TokenKind.SentenceEnd && (passed == 0 || token.End - token.Start == 1) && reading.Text[token.Start] is '.' or '\n' or '\r' && word is not ("born" or "birthday" or "bday");
            if (!stop && token.Kind != TokenKind.Symbol && token.Folded is not ("on" or "the" or "in" or "is" or "was" or "of" or "date" or "both" or "back" or "way" or "and" or "as" or "his" or "her" or "hers" or "their" or "pt" or "number" or "given" or "confirmed" or "around" or "about" or "says" or "said" or "its" or "are" or "will" or "be" or "y" or "day" or "to" or "at"))
            {
                return null;
            }

            at++;
        }

        return null;
    }

    private static int? Glued(Reading reading, int at, List<Finding> into)
    {
        var token = reading.Tokens[at];
        var tail = Reading.Of(reading.Text[(token.Start + 3)..Math.Min(reading.Text.Length, token.End + 12)]);
        if (WrittenDate.At(tail, 0, announced: true) is not { } date)
        {
            return null;
        }

        var start = token.Start + 3;
        var end = start + tail.Tokens[date.Next - 1].End;
        into.Add(new("date-of-birth", start, end, 0.95, "a date of birth"));
        return reading.TokenAt(end - 1) + 1;
    }

    // at 0630, at 1930 hrs
    private static bool IsClock(Reading reading, int at) =>
        reading.Tokens[at - 1].Folded is "at" or "about" or "around" || (at + 1 < reading.Tokens.Count && reading.Tokens[at + 1].Folded is "hrs" or "hours" or "h");

    // The NHS was born on 5 July 1948.
    private static bool IsOfTheService(Reading reading, int cue)
    {
        for (var i = cue - 1; i >= Math.Max(0, cue - 4); i--)
        {
            if (reading.Tokens[i].Folded is "nhs" or "trust" or "service" or "hospital" or "union" or "idea" or "charity" or "team" or "project" or "star" or "hospice" or "club")
            {
                return true;
            }
        }

        return false;
    }

    // 3/4/71 (dob); 3 April 1951 is her date of birth
    private static void Before(Reading reading, int cue, List<Finding> into)
    {
        var word = reading.Tokens[cue].Folded;
        var end = word is "dob" ? cue : word is "b" ? cue - 2 : word is "birth" && cue > 1 && reading.Tokens[cue - 2].Folded is "date" ? cue - 2 : -1;
        for (var passed = 0; end > 0 && passed < 3 && reading.Tokens[end - 1].Folded is "is" or "was" or "her" or "his" or "their" or "the" or "my" or "a"; passed++)
        {
            end--;
        }

        for (var first = Math.Max(0, end - 5); first < end; first++)
        {
            if (WrittenDate.At(reading, first, announced: true) is { HasYear: true } date && date.Next == end && reading.GapAfter(end - 1).Length <= 3)
            {
                into.Add(new("date-of-birth", reading.Tokens[date.First].Start, reading.Tokens[date.Next - 1].End, 0.9, "a date of birth"));
                return;
            }
        }
    }

    // born in April 1971
    private static int? MonthAndYear(Reading reading, int at)
    {
        var next = at + 1;
        return reading.Lexemes[at].Is(Cue.Month) && next < reading.Tokens.Count && reading.Tokens[next].Kind == TokenKind.Number && reading.GapAfter(at).Length <= 2
            && (WrittenDate.IsBirthYear(reading.Tokens[next].Folded) || (reading.Tokens[next].Folded.Length == 2 && reading.Tokens[next].Folded[0] >= '3')) ? next + 1 : null;
    }
}
