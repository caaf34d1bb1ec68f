namespace Candour.Engine.Screening;

/// <summary>Finds ages of people: <c>34yo</c>, <c>34 y/o</c>, <c>aged 34</c>, <c>34 year old</c>, <c>six weeks old</c>, <c>34F</c>; topic <c>decade</c> for <c>in his 80s</c>.</summary>
public sealed class AgeDetector : IDetector
{
    private const int Oldest = 122;

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var next = Number(reading, i) is { } number ? WithUnit(reading, i, number, into) : Decade(reading, i, into);
            i = Math.Max(i, next - 1);
        }
    }

    /// <summary>A number as written: its value, what letters follow in the same token, and the token behind it.</summary>
    private readonly record struct Count(int Value, string Suffix, int Next);

    private static Count? Number(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (reading.Tokens[at].Kind is not (TokenKind.Word or TokenKind.Number))
        {
            return null;
        }

        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        if (digits is > 0 and <= 3)
        {
            return IsPartOfMore(reading, at) ? null : new(int.Parse(word.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture), word[digits..], at + 1);
        }

        var lexeme = reading.Lexemes[at];
        if (digits > 0 || !lexeme.Is(Cue.Number))
        {
            return null;
        }

        // eighty four, eighty-four
        if (lexeme.Value >= 20 && at + 1 < reading.Tokens.Count && reading.Lexemes[at + 1] is var unit && unit.Is(Cue.Number) && unit.Value is >= 1 and <= 9 && reading.GapAfter(at).Length <= 1)
        {
            return new(lexeme.Value + unit.Value, "", at + 2);
        }

        return new(lexeme.Value, "", at + 1);
    }

    // 2.34, 1,034, £34, 12/34, 10-34yo: the second half of something. A range's second half counts: "18-34 year olds" is a group anyway.
    private static bool IsPartOfMore(Reading reading, int at)
    {
        var start = reading.Tokens[at].Start;
        return start > 0 && (reading.Text[start - 1] is '£' or '$' or '€' || (start > 1 && reading.Text[start - 1] is '.' or ',' or '/' or ':' or '-' or '–' && char.IsAsciiDigit(reading.Text[start - 2])));
    }

    private static int WithUnit(Reading reading, int at, Count number, List<Finding> into)
    {
        if (number.Suffix.Length == 0 && number.Value is >= 20 and <= 90 && number.Next < reading.Tokens.Count && reading.Tokens[number.Next].Folded is "something" or "odd" or "ish" && reading.GapAfter(number.Next - 1) is "-" or " " && reading.Tokens[at].Start + 12 > reading.Tokens[number.Next].Start
            && (reading.Tokens[number.Next].Folded is "something" || (number.Next + 1 < reading.Tokens.Count && reading.Tokens[number.Next + 1].Folded is "year" or "yr" or "man" or "woman" or "lady" or "gent" or "yo")))
        {
            return Add(reading, at, number.Next + 1, into, "decade");
        }

        if (Unit(reading, number, out var unit, out var spokenOld) is var end && end >= 0 && number.Value <= (unit == 'y' ? Oldest : 120) && !IsThing(reading, at, end, spokenOld))
        {
            return Add(reading, at, end, into, null);
        }

        if (unit != 'y' && unit != '\0' && number.Suffix is not "m" && !(at > 0 && reading.Tokens[at - 1].Folded is "aged"))
        {
            return Fraction(reading, at, number, into);
        }

        if (number.Suffix is "s" && number.Value is >= 10 and <= 110 && number.Value % 10 == 0)
        {
            return DecadeAt(reading, at, at + 1, into);
        }

        return Bare(reading, at, number, into);
    }

    private static int Add(Reading reading, int first, int end, List<Finding> into, string? topic)
    {
        // y.o. keeps its last full stop.
        var last = reading.Tokens[end - 1].End;
        last += last < reading.Text.Length && last > 3 && reading.Text[last] == '.' && reading.Text[last - 1] is 'o' or 'O' && reading.Text[last - 2] == '.' ? 1 : 0;
        last -= reading.Tokens[end - 1].Folded is "olds" ? 2 : 0;
        into.Add(new("age", reading.Tokens[first].Start, last, topic is null ? 0.95 : 0.8, topic is null ? "an age" : "an age in round figures") { Topic = topic });
        return end;
    }

    // The token behind the unit, or -1. The unit is y, m, w or d.
    private static int Unit(Reading reading, Count number, out char unit, out bool spokenOld)
    {
        spokenOld = false;
        unit = '\0';
        var (word, next) = number.Suffix.Length > 0 ? (number.Suffix, number.Next) : At(reading, number.Next);
        if (word.Length == 0)
        {
            return -1;
        }

        if (word is "yo" or "yof" or "yom" or "yob" or "yog" or "yold" or "yrold" or "yearold" or "yearsold" or "yrsold" or "yos" or "yr0ld")
        {
            unit = 'y';
            return word == "yos" ? -1 : next;
        }

        if (word is "mo" or "wo" or "do" && (number.Suffix.Length > 0 || word is "mo"))
        {
            unit = 'm';
            return number.Value <= 36 && IsPersonBehind(reading, next) ? next : -1;
        }

        unit = word switch
        {
            "year" or "years" or "yr" or "yrs" or "y" or "yo" or "yeat" or "yera" or "yaer" or "yesr" or "yar" or "yeer" => 'y',
            "month" or "months" or "mth" or "mths" or "mnth" or "mnths" or "mo" or "m" => 'm',
            "week" or "weeks" or "wk" or "wks" => 'w',
            "day" or "days" => 'd',
            "hour" or "hours" or "hr" or "hrs" => 'h',
            _ => '\0',
        };
        return unit == '\0' ? -1 : Old(reading, word, next, out spokenOld);
    }

    // Behind the unit: old, o, young, of age; or a sex.
    private static int Old(Reading reading, string unit, int next, out bool spokenOld)
    {
        spokenOld = false;
        var (word, behind) = At(reading, next);
        if (word is "olds" && reading.Raw(behind - 1).IndexOfAny('\'', '’') > 0)
        {
            spokenOld = true;
            return behind;
        }

        if (word is "old" or "young" or "odl" or "olld" or "ol" or "oldie")
        {
            spokenOld = true;
            return behind;
        }

        if (word is "o" && unit is "y" or "yr" or "yrs" or "m")
        {
            return behind;
        }

        if (word is "of" && At(reading, behind).Word == "age")
        {
            return behind + 1;
        }

        if (unit is "y" or "yr" or "yrs" or "year" && word is "f" or "m" or "female" or "male" or "lady" or "woman" or "man" or "gentleman" or "gent" or "boy" or "girl")
        {
            return next;
        }

        return -1;
    }

    private static (string Word, int Next) At(Reading reading, int at)
    {
        if (at >= reading.Tokens.Count || reading.Tokens[at].Kind != TokenKind.Word || at == 0)
        {
            return ("", at);
        }

        var gap = reading.GapAfter(at - 1);
        return gap.Length <= 3 && Gaps.AreInAge(gap) ? (reading.Tokens[at].Folded, at + 1) : ("", at);
    }

    private static bool IsPersonBehind(Reading reading, int at)
    {
        for (var i = at; i < Math.Min(reading.Tokens.Count, at + 3); i++)
        {
            if (reading.Lexemes[i].Is(Cue.Person | Cue.Clinical) || reading.Tokens[i].Folded is "f" or "m" or "male" or "female" or "infant" or "with")
            {
                return true;
            }
        }

        return false;
    }

    // "10 year old laptop", "the 5 year olds", "20 years old this year, our hospital"
    private static bool IsThing(Reading reading, int at, int end, bool spokenOld)
    {
        if (end < reading.Tokens.Count && reading.Tokens[end - 1].Folded is "olds" && reading.Raw(end - 1).IndexOfAny('\'', '’') < 0)
        {
            return true;
        }

        if (spokenOld)
        {
            for (var i = end; i < Math.Min(reading.Tokens.Count, end + 2) && reading.Tokens[i].Kind == TokenKind.Word && Gaps.AreSpaces(reading.GapAfter(i - 1)); i++)
            {
                if (reading.Lexemes[i].Is(Cue.Thing) && (i > end || !IsFollowedByPerson(reading, i + 1)))
                {
                    return true;
                }

                if (reading.Lexemes[i].Is(Cue.Person))
                {
                    break;
                }

                if (reading.Lexemes[i].Is(Cue.Common | Cue.Filler))
                {
                    break;
                }
            }

            // "the laptop is 10 years old"
            for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
            {
                if (reading.Tokens[i].Folded is "is" or "are" or "was" or "nearly" or "over" or "about" or "almost" or "now" or "only" or "were")
                {
                    continue;
                }

                return (i < at - 1 || reading.Raw(i).IndexOfAny('\'', '’') > 0) && reading.Lexemes[i].Is(Cue.Thing) && !reading.Lexemes[i].Is(Cue.Person) || reading.Tokens[i].Folded is "nhs" or "trust" or "hospital" or "building";
            }
        }

        return false;
    }

    private static bool IsFollowedByPerson(Reading reading, int at) => at < reading.Tokens.Count && reading.Lexemes[at].Is(Cue.Person) && reading.Tokens[at].Folded is not ("her" or "his" or "known" or "system" or "records");

    // aged 34, age 34, she's 34, turned 34, (34), 34F
    private static int Bare(Reading reading, int at, Count number, List<Finding> into)
    {
        var next = number.Next;
        if (at == 0 && Fraction(reading, at, number, into) is var small && small > next)
        {
            return small;
        }

        if (number.Value > Oldest || at == 0 && number.Suffix is not ("f" or "m"))
        {
            return next;
        }

        if (number.Suffix is "f" or "m")
        {
            return IsSex(reading, at, number) ? Add(reading, at, next, into, null) : next;
        }

        if (number.Suffix.Length > 0)
        {
            return next;
        }

        if (Fraction(reading, at, number, into) is var fraction && fraction > next || Named(reading, at, next))
        {
            return fraction > next ? fraction : Add(reading, at, next, into, null);
        }

        var before = reading.Tokens[at - 1].Folded;
        var earlier = at > 1 ? reading.Tokens[at - 2].Folded : "";
        if (before is "aged" or "age" or "agd" && !reading.GapAfter(at - 1).Contains(',') && !IsGroup(reading, at, next) || (before is "is" or "of" or "was" && earlier is "age" && !IsGroup(reading, at, next)))
        {
            var first = before is "aged" or "age" or "agd" ? at - 1 : at;
            var unit = next < reading.Tokens.Count && Gaps.AreSpaces(reading.GapAfter(next - 1)) && reading.Tokens[next].Folded is "months" or "month" or "mths" or "weeks" or "week" or "wks" or "days" or "years" or "yrs";
            return Add(reading, first, unit ? next + 1 : next, into, null);
        }

        if (IsPossessivePerson(reading, at - 1) && EndsPhrase(reading, next))
        {
            return Add(reading, at, next, into, null);
        }

        var turned = before is "pushing" or "hit" or "reached" or "gone" or "on" && earlier is "going" || before is "turned" or "turning" or "turns" or "nearly" or "almost" or "only" or "just" or "is" or "was" or "hes" or "shes" or "about" or "be";
        if (!turned || !IsSaidOfPerson(reading, at) || !EndsPhrase(reading, next) || number.Value < 1)
        {
            return next;
        }

        return Add(reading, at, next, into, null);
    }

    // 18/12 old, 6/52 baby: months, weeks, days of a small child.
    private static int Fraction(Reading reading, int at, Count number, List<Finding> into)
    {
        var next = number.Next;
        if (number.Suffix.Length > 0 || next >= reading.Tokens.Count || reading.GapAfter(at) is not "/" || reading.Tokens[next].Folded is not ("12" or "52" or "7") || next + 1 >= reading.Tokens.Count)
        {
            return next;
        }

        var behind = reading.Tokens[next + 1].Folded;
        return behind is "old" ? Add(reading, at, next + 2, into, null) : behind is "baby" or "infant" or "boy" or "girl" or "neonate" or "toddler" or "twins" ? Add(reading, at, next + 1, into, null) : next;
    }

    // Doris, 84, fell; a lady of 92; Doris (84)
    private static bool Named(Reading reading, int at, int next)
    {
        var before = at - 1;
        var gap = reading.GapAfter(before);
        if (reading.Tokens[before].Folded is "of" && at > 1 && gap is " ")
        {
            return reading.Tokens[at - 2].Folded is "man" or "woman" or "lady" or "gentleman" or "gent" or "boy" or "girl" or "lad" or "lass" or "child" or "chap" && EndsPhrase(reading, next);
        }

        if (reading.Tokens[before].Kind != TokenKind.Word || !char.IsUpper(reading.Raw(before)[0]) || reading.Lexemes[before].Cues != Cue.None || char.IsUpper(reading.Raw(before)[^1]))
        {
            return false;
        }

        var end = reading.Tokens[next - 1].End;
        var closes = end < reading.Text.Length ? reading.Text[end] : ' ';
        if (gap is " (" && closes == ')')
        {
            return HasCare(reading, at);
        }

        return gap is ", " && closes == ',' && next < reading.Tokens.Count && reading.Tokens[next].Folded is "who" or "from" or "fell" or "came" or "admitted" or "has" or "had" or "was" or "is" or "with" or "died" or "lives" or "a" or "in" or "on" or "said" or "told" or "passed" or "suffered" or "mother" or "father" or "brought" or "collapsed";
    }

    private static bool HasCare(Reading reading, int at)
    {
        for (var i = Math.Max(0, at - 10); i < Math.Min(reading.Tokens.Count, at + 10); i++)
        {
            if (reading.Lexemes[i].Is(Cue.Clinical | Cue.Bed))
            {
                return true;
            }
        }

        return false;
    }

    // the lad's 21
    private static bool IsPossessivePerson(Reading reading, int at) =>
        reading.Raw(at).IndexOfAny('\'', '’') > 0 && reading.Tokens[at].Folded is "lads" or "ladys" or "mums" or "dads" or "nans" or "grans" or "pts" or "patients" or "girls" or "boys" or "womans" or "mans" or "babys" or "hes" or "shes" or "kids" or "sons" or "daughters" or "wifes" or "husbands" or "grandads";

    // 65 and over, 5 to 11, 12-15, 18+: a group.
    private static bool IsGroup(Reading reading, int at, int next)
    {
        if (next < reading.Text.Length && reading.Tokens[next - 1].End is var end && end < reading.Text.Length && reading.Text[end] is '+' or '%')
        {
            return true;
        }

        if (next >= reading.Tokens.Count)
        {
            return false;
        }

        var behind = reading.Tokens[next].Folded is "years" or "yrs" or "months" or "yr" or "year" ? next + 1 : next;
        var word = behind < reading.Tokens.Count ? reading.Tokens[behind].Folded : "";
        var joined = word is "to" or "and" or "or" or "plus";
        var other = joined ? behind + 1 : behind;
        var dashed = behind == next && reading.GapAfter(next - 1) is "-" or "–" or " - " or " – ";
        var range = (joined || dashed) && other < reading.Tokens.Count
            && (reading.Tokens[other].Kind == TokenKind.Number || char.IsAsciiDigit(reading.Tokens[other].Folded[0]) || reading.Tokens[other].Folded is "over" or "under" or "above" or "older" or "below" or "up" or "younger");
        return range || word is "plus" or "upwards" or "concern" || (at > 1 && reading.Tokens[at - 2].Folded is "anyone" or "everyone" or "those" or "people" or "adults" or "children" or "women" or "men" or "patients" or "all" or "under" or "over");
    }

    private static bool IsSex(Reading reading, int at, Count number)
    {
        var raw = reading.Raw(at);
        if (number.Value < 1 || reading.Tokens[at].InHashtag)
        {
            return false;
        }

        var clinical = false;
        for (var i = Math.Max(0, at - 4); i < Math.Min(reading.Tokens.Count, at + 6); i++)
        {
            clinical |= i != at && (reading.Lexemes[i].Is(Cue.Clinical) || reading.Tokens[i].Folded is "with" or "w" or "presented" or "presents" or "presenting" or "came" or "collapse" or "rta" or "od" or "sob");
        }

        return char.IsUpper(raw[^1]) && clinical && number.Value >= 14 && !(at > 0 && reading.Lexemes[at - 1].Is(Cue.Bed));
    }

    private static bool IsSaidOfPerson(Reading reading, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            var word = reading.Tokens[i].Folded.TrimEnd('s');
            if (word is "he" or "she" or "hes" or "shes" or "nan" or "mum" or "dad" or "gran" or "grandad" or "grandma" or "grandpa" or "pt" or "patient" or "lad" or "lady" or "gent" or "who" or "whos" or "daughter" or "son" or "husband" or "wife" or "brother" or "sister" or "baby" or "man" or "woman" or "girl" or "boy" or "nana" or "bloke")
            {
                return true;
            }

            if (reading.Tokens[i].Kind == TokenKind.SentenceEnd)
            {
                return false;
            }
        }

        return false;
    }

    private static bool EndsPhrase(Reading reading, int next)
    {
        if (next >= reading.Tokens.Count)
        {
            return true;
        }

        var end = reading.Tokens[next - 1].End;
        if (end < reading.Text.Length && reading.Text[end] is '%' or '/' or '-' or '–' or ':' or '°' or '+' or '.' && end + 1 < reading.Text.Length && char.IsLetterOrDigit(reading.Text[end + 1]))
        {
            return false;
        }

        var word = reading.Tokens[next].Folded;
        return reading.Tokens[next].Kind is TokenKind.SentenceEnd or TokenKind.Symbol && word is not ("%" or "°")
            || reading.GapAfter(next - 1).IndexOfAny(",;)") >= 0
            || word is "and" or "but" or "with" or "today" or "tomorrow" or "yesterday" or "on" or "now" or "so" or "bless" or "lives" or "has" or "next" or "this" or "when" or "who" or "from" or "admitted" or "came" or "in" or "still" or "at" or "or" or "lol";
    }

    // in his 80s, late seventies, mid-forties, sixty-something
    private static int Decade(Reading reading, int at, List<Finding> into)
    {
        var word = reading.Tokens[at].Folded;
        var tens = word is "twenties" or "thirties" or "forties" or "fifties" or "sixties" or "seventies" or "eighties" or "nineties" or "teens";
        if (tens)
        {
            return DecadeAt(reading, at, at + 1, into);
        }

        if (word is "octogenarian" or "nonagenarian" or "centenarian" or "septuagenarian" or "sexagenarian")
        {
            return Add(reading, at, at + 1, into, "decade");
        }

        return at + 1;
    }

    private static int DecadeAt(Reading reading, int at, int end, List<Finding> into)
    {
        var first = at;
        var part = first > 0 && reading.Tokens[first - 1].Folded is "early" or "mid" or "late" or "middle" or "midlate";
        first -= part ? 1 : 0;
        var whose = first > 0 && reading.Tokens[first - 1].Folded is "his" or "her" or "their" or "hers";
        var bare = first > 0 && part && reading.Tokens[first - 1].Folded is "in" or "lady" or "gent" or "woman" or "man" or "f" or "m" or "male" or "female";
        if (!whose && !bare)
        {
            return end;
        }

        return Add(reading, first, end, into, "decade");
    }
}
