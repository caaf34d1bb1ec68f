using PhoneNumbers;

namespace Candour.Engine.Screening;

/// <summary>Finds telephone numbers: all UK forms, and foreign ones with their country code; extensions and bleeps as topic <c>extension</c>, lines that serve the public as <c>public-line</c>.</summary>
/// <remarks>
/// A cheap scan finds candidates; those outside the ranges that Ofcom keeps for drama are checked by libphonenumber, whose tables are loaded when first needed.
/// Source: Ofcom, Telephone numbers for use in TV and radio drama programmes; National Telephone Numbering Plan. Checked: 2026-11-30.
/// </remarks>
public sealed class PhoneDetector : IDetector
{
    private const int MostDigits = 15;

    private static readonly Lazy<PhoneNumberUtil> Tables = new(() => PhoneNumberUtil.GetInstance());

    private static readonly string[] Drama =
    [
        "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960", "1414960", "1514960", "1614960", "1914980",
        "2079460", "2896496", "2920180", "7700900", "8081570", "9098790", "3069990", "1632960", "1632567",
    ];

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var groups = reading.DigitGroups;
        if (groups.Length == 0)
        {
            return;
        }

        var taken = Taken.By(into, except: false, "nhs-number", "email");
        for (var i = 0; i < groups.Length; i++)
        {
            if (Extension(reading, groups[i]) is { } extension)
            {
                into.Add(extension);
                continue;
            }

            var last = LastGroup(reading, groups, i, out var start, out var digits, out var international);
            if (last < 0 || taken.Overlaps(start, groups[last].End) || IsOtherwiseKnown(reading, start))
            {
                continue;
            }

            var open = digits.StartsWith('3') || digits.StartsWith('8') || digits.StartsWith("1800", StringComparison.Ordinal);
            into.Add(new("phone", start, groups[last].End, 0.95, "a telephone number") { Topic = open && !international ? "public-line" : null });
            i = last;
        }
    }

    // Finds the longest run of groups from the first that is a telephone number.
    private static int LastGroup(Reading reading, DigitGroup[] groups, int first, out int start, out string digits, out bool international)
    {
        var text = reading.Text;
        start = groups[first].Start;
        digits = "";
        international = false;
        if (start > 0 && !MayBegin(reading, groups, first))
        {
            return -1;
        }

        var plus = Plus(text, start, out var plusAt);
        var found = -1;
        var all = "";
        for (var i = first; i < groups.Length && all.Length + groups[i].Digits.Length <= MostDigits + 2; i++)
        {
            if (i > first && (!IsSeparator(text.AsSpan(groups[i - 1].End, groups[i].Start - groups[i - 1].End), i - first) || groups[i].AfterLetter))
            {
                break;
            }

            all += groups[i].Digits;
            if (all.Length >= 7 && MayEnd(text, groups, i) && Valid(reading, all, plus, groups, first, i, out var national, out var foreign))
            {
                (found, digits, international) = (i, national, foreign);
            }
        }

        if (found >= 0)
        {
            start = plus ? plusAt : start;
            start = Bracket(text, start, groups[found].End);
        }

        return found;
    }

    private static bool IsSeparator(ReadOnlySpan<char> gap, int nth)
    {
        if (gap.Length is 0 or > 4 || !Gaps.AreInPhone(gap))
        {
            return false;
        }

        return gap.Count('.') <= 1 && (!gap.Contains('/') || nth == 1) && !(gap.Length > 1 && gap[0] == '.') && gap is not " (" || gap is " (" && nth == 1;
    }

    private static bool MayBegin(Reading reading, DigitGroup[] groups, int first)
    {
        var text = reading.Text;
        var start = groups[first].Start;
        var before = text[start - 1];
        if (groups[first].AfterLetter)
        {
            var from = start;
            while (from > 0 && start - from < 12 && char.IsLetter(text[from - 1]))
            {
                from--;
            }

            return Lexicon.Of(Letters.Fold(text.AsSpan(from, start - from))).Is(Cue.Phone) || Letters.Fold(text.AsSpan(from, start - from)) is "no" or "on" or "t" or "m" or "p" or "f" or "w" or "h" or "o";
        }

        if (before is '£' or '$' or '€' or '#' or '%')
        {
            return false;
        }

        // 12-07700..., 3.07700..., 1,077...: part of a longer number.
        return !(before is '-' or '.' or ',' or '/' or ':' or '\u2011' && start > 1 && char.IsLetterOrDigit(text[start - 2]) && first > 0 && groups[first - 1].End == start - 1 && !(groups[first].Digits.Length >= 4 && IsAnother(before, groups[first])));
    }

    // 0121 4960999/0131 4960999
    private static bool IsAnother(char between, DigitGroup next) => (between is '/' or ',' && next.Digits.Length >= 4 && next.Digits[0] == '0') || (between is '/' && next.Digits.Length <= 3);

    private static bool MayEnd(string text, DigitGroup[] groups, int last)
    {
        var end = groups[last].End;
        if (end >= text.Length)
        {
            return true;
        }

        if (groups[last].BeforeLetter)
        {
            // Run together with the next word: 07700900123thanks, 07700900123x. Not a unit, not a code.
            return end + 2 < text.Length && char.IsLetter(text[end + 1]) && char.IsLetter(text[end + 2]) && (char.IsAsciiLetterLower(text[end]) || (end + 3 < text.Length && char.IsLetter(text[end + 3])));
        }

        return text[end] is not ('%' or '@' or '_')
            && !(text[end] is '-' or '.' or ',' or '/' or ':' or '\u2011' && last + 1 < groups.Length && groups[last + 1].Start == end + 1 && !IsAnother(text[end], groups[last + 1]));
    }

    private static bool Plus(string text, int start, out int at)
    {
        at = start;
        for (var i = start - 1; i >= 0 && i >= start - 2; i--)
        {
            if (text[i] is '+' or '＋')
            {
                at = i;
                return true;
            }

            if (text[i] is not ('(' or ' ') || (text[i] == ' ' && i == start - 2))
            {
                return false;
            }
        }

        return false;
    }

    // (0131) 496 0722 keeps its bracket, (07700 900123) leaves both outside.
    private static int Bracket(string text, int start, int end)
    {
        if (start > 0 && text[start - 1] == '(')
        {
            var close = text.AsSpan(start, end - start).IndexOf(')');
            var open = text.AsSpan(start, end - start).IndexOf('(');
            if (close >= 0 && (open < 0 || open > close))
            {
                return start - 1;
            }
        }

        return start;
    }

    private static bool Valid(Reading reading, string all, bool plus, DigitGroup[] groups, int first, int last, out string national, out bool foreign)
    {
        foreign = false;
        national = all;
        if (plus || (all.StartsWith("00", StringComparison.Ordinal) && all.Length > 10))
        {
            var number = plus ? all : all[2..];
            if (number.StartsWith("44", StringComparison.Ordinal))
            {
                national = number[2..].TrimStart('0');
                return number.Length - 2 - national.Length <= 1 && IsBritish(national);
            }

            foreign = true;
            return number.Length is >= 8 and <= MostDigits && number[0] != '0' && last - first <= 7 && IsForeign(number);
        }

        if (all[0] == '0')
        {
            national = all[1..];
            var close = last == first || groups[last].Start - groups[first].End == 1 || national.Length >= 9;
            return all[1] != '0' && close && HasShape(groups, first, last) && IsBritish(national);
        }

        if (all.StartsWith("44", StringComparison.Ordinal) && all.Length is 12 or 13)
        {
            national = all[2..].TrimStart('0');
            return IsBritish(national) && (national[0] == '7' || IsAnnounced(reading, groups[first].Start));
        }

        if (all.Length == 10 && all[0] is '7' or '1' or '2' && IsAnnounced(reading, groups[first].Start))
        {
            return (all[0] == '7' && IsBritish(all)) || IsAmerican(reading, all, groups, first, last);
        }

        foreign = all.Length == 10 && IsAmerican(reading, all, groups, first, last);
        return foreign;
    }

    // 650-123-4567 behind a word of telephones: American, whether or not the exchange exists.
    private static bool IsAmerican(Reading reading, string all, DigitGroup[] groups, int first, int last) =>
        last == first + 2 && groups[first].Digits.Length == 3 && groups[first + 1].Digits.Length == 3 && all[0] >= '1' && IsAnnounced(reading, groups[first].Start);

    // Clock times and dates in a row are no number: 0700 0730 0800, 01-12-2020 10:30.
    private static bool HasShape(DigitGroup[] groups, int first, int last)
    {
        if (last == first)
        {
            return true;
        }

        var single = 0;
        for (var i = first; i <= last; i++)
        {
            single += groups[i].Digits.Length == 1 ? 1 : 0;
        }

        var readOut = single >= last - first; // 0 7 7 0 0 ...
        return readOut || (last - first <= 6 && (groups[first].Digits.Length >= 3 || (last - first >= 4 && groups[first].Digits.Length == 2) || (last - first == 3 && groups[first].Digits is "07")));
    }

    private static bool IsBritish(string national)
    {
        if (national.Length is < 7 or > 10 || national[0] is '4' or '6' or '0')
        {
            return false;
        }

        if (national.Length == 10)
        {
            foreach (var range in Drama)
            {
                if (national.StartsWith(range, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return IsValid(44, national);
    }

    private static bool IsForeign(string digits)
    {
        // Kept for drama elsewhere: +1 xxx 555 01xx, +353 20 91x.
        if (digits.Length == 11 && digits[0] == '1' && digits.AsSpan(4).StartsWith("555"))
        {
            return true;
        }

        for (var length = 1; length <= 3 && digits[0] != '0'; length++)
        {
            var country = int.Parse(digits.AsSpan(0, length), System.Globalization.CultureInfo.InvariantCulture);
            if (Tables.Value.GetSupportedCallingCodes().Contains(country))
            {
                return IsValid(country, digits[length..]);
            }
        }

        return false;
    }

    private static bool IsValid(int country, string national) =>
        ulong.TryParse(national, out var number) && Tables.Value.IsValidNumber(new PhoneNumber.Builder().SetCountryCode(country).SetNationalNumber(number).Build());

    private static bool IsAnnounced(Reading reading, int start)
    {
        for (var i = reading.TokenAt(start) - 1; i >= 0 && i >= reading.TokenAt(start) - 5; i--)
        {
            if (reading.Lexemes[i].Is(Cue.Phone) && reading.Tokens[i].Folded is not ("number" or "line"))
            {
                return true;
            }

            if (reading.Lexemes[i].Is(Cue.Reference | Cue.Nhs))
            {
                return false;
            }
        }

        return false;
    }

    // An order, a parcel, a meter says right before it what the number is.
    private static bool IsOtherwiseKnown(Reading reading, int start)
    {
        var numbered = true;
        var token = reading.TokenAt(start);
        if (token > 1 && reading.GapAfter(token - 2) is "/" && (reading.Tokens[token - 2].Folded, reading.Tokens[token - 1].Folded) is ("a", "c") or ("s", "n") or ("p", "n") or ("r", "n"))
        {
            return true;
        }

        for (var i = token - 1; i >= 0 && i >= token - 4; i--)
        {
            var lexeme = reading.Lexemes[i];
            if (lexeme.Is(Cue.Phone) && reading.Tokens[i].Folded is not ("number" or "line" or "call" or "contact"))
            {
                return false;
            }

            if (lexeme.Is(Cue.Reference) && reading.Tokens[i].Folded is not ("helpdesk" or "servicedesk" or "parking" or "delivery" or "collect" or "booking" or "bookings" or "fine" or "bank" or "customer" or "energy" or "gas" or "water" or "charity" or "hotel" or "library" or "mail" or "register" or "return" or "order" or "taxi"))
            {
                return true;
            }

            if (lexeme.Is(Cue.Reference) && numbered)
            {
                return true;
            }

            numbered &= reading.Tokens[i].Folded is "number" or "no" or "num" or "nr" or "id" or "is";

            if (!lexeme.Is(Cue.Filler | Cue.Phone) && !(i == token - 1 && reading.Tokens[i].Folded.Length <= 2))
            {
                return false;
            }
        }

        return false;
    }

    // ext 0782, x4521, bleep 6707
    private static Finding? Extension(Reading reading, DigitGroup group)
    {
        if (group.Digits.Length is < 2 or > 6 || group.BeforeLetter)
        {
            return null;
        }

        var token = reading.TokenAt(group.Start);
        if (token >= reading.Tokens.Count)
        {
            return null;
        }

        var own = reading.Tokens[token];
        if (group.AfterLetter)
        {
            var joined = own.Folded.AsSpan(0, Math.Max(0, own.Folded.Length - group.Digits.Length));
            return joined is "ext" or "bleep" or "extn" || (joined is "x" && group.Digits.Length >= 4) ? Of(own.Start) : null;
        }

        var at = token - 1;
        while (at >= 0 && at >= token - 3 && (reading.Lexemes[at].Is(Cue.Filler) || reading.Tokens[at].Kind == TokenKind.SentenceEnd))
        {
            at--;
        }

        return at >= 0 && at >= token - 4 && reading.Tokens[at].Folded is "ext" or "extn" or "extension" or "bleep" or "bleeper" or "pager" ? Of(group.Start) : null;

        Finding Of(int start) => new("phone", start, group.End, 0.7, "an internal extension or bleep") { Topic = "extension" };
    }
}
