namespace Candour.Engine.Screening;

/// <summary>Finds UK postcodes: full ones by form and area, outward halves (topic <c>outward</c>) where the words say that a place is meant.</summary>
/// <remarks>Source: Royal Mail, PAF programmers' guide (areas and letters that occur in each position). Checked: 2026-11-30.</remarks>
public sealed class PostcodeDetector : IDetector
{
    private const string Areas = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY "
        + "L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE BF BX ";

    // Areas with districts that end in a letter, such as SW1A and E1W.
    private const string LetteredAreas = " E EC N NW SE SW W WC ";

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var tokens = reading.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind != TokenKind.Word || token.InHashtag || token.Folded.Length > 8 || !char.IsAsciiLetter(token.Folded[0]) || !HasDigit(token.Folded))
            {
                continue;
            }

            if (Full(reading, i) is { } end)
            {
                if (!IsAnnouncedOtherwise(reading, i))
                {
                    into.Add(new("postcode", token.Start, end, 0.97, "a postcode"));
                }
            }
            else if (IsOutward(token.Folded) && IsPlace(reading, i))
            {
                into.Add(new("postcode", token.Start, token.End, 0.6, "the first half of a postcode") { Topic = "outward" });
            }
        }
    }

    // Where the postcode that begins with this token ends, or null.
    private static int? Full(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (word.Length is >= 5 and <= 7 && IsInward(word.AsSpan(word.Length - 3)) && IsOutward(word.AsSpan(0, word.Length - 3)))
        {
            return reading.Tokens[at].End;
        }

        if (at + 1 >= reading.Tokens.Count || !IsOutward(word) || reading.Tokens[at + 1].InHashtag || !IsInward(reading.Tokens[at + 1].Folded))
        {
            return null;
        }

        var gap = reading.GapAfter(at);
        var joined = gap.Length <= 3 && Gaps.AreSpacesOrDashes(gap);
        return joined && !IsMeasure(reading, at) ? reading.Tokens[at + 1].End : null;
    }

    private static bool HasDigit(string word)
    {
        for (var i = 1; i < word.Length && i < 4; i++)
        {
            if (char.IsAsciiDigit(word[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInward(ReadOnlySpan<char> word) => word.Length == 3 && char.IsAsciiDigit(word[0]) && IsInwardLetter(word[1]) && IsInwardLetter(word[2]);

    private static bool IsInwardLetter(char c) => char.IsAsciiLetterLower(c) && c is not ('c' or 'i' or 'k' or 'm' or 'o' or 'v');

    private static bool IsOutward(ReadOnlySpan<char> word)
    {
        var letters = word.Length > 1 && char.IsAsciiLetter(word[1]) ? 2 : 1;
        if (word.Length - letters is < 1 or > 2 || !char.IsAsciiDigit(word[letters]) || !IsIn(Areas, word[..letters]))
        {
            return false;
        }

        if (word.Length - letters == 1)
        {
            return true;
        }

        var last = word[^1];
        return char.IsAsciiDigit(last) ? word[letters] != '0' : last is not ('i' or 'l' or 'o' or 'q' or 'z') && IsIn(LetteredAreas, word[..letters]);
    }

    private static bool IsIn(string list, ReadOnlySpan<char> area)
    {
        Span<char> padded = stackalloc char[4];
        padded[0] = ' ';
        area.ToUpperInvariant(padded[1..]);
        padded[area.Length + 1] = ' ';
        return list.AsSpan().IndexOf(padded[..(area.Length + 2)]) >= 0;
    }

    // E4 7yr, M6 4th, B12 5ug: a small unit or ending behind a number, not the second half of a postcode.
    private static bool IsMeasure(Reading reading, int at)
    {
        var second = reading.Tokens[at + 1].Folded;
        var ending = second.AsSpan(1);
        if (ending is not ("st" or "nd" or "rd" or "th" or "yr" or "hr" or "ug" or "lb" or "pt" or "ft" or "wd" or "px" or "gb" or "tb" or "pp" or "bn" or "xl" or "xs" or "gp" or "ds" or "yd" or "ha"))
        {
            return false;
        }

        var wantsOrdinal = second is "1st" or "2nd" or "3rd" || (ending is "th" && second[0] is not ('1' or '2' or '3'));
        var isOrdinal = ending is "st" or "nd" or "rd" or "th";
        if (isOrdinal && !wantsOrdinal)
        {
            return false;
        }

        return char.IsLower(reading.Raw(at + 1)[^1]) || !char.IsUpper(reading.Raw(at)[0]) || ((isOrdinal || ending is "yr" or "hr") && IsBeforeWord(reading, at + 1) && IsShouted(reading.Text));
    }

    private static bool IsBeforeWord(Reading reading, int at) =>
        at + 1 < reading.Tokens.Count && Gaps.AreSpaces(reading.GapAfter(at)) && reading.Tokens[at + 1].Kind == TokenKind.Word && reading.Tokens[at + 1].Folded.AsSpan().IndexOfAnyInRange('0', '9') < 0;

    private static bool IsShouted(string text)
    {
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 300)))
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    // Bus, model, batch, route: the word before says what it is.
    private static bool IsAnnouncedOtherwise(Reading reading, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 3; i--)
        {
            var word = reading.Tokens[i].Folded;
            if (word is "postcode" or "postcodes" or "code" or "in" or "near" or "at" or "to" or "from")
            {
                return false;
            }

            if (word is "bus" or "model" or "batch" or "lot" or "part" or "ref" or "reference" or "order" or "flight" or "ticket" or "serial" or "version" or "booking" or "parcel" or "sku" or "lens" or "bulb" or "cartridge" or "toner" or "locker" or "asset" or "route" or "room" or "seat" or "size" or "sizes" or "platform" or "vitamin" or "voucher" or "coupon" or "promo" or "kit")
            {
                return true;
            }

            if (!reading.Lexemes[i].Is(Cue.Filler) && reading.Tokens[i].Kind != TokenKind.SentenceEnd)
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsPlace(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        var single = char.IsAsciiDigit(word[1]);
        var before = at > 0 ? reading.Tokens[at - 1].Folded : "";
        var earlier = at > 1 ? reading.Tokens[at - 2].Folded : "";
        var behind = at + 1 < reading.Tokens.Count ? reading.Tokens[at + 1].Folded : "";
        if (before is "postcode" or "postcodes" || earlier is "postcode" || behind is "postcode" or "postcodes")
        {
            return true;
        }

        if (word[0] is 'm' or 'a' && single)
        {
            return false; // motorways
        }

        var lives = before is "in" or "from" or "around" or "near" or "to" && earlier is "lives" or "live" or "living" or "lived" or "flat" or "house" or "based" or "family" or "lady" or "gent" or "man" or "woman" or "lad" or "girl" or "lass" or "patient" or "pt" or "call" or "job" or "address" or "moved" or "resident" or "somebody" or "someone" or "bloke" or "couple" or "street" or "home" or "visit";
        var area = behind is "area" or "postal" or "district" or "residents" && before is "the" or "in" or "our" or "your" or "from";
        return (lives || area) && (!single || char.IsUpper(reading.Raw(at)[0]) || area);
    }
}
