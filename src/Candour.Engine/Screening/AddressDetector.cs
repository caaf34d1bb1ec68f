namespace Candour.Engine.Screening;

/// <summary>Finds addresses: house number and street, flat and block, house name and street (with the town behind a comma), and, as topic <c>street</c>, a street alone.</summary>
public sealed class AddressDetector : IDetector
{
    private const int LongestName = 3;

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var taken = Taken.By(into, except: false, "url", "email", "phone", "date", "date-of-birth", "nhs-number");
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.Tokens[i].Kind is not (TokenKind.Word or TokenKind.Number) || reading.Tokens[i].InHashtag)
            {
                continue;
            }

            if ((Dwelling(reading, i) ?? Numbered(reading, i) ?? Named(reading, i)) is { } next)
            {
                next = WithTown(reading, next);
                Add(reading, i, next, null, taken, into);
                i = next - 1;
            }
            else if (Street(reading, i) is { } behind)
            {
                Add(reading, i, behind, "street", taken, into);
                i = behind - 1;
            }
        }
    }

    private static void Add(Reading reading, int first, int next, string? topic, Taken taken, List<Finding> into)
    {
        var (start, end) = (reading.Tokens[first].Start, reading.Tokens[next - 1].End);
        if (taken.Overlaps(start, end))
        {
            return;
        }

        into.Add(new("address", start, end, topic is null ? 0.9 : 0.6, topic is null ? "an address" : "a street") { Topic = topic });
    }

    // Flat 26, 59 Moor End; Flat 3b; Apartment 4, Marlowe House
    private static int? Dwelling(Reading reading, int at)
    {
        if (!reading.Lexemes[at].Is(Cue.Flat) || at + 1 >= reading.Tokens.Count)
        {
            return null;
        }

        var number = at + 1;
        number += reading.Tokens[number].Folded is "no" or "number" && number + 1 < reading.Tokens.Count ? 1 : 0;
        if (!IsHouseNumber(reading, number, mayBeLetter: true) || reading.GapAfter(at).Length > 2 || (number + 1 < reading.Tokens.Count && reading.Lexemes[number + 1].Is(Cue.Unit | Cue.TimeUnit) && Gaps.AreSpaces(reading.GapAfter(number))))
        {
            return null;
        }

        var next = number + 1;
        if (next >= reading.Tokens.Count || reading.GapAfter(number) is not { Length: <= 3 })
        {
            return next;
        }

        if (Numbered(reading, next) is { } street)
        {
            return street;
        }

        var behind = Block(reading, next) ?? StreetEnd(reading, next, numbered: true);
        return behind is null ? next : behind < reading.Tokens.Count && reading.GapAfter(behind.Value - 1) is ", " && Numbered(reading, behind.Value) is { } more ? more : behind;
    }

    // Marlowe House, Kestrel Court
    private static int? Block(Reading reading, int at)
    {
        for (var i = at; i < Math.Min(reading.Tokens.Count, at + LongestName); i++)
        {
            if (reading.Tokens[i].Kind != TokenKind.Word || (i > at && !Gaps.AreSpaces(reading.GapAfter(i - 1))))
            {
                return null;
            }

            if (i > at && reading.Lexemes[i].Is(Cue.House))
            {
                return i + 1;
            }

            if (reading.Lexemes[i].Is(Cue.Common) && reading.Tokens[i].Folded is not ("the" or "old" or "new"))
            {
                return null;
            }
        }

        return null;
    }

    // 3c Alma Road, 143 Heol y Parc, 100 Kirkgate, 12-14 High Street, 12, Alma Road
    private static int? Numbered(Reading reading, int at)
    {
        if (!IsHouseNumber(reading, at, mayBeLetter: false) || at + 1 >= reading.Tokens.Count || IsCountedThing(reading, at - 1))
        {
            return null;
        }

        var name = at + 1;
        if (reading.GapAfter(at) is "-" or "–" or "/" && IsHouseNumber(reading, name, mayBeLetter: false))
        {
            name++;
        }
        else if (reading.Tokens[name].Folded.Length == 1 && char.IsAsciiLetter(reading.Tokens[name].Folded[0]) && reading.GapAfter(at) is " " && name + 1 < reading.Tokens.Count && !reading.Lexemes[name].Is(Cue.Common))
        {
            name++;
        }

        var street = name < reading.Tokens.Count && reading.GapAfter(name - 1) is " " or "  " or ", " or "," ? StreetEnd(reading, name, numbered: true) : null;
        return street ?? SingleWord(reading, at);
    }

    // Level 3, band 5, bay 2: the number is theirs.
    private static bool IsCountedThing(Reading reading, int at) =>
        at >= 0 && Gaps.AreSpaces(reading.GapAfter(at)) && (reading.Lexemes[at].Is(Cue.Bed) || reading.Tokens[at].Folded is "level" or "band" or "day" or "week" or "page" or "gate" or "floor" or "year" or "stage" or "grade" or "news" or "route" or "bus" or "platform" or "junction" or "unit" or "step" or "phase" or "zone" or "line");

    private static bool IsHouseNumber(Reading reading, int at, bool mayBeLetter)
    {
        if (at >= reading.Tokens.Count)
        {
            return false;
        }

        var word = reading.Tokens[at].Folded;
        var start = reading.Tokens[at].Start;
        if (start > 0 && (reading.Text[start - 1] is '£' or '$' or '€' || (start > 1 && reading.Text[start - 1] is '.' or ',' or ':' or '/' && char.IsAsciiDigit(reading.Text[start - 2]))))
        {
            return false;
        }

        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9') is var n && n < 0 ? word.Length : n;
        return (digits is >= 1 and <= 4 && (word.Length == digits || (word.Length == digits + 1 && word[^1] is >= 'a' and <= 'h')) && word[0] != '0')
            || (mayBeLetter && word.Length == 1 && word[0] is >= 'a' and <= 'h' && char.IsUpper(reading.Raw(at)[0]));
    }

    // The token behind a street's name that begins here.
    private static int? StreetEnd(Reading reading, int at, bool numbered)
    {
        if (reading.Tokens[at].Kind != TokenKind.Word)
        {
            return null;
        }

        if (reading.Lexemes[at].Is(Cue.StreetFirst) && WelshStreet(reading, at) is { } welsh)
        {
            return welsh;
        }

        var first = reading.Tokens[at].Folded;
        for (var i = at; i < Math.Min(reading.Tokens.Count, at + LongestName + 1); i++)
        {
            if (reading.Tokens[i].Kind != TokenKind.Word || (i > at && !IsNameGap(reading, i - 1)) || char.IsAsciiDigit(reading.Tokens[i].Folded[0]))
            {
                return null;
            }

            if (i > at && IsStreetWord(reading, i, numbered) && !IsFollowedByMore(reading, i))
            {
                return i + 1;
            }

            if (IsNoName(reading, i, i == at))
            {
                return null;
            }
        }

        // Kirkgate, Briggate, Broadway: one word, with a capital and a number before it.
        return null;

        bool IsNameGap(Reading r, int i) => r.GapAfter(i) is " " or "  " or "-" or "' " or "’ " or ". " || (r.GapAfter(i) is "." && r.Tokens[i].Folded == "st") || first.Length == 0;
    }

    private static bool IsFollowedByMore(Reading reading, int at) =>
        at + 1 < reading.Tokens.Count && Gaps.AreSpaces(reading.GapAfter(at)) && reading.Lexemes[at + 1].Is(Cue.Street) && reading.Tokens[at + 1].Folded is "road" or "rd" or "street" or "lane" or "avenue" or "ave" or "close" or "drive" or "crescent" or "way" or "terrace" or "gardens" or "grove" or "court" or "place" or "square"
        && char.IsUpper(reading.Raw(at + 1)[0]) == char.IsUpper(reading.Raw(at)[0]);

    private static bool IsStreetWord(Reading reading, int at, bool numbered)
    {
        var word = reading.Tokens[at].Folded;
        if (!reading.Lexemes[at].Is(Cue.Street))
        {
            return numbered && reading.Lexemes[at].Is(Cue.House) && char.IsUpper(reading.Raw(at)[0]) && word is "cottage" or "lodge" or "court" or "mansions" or "chambers" or "apartments" or "villas" or "bungalow" or "gables" or "croft" or "grange" or "barn";
        }

        var capital = char.IsUpper(reading.Raw(at)[0]);
        var strong = word is "road" or "rd" or "street" or "lane" or "avenue" or "ave" or "close" or "crescent" or "cres" or "terrace" or "grove" or "gardens" or "gdns" or "drive" or "court" or "cottages" or "villas" or "mews" or "end" or "way" or "walk" or "place" or "square" or "row" or "hill" or "rise" or "green" or "parade" or "wynd" or "view" or "croft";
        if (word is "st" && numbered && !capital)
        {
            return at + 1 >= reading.Tokens.Count || !Gaps.AreSpaces(reading.GapAfter(at)) || reading.Tokens[at + 1].Kind != TokenKind.Word || reading.Lexemes[at + 1].Is(Cue.Common | Cue.Filler);
        }

        return numbered ? capital || strong : capital && word is "road" or "rd" or "street" or "lane" or "avenue" or "ave" or "close" or "crescent" or "terrace" or "gardens" or "drive" or "grove" or "mews" or "wynd";
    }

    // "15 minute walk", "2 more in bay", "4 bed house": words that no street has in its name.
    private static bool IsNoName(Reading reading, int at, bool isFirst)
    {
        var word = reading.Tokens[at].Folded;
        var lexeme = reading.Lexemes[at];
        if (lexeme.Is(Cue.TimeUnit) || (lexeme.Is(Cue.Unit) && word is not ("stone" or "feet" or "men" or "hundred" or "grand" or "women" or "lads" or "marks" or "m" or "p")) || (lexeme.Is(Cue.Bed | Cue.Clinical | Cue.Reference | Cue.Number | Cue.Phone) && !char.IsUpper(reading.Raw(at)[0])))
        {
            return true;
        }

        if (word is "the" or "old" or "new" or "great" or "st" or "long" or "high" or "upper" or "lower" or "little" or "saint" or "of" or "and" or "le" or "y" or "en" or "de" or "on" or "by" or "well" or "low" or "top" or "king" or "queen" or "hill" or "mill")
        {
            return isFirst && word is "of" or "and" or "y" or "en" or "le" or "de" or "on" or "by";
        }

        return lexeme.Is(Cue.Common | Cue.Filler | Cue.Month | Cue.Weekday) && !(lexeme.Is(Cue.Common | Cue.Month) && char.IsUpper(reading.Raw(at)[0]) && !lexeme.Is(Cue.Filler))
            || word is "big" or "more" or "car" or "dead" or "lovely" or "different" or "busy" or "quiet" or "long" or "short" or "wrong" or "same" or "own" or "step" or "steps" or "way" or "ways" or "point" or "star" or "people" or "metre" or "meter" or "lane" or "inch" or "storey" or "bedroom" or "door" or "man" or "wheel" or "wheeled" or "hole" or "course" or "person" or "yr" or "yo" or "x" or "or" or "quick" or "min" or "outside" or "inside" or "near" or "behind" or "opposite" or "past" or "via" or "towards" or "beside" or "around" or "through" or "into" or "onto" or "along" or "across" or "between" or "against" or "without" or "within" or "up" or "down" or "off" or "other" or "extra" or "whole" or "full" or "home" or "winks" or "walk" or "drive" or "hours" or "days" or "mph" or "am" or "pm";
    }

    private static int? WelshStreet(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (word is "tan" or "pen" or "bryn" or "lon" or "parc" or "clos" or "llys" && !char.IsUpper(reading.Raw(at)[0]))
        {
            return null;
        }

        var next = at + 1;
        while (next < reading.Tokens.Count && next <= at + 3 && reading.Tokens[next].Kind == TokenKind.Word && reading.GapAfter(next - 1) is " " or "-" or "'r " or "’r ")
        {
            var link = reading.Tokens[next].Folded is "y" or "yr" or "r" or "ar" or "dan" or "ger" or "pen" or "ty" or "tan";
            next++;
            if (!link)
            {
                return next;
            }
        }

        return null;
    }

    // Rose Cottage, Mill Lane
    private static int? Named(Reading reading, int at)
    {
        if (reading.Tokens[at].Kind != TokenKind.Word || !char.IsUpper(reading.Raw(at)[0]) || Block(reading, at) is not { } block || reading.Tokens[block - 1].Folded is "house" or "court" or "hall" or "tower" or "point" && !char.IsUpper(reading.Raw(block - 1)[0]))
        {
            return null;
        }

        if (block < reading.Tokens.Count && reading.GapAfter(block - 1) is ", " or "," && (Numbered(reading, block) ?? StreetEnd(reading, block, numbered: false)) is { } street)
        {
            return street;
        }

        var lives = at > 1 && reading.Tokens[at - 1].Folded is "at" or "in" or "address" or "to" && IsHome(reading, at - 2);
        return lives && char.IsUpper(reading.Raw(block - 1)[0]) ? block : null;
    }

    private static bool IsHome(Reading reading, int at)
    {
        for (var i = at; i >= Math.Max(0, at - 3); i--)
        {
            if (reading.Tokens[i].Folded is "lives" or "live" or "living" or "lived" or "home" or "address" or "resides" or "discharged" or "moved" or "neighbour")
            {
                return true;
            }
        }

        return false;
    }

    // 100 Kirkgate: a street in one word, behind a number.
    private static int? SingleWord(Reading reading, int at)
    {
        if (!IsHouseNumber(reading, at, mayBeLetter: false) || at + 1 >= reading.Tokens.Count || reading.GapAfter(at) is not " " || reading.Tokens[at + 1].Kind != TokenKind.Word)
        {
            return null;
        }

        var word = reading.Tokens[at + 1].Folded;
        var single = word.Length >= 7 && (word.EndsWith("gate", StringComparison.Ordinal) || word is "broadway" or "cheapside" or "piccadilly" or "esplanade" or "promenade" || word.EndsWith("wynd", StringComparison.Ordinal) || word.EndsWith("side", StringComparison.Ordinal) && char.IsUpper(reading.Raw(at + 1)[0]));
        var known = word is "investigate" or "tailgate" or "floodgate" or "watergate" or "frigate" or "segregate" or "colgate" or "promulgate" or "delegate" or "aggregate" or "surrogate" or "irrigate" or "outside" or "roadside" or "poolside" or "inside" or "alongside" or "bedside" or "beside" or "upside" or "navigate" or "mitigate" or "interrogate" or "partygate" or "propagate";
        return single && !known ? at + 2 : null;
    }

    // Alma Road, with capitals, where no number stands: somebody lives, lay, was found there.
    private static int? Street(Reading reading, int at)
    {
        if (reading.Tokens[at].Kind != TokenKind.Word || !char.IsUpper(reading.Raw(at)[0]) || reading.Lexemes[at].Is(Cue.Common | Cue.Filler) || (at > 0 && Gaps.AreSpaces(reading.GapAfter(at - 1)) && reading.Tokens[at - 1].Kind == TokenKind.Word && char.IsUpper(reading.Raw(at - 1)[0]) && !reading.Lexemes[at - 1].Is(Cue.Common | Cue.Filler)))
        {
            return null;
        }

        if (StreetEnd(reading, at, numbered: false) is not { } next || IsWellKnown(reading, at) || IsShouted(reading, at, next))
        {
            return null;
        }

        for (var i = at; i < next; i++)
        {
            if (!char.IsUpper(reading.Raw(i)[0]) && reading.Tokens[i].Folded is not ("of" or "the" or "on" or "le" or "y" or "and"))
            {
                return null;
            }
        }

        return IsPlace(reading, at) && !IsPartOfName(reading, next) ? next : null;
    }

    private static bool IsShouted(Reading reading, int at, int next)
    {
        foreach (var c in reading.Text.AsSpan(reading.Tokens[at].Start, reading.Tokens[next - 1].End - reading.Tokens[at].Start))
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlace(Reading reading, int at)
    {
        var before = at > 0 ? reading.Tokens[at - 1].Folded : "";
        var earlier = at > 1 ? reading.Tokens[at - 2].Folded : "";
        return before is "on" or "in" or "at" or "from" or "off" or "along" or "down" or "up" or "near" or "round" or "to" or "of" or "address" || (before is "the" && earlier is "on" or "in" or "off");
    }

    // Abbey Road Surgery, Alma Road hospital: the name of a house of care or a shop.
    private static bool IsPartOfName(Reading reading, int next) =>
        next < reading.Tokens.Count && Gaps.AreSpaces(reading.GapAfter(next - 1)) && reading.Tokens[next].Folded is "hospital" or "surgery" or "clinic" or "practice" or "medical" or "centre" or "school" or "station" or "studios" or "hotel" or "church" or "primary" or "pharmacy" or "health" or "market" or "festival" or "ward" or "unit" or "campus" or "nursery" or "gallery" or "records" or "car";

    private static bool IsWellKnown(Reading reading, int at) =>
        reading.Tokens[at].Folded is "great" or "downing" or "coronation" or "fleet" or "wall" or "harley" or "sesame" or "abbey" or "oxford" or "regent" or "high" or "main" or "baker" or "carnaby" or "bond" or "quality" or "ramsay" or "easy"
            or "memory" or "silk" or "fast" or "penny" or "drury" or "threadneedle" or "brick" or "rodeo" or "mad" or "tin" or "revolutionary" or "civvy" or "queer" or "the" or "a";

    // 33 Balmoral Close, Pontyclun: the town, where a capital or a postcode behind it shows one.
    private static int WithTown(Reading reading, int next)
    {
        if (next >= reading.Tokens.Count || reading.GapAfter(next - 1) is not (", " or ",") || reading.Tokens[next].Kind != TokenKind.Word)
        {
            return next;
        }

        if (!char.IsUpper(reading.Raw(next)[0]))
        {
            return TownInSmallLetters(reading, next);
        }

        if (reading.Lexemes[next].Is(Cue.Common | Cue.Person | Cue.Filler | Cue.Clinical | Cue.Weekday | Cue.Month) || IsOutward(reading, next))
        {
            return next;
        }

        var behind = next + 1;
        while (behind < reading.Tokens.Count && behind <= next + 4 && reading.Tokens[behind].Kind == TokenKind.Word && reading.GapAfter(behind - 1) is " " or "-" or "' " or "’ " && !IsOutward(reading, behind))
        {
            var capital = char.IsUpper(reading.Raw(behind)[0]);
            var link = reading.Tokens[behind].Folded is "on" or "upon" or "the" or "le" or "in" or "by" or "under" or "de" or "la" or "y" or "cum";
            var hyphen = reading.GapAfter(behind - 1) is "-";
            if (!hyphen && !(capital && !reading.Lexemes[behind].Is(Cue.Common | Cue.Person)) && !(link && behind + 1 < reading.Tokens.Count && char.IsUpper(reading.Raw(behind + 1)[0]) && reading.GapAfter(behind) is " "))
            {
                break;
            }

            behind++;
        }

        return behind;
    }

    private static bool IsOutward(Reading reading, int at) => reading.Tokens[at].Folded.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    // "97 beech grove, bridgend" or "…, bridgend cf31 1aa": one word that ends the sentence or has a postcode behind it.
    private static int TownInSmallLetters(Reading reading, int at)
    {
        if (reading.Lexemes[at].Cues != Cue.None || reading.Tokens[at].Folded.Length < 3 || IsOutward(reading, at))
        {
            return at;
        }

        var behind = at + 1;
        while (behind < reading.Tokens.Count && behind <= at + 4 && reading.GapAfter(behind - 1) is "-")
        {
            behind++;
        }

        var ends = behind >= reading.Tokens.Count || reading.Tokens[behind].Kind is TokenKind.SentenceEnd or TokenKind.Symbol or TokenKind.Handle || reading.Tokens[behind].InHashtag || IsOutward(reading, behind) || reading.GapAfter(behind - 1) is not " "
            || reading.Lexemes[behind].Cues != Cue.None || char.IsUpper(reading.Raw(behind)[0]);
        return ends ? behind : at;
    }
}
