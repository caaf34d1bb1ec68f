using System.Globalization;

namespace Candour.Engine.Screening;

/// <summary>A calendar date as it stands in a text.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Next">The token behind it.</param>
/// <param name="HasYear">Day, month and year.</param>
/// <param name="Sure">Its form alone says that it is a date; otherwise the words around must.</param>
internal readonly record struct WrittenDate(int First, int Next, bool HasYear, bool Sure)
{
    private const int FirstYear = 1890;
    private const int LastYear = 2099;

    /// <summary>Reads the date that begins at a token, or nothing.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="announced">The words before say that a date follows: short years and bare numbers are read as well.</param>
    public static WrittenDate? At(Reading reading, int at, bool announced)
    {
        if (at >= reading.Tokens.Count)
        {
            return null;
        }

        var start = at;
        if (reading.Lexemes[at].Is(Cue.Weekday) && IsSoftGap(reading, at))
        {
            at++;
        }

        if (at < reading.Tokens.Count && reading.Tokens[at].Folded == "the" && IsSoftGap(reading, at))
        {
            at++;
        }

        var found = at < reading.Tokens.Count ? DayFirst(reading, at, announced) ?? MonthFirst(reading, at, announced) ?? Numeric(reading, at, announced) : null;
        return found is not { } date || (at > start && !date.Sure && !announced) ? null : date with { First = start };
    }

    private static bool IsSoftGap(Reading reading, int at) => reading.GapAfter(at) is { Length: <= 2 } gap && Gaps.AreSpacesOrCommas(gap);

    private static WrittenDate? DayFirst(Reading reading, int at, bool announced)
    {
        if (Glued(reading, at, announced) is { } glued)
        {
            return glued;
        }

        if (Day(reading, at) is not { } day || (at > 0 && day.IsPlain && (reading.Lexemes[at - 1].Is(Cue.Bed) || IsPartOfMore(reading, at))))
        {
            return null;
        }

        var next = day.Next;
        if (next < reading.Tokens.Count && reading.Tokens[next].Folded is "of" && IsJoin(reading, next - 1) && IsJoin(reading, next))
        {
            next++;
            if (next < reading.Tokens.Count && reading.Tokens[next].Folded is "the" && day.IsOrdinal && Day(reading, next + 1) is { IsOrdinal: true, Value: <= 12 } month)
            {
                // third of the fourth seventy one
                var spoken = Year(reading, month.Next, announced, out var behindSpoken);
                return spoken ? new(at, behindSpoken, true, true) : announced ? new(at, month.Next, false, true) : null;
            }
        }

        if (next >= reading.Tokens.Count || !IsJoin(reading, next - 1) || (reading.GapAfter(next - 1).Length == 3 && !announced) || Month(reading, next, day.IsOrdinal || announced) == 0)
        {
            return null;
        }

        if (day.IsPlain && !announced && IsVerb(reading, next))
        {
            return null;
        }

        var hasYear = Year(reading, next + 1, announced, out var behind);
        return new(at, behind, hasYear, true);
    }

    // 12feb, 27apr25, 3rdapril
    private static WrittenDate? Glued(Reading reading, int at, bool announced)
    {
        var word = reading.Tokens[at].Folded;
        if (word.Length < 4 || !char.IsAsciiDigit(word[0]) || reading.Tokens[at].Kind != TokenKind.Word)
        {
            return null;
        }

        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var rest = word[digits..];
        rest = rest.Length > 4 && rest[..2] is "st" or "nd" or "rd" or "th" ? rest[2..] : rest;
        var letters = rest.AsSpan().IndexOfAnyInRange('0', '9');
        var month = letters < 0 ? rest : rest[..letters];
        var year = letters < 0 ? "" : rest[letters..];
        if (digits > 2 || month.Length < 3 || !Lexicon.Of(month).Is(Cue.Month) || !IsDay(Value(word.AsSpan(0, digits))) || year.Length is not (0 or 2 or 4) || year.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        if (year.Length > 0)
        {
            return new(at, at + 1, true, true);
        }

        var hasYear = Year(reading, at + 1, announced, out var behind);
        return new(at, behind, hasYear, true);
    }

    private static WrittenDate? MonthFirst(Reading reading, int at, bool announced)
    {
        var month = Month(reading, at, announced);
        if (month == 0 || at + 1 >= reading.Tokens.Count)
        {
            return null;
        }

        var gap = reading.GapAfter(at);
        var next = at + 1;
        var hasStop = reading.Tokens[next].Kind == TokenKind.SentenceEnd && reading.Tokens[next].End - reading.Tokens[next].Start == 1 && reading.Tokens[at].Folded.Length <= 4 && reading.Text[reading.Tokens[next].Start] == '.';
        next += hasStop ? 1 : 0;
        if (next < reading.Tokens.Count && reading.Tokens[next].Folded is "the" && gap is " ")
        {
            next++;
        }

        if (next >= reading.Tokens.Count || !Gaps.AreSpacesOrDashes(gap) || gap.Length > 2 || Day(reading, next) is not { } day)
        {
            return null;
        }

        var hasYear = Year(reading, day.Next, announced, out var behind);
        if (day.IsOrdinal || hasYear)
        {
            return new(at, behind, hasYear, true);
        }

        // May 12 patients, june 24 yo, march 3 miles
        var end = reading.Tokens[day.Next - 1].End;
        var shown = end < reading.Text.Length && reading.Text[end] is ':' or '/' or '%' or '-' || (end + 1 < reading.Text.Length && reading.Text[end] is '.' or ',' && char.IsDigit(reading.Text[end + 1]));
        var counted = day.Next < reading.Tokens.Count && (reading.Lexemes[day.Next].Is(Cue.Unit | Cue.TimeUnit) || reading.Tokens[day.Next].Folded is "yo" or "y" or "yr" or "pm" or "am" or "of" or "more" or "new");
        var spelt = reading.Lexemes[next].Is(Cue.Number);
        var capital = char.IsUpper(reading.Raw(at)[0]) || reading.Tokens[at].Folded is not ("may" or "march" or "mar" or "april" or "june" or "august" or "jan" or "dec" or "sept");
        return !shown && !counted && !spelt && (capital || announced || IsPreposition(reading, at - 1)) ? new(at, behind, false, true) : null;
    }

    private static WrittenDate? Numeric(Reading reading, int at, bool announced)
    {
        if (!IsDigits(reading, at) || IsPartOfMore(reading, at))
        {
            return announced ? Compact(reading, at) : null;
        }

        var (separator, second) = NextNumber(reading, at, announced);
        if (separator == '\0')
        {
            return announced ? Compact(reading, at) : null;
        }

        var (again, third) = NextNumber(reading, second, announced);
        if (again == separator || (announced && again != '\0'))
        {
            return third + 1 < reading.Tokens.Count && IsDigits(reading, third + 1) && reading.GapAfter(third) is { Length: 1 } more && more[0] == separator && separator != ' ' ? null
                : Three(reading, at, second, third, separator, announced);
        }

        return again == '\0' || again != separator ? Two(reading, at, second, separator, announced) : null;
    }

    private static WrittenDate? Three(Reading reading, int first, int second, int third, char separator, bool announced)
    {
        var (a, b, c) = (reading.Tokens[first].Folded, reading.Tokens[second].Folded, reading.Tokens[third].Folded);
        if (a.Length == 4)
        {
            return IsYear(Value(a)) && b.Length <= 2 && c.Length <= 2 && IsDayOfMonth(Value(c), Value(b)) ? new(first, third + 1, true, true) : null;
        }

        if (a.Length > 2 || b.Length > 2 || c.Length is not (2 or 4) || (c.Length == 4 && !IsYear(Value(c))))
        {
            return null;
        }

        var real = IsDayOfMonth(Value(a), Value(b)) || IsDayOfMonth(Value(b), Value(a));
        // 1.2.10 may be a version or a paragraph; 12.03.51 and 3.4.1971 are dates.
        var plain = separator == '/' || c.Length == 4 || a.Length + b.Length >= 3 && separator != ' ';
        return real && (announced || (plain && !IsVersion(reading, first))) ? new(first, third + 1, true, true) : null;
    }

    private static WrittenDate? Two(Reading reading, int first, int second, char separator, bool announced)
    {
        var (a, b) = (reading.Tokens[first].Folded, reading.Tokens[second].Folded);
        var (x, y) = (Value(a), Value(b));
        if (a.Length > 2 || b.Length > 2 || separator is not ('/' or '-') || reading.GapAfter(first).Length != 1)
        {
            return null;
        }

        var british = IsDayOfMonth(x, y);
        var american = IsDayOfMonth(y, x) && a.Length == 2 && b.Length == 2;
        var padded = a.Length == 2 && b.Length == 2 && (a[0] == '0' || b[0] == '0');
        if ((!british && !american) || IsFraction(reading, second, x, y, padded))
        {
            return null;
        }

        if (separator == '-')
        {
            return announced || (padded && british && IsPreposition(reading, first - 1)) ? new(first, second + 1, false, true) : null;
        }

        return announced || padded || IsPreposition(reading, first - 1) ? new(first, second + 1, false, british || padded || announced) : null;
    }

    // 24/7, 9/11, 7/10 for pain, 6/12 for months: known fractions, and whatever has a measure behind it.
    private static bool IsFraction(Reading reading, int second, int x, int y, bool padded)
    {
        var next = second + 1;
        var measured = next < reading.Tokens.Count && (reading.Lexemes[next].Is(Cue.Unit | Cue.TimeUnit) && reading.GapAfter(second).Length <= 1 || reading.Tokens[next].Folded is "of" or "pain" or "full" or "empty" or "length" or "cup" or "split" or "chance" or "odds" or "ago" or "history" or "hx" or "old");
        var glued = reading.Tokens[second].End < reading.Text.Length && reading.Text[reading.Tokens[second].End] is '%' or '/' or '"';
        var known = (x, y) is (24, 7) or (9, 11) or (7, 7) or (7, 10) or (50, 50) && !padded;
        return measured || glued || known || (!padded && y is 10 or 12 && x <= y && !IsStrictlyDated(reading, second - 2));
    }

    private static bool IsStrictlyDated(Reading reading, int at) => at >= 0 && reading.Tokens[at].Folded is "on" or "dated" or "date" or "dob" or "born" or "since";

    private static bool IsPreposition(Reading reading, int at) =>
        at >= 0 && reading.Tokens[at].Folded is "on" or "since" or "from" or "until" or "till" or "til" or "by" or "dated" or "date" or "due" or "before" or "after" or "commencing" or "wc" or "c" or "between" or "tci" or "seen" or "admitted" or "discharged" or "died" or "delivered" or "born" or "dod" or "edd" or "lmp";

    // 03041951, 030451
    private static WrittenDate? Compact(Reading reading, int at)
    {
        var digits = reading.Tokens[at].Folded;
        if (reading.Tokens[at].Kind != TokenKind.Number || digits.Length is not (6 or 8))
        {
            return null;
        }

        var day = Value(digits.AsSpan(0, 2));
        var month = Value(digits.AsSpan(2, 2));
        var plausible = IsDayOfMonth(day, month) && (digits.Length == 6 || IsYear(Value(digits.AsSpan(4))));
        var iso = digits.Length == 8 && IsYear(Value(digits.AsSpan(0, 4))) && IsDayOfMonth(Value(digits.AsSpan(6)), Value(digits.AsSpan(4, 2)));
        return plausible || iso ? new(at, at + 1, true, true) : null;
    }

    private static (char Separator, int Next) NextNumber(Reading reading, int at, bool announced)
    {
        if (at + 1 >= reading.Tokens.Count || !IsDigits(reading, at + 1))
        {
            return ('\0', at);
        }

        var gap = reading.GapAfter(at).Trim(' ');
        if (reading.GapAfter(at).Length > 3 || gap.Length > 1)
        {
            return ('\0', at);
        }

        var separator = gap.Length == 0 ? ' ' : gap[0] is '–' or '\u2011' or '\u2010' ? '-' : gap[0];
        return separator is '/' or '.' or '-' || (announced && separator is ' ' or ':' or '\\' or ',') ? (separator, at + 1) : ('\0', at);
    }

    private static bool IsDigits(Reading reading, int at) => reading.Tokens[at].Kind == TokenKind.Number && reading.Tokens[at].Folded.Length <= 4;

    // v1.2.10, section 3.2.10, 10.1.2.3
    private static bool IsVersion(Reading reading, int at) =>
        at > 0 && reading.Tokens[at - 1].Folded is "v" or "version" or "section" or "clause" or "para" or "paragraph" or "ios" or "android" or "chapter" or "appendix" or "windows" or "build" or "update" or "figure" or "table" or "ip" or "rule" or "firmware";

    private static bool IsPartOfMore(Reading reading, int at)
    {
        var start = reading.Tokens[at].Start;
        return start > 0 && (reading.Text[start - 1] is '£' or '$' or '€' || (start > 1 && reading.Text[start - 1] is '.' or '/' or '-' or ':' or ',' && char.IsAsciiDigit(reading.Text[start - 2])));
    }

    /// <summary>A day of a month as written.</summary>
    private readonly record struct DayWord(int Value, int Next, bool IsOrdinal)
    {
        public bool IsPlain => !IsOrdinal;
    }

    private static DayWord? Day(Reading reading, int at)
    {
        if (at >= reading.Tokens.Count || reading.Tokens[at].Kind is not (TokenKind.Word or TokenKind.Number))
        {
            return null;
        }

        var word = reading.Tokens[at].Folded;
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        if (digits is 1 or 2)
        {
            var suffix = word.AsSpan(digits);
            var ordinal = suffix is "st" or "nd" or "rd" or "th" or "ed" or "af" or "fed" or "ydd" or "eg" or "ain";
            if (suffix.Length == 0 && at + 1 < reading.Tokens.Count && reading.Tokens[at + 1].Folded is "st" or "nd" or "rd" or "th" && reading.GapAfter(at).Length <= 1)
            {
                return IsDay(Value(word)) ? new(Value(word), at + 2, true) : null;
            }

            return (ordinal || suffix.Length == 0) && IsDay(Value(word.AsSpan(0, digits))) ? new(Value(word.AsSpan(0, digits)), at + 1, ordinal) : null;
        }

        var lexeme = reading.Lexemes[at];
        if (digits > 0 || !lexeme.Is(Cue.Number | Cue.Ordinal) || lexeme.Value > 31)
        {
            return null;
        }

        // twenty first, thirty-first
        if (lexeme.Is(Cue.Number) && lexeme.Value is 20 or 30 && at + 1 < reading.Tokens.Count && reading.Lexemes[at + 1] is var unit && unit.Is(Cue.Ordinal | Cue.Number) && unit.Value is >= 1 and <= 9 && reading.GapAfter(at).Length <= 1)
        {
            return IsDay(lexeme.Value + unit.Value) ? new(lexeme.Value + unit.Value, at + 2, unit.Is(Cue.Ordinal)) : null;
        }

        return IsDay(lexeme.Value) ? new(lexeme.Value, at + 1, lexeme.Is(Cue.Ordinal)) : null;
    }

    // The month at a token, misspelt ones where the words before announce one; 0 for none.
    private static int Month(Reading reading, int at, bool announced)
    {
        var lexeme = reading.Lexemes[at];
        if (lexeme.Is(Cue.Month))
        {
            var welshWord = reading.Tokens[at].Folded is "mai" or "medi";
            return welshWord && !announced ? 0 : lexeme.Value;
        }

        return announced && reading.Tokens[at].Kind == TokenKind.Word ? Misspelt(reading.Tokens[at].Folded) : 0;
    }

    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    // One letter wrong, missing, doubled or swapped.
    private static int Misspelt(string word)
    {
        if (word.Length is < 4 or > 10)
        {
            return 0;
        }

        for (var i = 0; i < Months.Length; i++)
        {
            if (Months[i].Length >= 5 && Math.Abs(Months[i].Length - word.Length) <= 1 && IsNear(word, Months[i]))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Whether one letter at most is wrong, missing, too many or swapped with its neighbour.</summary>
    public static bool IsNear(string word, string month)
    {
        var first = word.AsSpan().CommonPrefixLength(month);
        var w = word.AsSpan(first);
        var m = month.AsSpan(first);
        if (w.Length == m.Length)
        {
            return w.Length <= 1 || w[1..].SequenceEqual(m[1..]) || (w[0] == m[1] && w[1] == m[0] && w[2..].SequenceEqual(m[2..]));
        }

        return w.Length > m.Length ? w[1..].SequenceEqual(m) : m[1..].SequenceEqual(w);
    }

    // 12 may be: no month.
    private static bool IsVerb(Reading reading, int at) =>
        reading.Tokens[at].Folded is "may" or "march" or "mar" or "sun" && !char.IsUpper(reading.Raw(at)[0]) && at + 1 < reading.Tokens.Count && reading.Tokens[at + 1].Kind == TokenKind.Word
        && (reading.Lexemes[at + 1].Is(Cue.Common) || reading.Tokens[at + 1].Folded is "need" or "also" or "still" or "feel" or "find" or "seem" or "cause" or "help" or "require" or "lead" or "through" or "past");

    private static bool Year(Reading reading, int at, bool announced, out int next)
    {
        next = at;
        if (at >= reading.Tokens.Count || at == 0)
        {
            return false;
        }

        var gap = reading.GapAfter(at - 1);
        if (gap.Length > 3 || !Gaps.AreBeforeYear(gap) || reading.Tokens[at].Kind is not (TokenKind.Number or TokenKind.Word))
        {
            return false;
        }

        var word = reading.Tokens[at].Folded;
        if (reading.Tokens[at].Kind == TokenKind.Number)
        {
            var behind = reading.Tokens[at].End < reading.Text.Length ? reading.Text[reading.Tokens[at].End] : ' ';
            var marked = !Gaps.AreSpacesOrCommas(gap);
            var ends = at + 1 >= reading.Tokens.Count || reading.Tokens[at + 1].Kind is TokenKind.SentenceEnd or TokenKind.Symbol || reading.GapAfter(at).IndexOfAny(",;)(") >= 0;
            var isYear = word.Length == 4 ? IsYear(Value(word)) : word.Length == 2 && (marked || announced || (ends && gap is " ")) && behind is not (':' or '%');
            next = isYear ? at + 1 : at;
            return isYear;
        }

        return (announced || IsJoin(reading, at - 1)) && SpokenYear(reading, at, out next);
    }

    // nineteen seventy one, two thousand and four, twenty ten
    private static bool SpokenYear(Reading reading, int at, out int next)
    {
        next = at;
        var century = reading.Lexemes[at];
        if (!century.Is(Cue.Number) || at + 1 >= reading.Tokens.Count)
        {
            return false;
        }

        if (century.Value == 2 && reading.Tokens[at + 1].Folded == "thousand")
        {
            var behind = at + 2;
            behind += behind < reading.Tokens.Count && reading.Tokens[behind].Folded == "and" ? 1 : 0;
            var more = behind < reading.Tokens.Count && reading.Lexemes[behind] is var rest && rest.Is(Cue.Number) && rest.Value <= 30;
            next = more ? behind + 1 : at + 2;
            return true;
        }

        if (century.Value is not (18 or 19 or 20) && !(century.Value >= 20))
        {
            return false;
        }

        var tens = reading.Lexemes[at + 1];
        if (century.Value is 19 or 20 && tens.Is(Cue.Number) && tens.Value >= 10)
        {
            next = at + 2;
        }
        else if (century.Value is 19 or 20 && reading.Tokens[at + 1].Folded is "oh" or "o" or "hundred")
        {
            next = at + 3;
            return at + 2 < reading.Tokens.Count && reading.Lexemes[at + 2].Is(Cue.Number);
        }
        else if (century.Value >= 20)
        {
            next = at + 1;
        }
        else
        {
            return false;
        }

        if (next < reading.Tokens.Count && reading.Lexemes[next - 1].Value >= 20 && reading.Lexemes[next] is var unit && unit.Is(Cue.Number) && unit.Value is >= 1 and <= 9)
        {
            next++;
        }

        return true;
    }

    private static bool IsJoin(Reading reading, int at) => reading.GapAfter(at) is { Length: <= 3 } gap && Gaps.AreInAge(gap);

    private static bool IsDay(int day) => day is >= 1 and <= 31;

    private static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    private static bool IsDayOfMonth(int day, int month) => month is >= 1 and <= 12 && day >= 1 && day <= (month == 2 ? 29 : month is 4 or 6 or 9 or 11 ? 30 : 31);

    private static int Value(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;

    /// <summary>Whether a number of four digits is a year in which somebody alive may have been born.</summary>
    public static bool IsBirthYear(string word) => word.Length == 4 && Value(word) is >= 1900 and <= 2050;
}
