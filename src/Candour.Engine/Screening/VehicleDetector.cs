namespace Candour.Engine.Screening;

/// <summary>Finds UK number plates: AB12 CDE, A123 BCD, ABC 123D, AIZ 1234 and, where the words speak of a vehicle, dateless ones. Call signs, roads and buses are none.</summary>
public sealed class VehicleDetector : IDetector
{
    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var token = reading.Tokens[i];
            if (token.Kind is not (TokenKind.Word or TokenKind.Number) || token.InHashtag || token.Folded.Length > 7)
            {
                continue;
            }

            if (Plate(reading, i) is { } next)
            {
                into.Add(new("vehicle", token.Start, reading.Tokens[next - 1].End, 0.85, "a number plate"));
                i = next - 1;
            }
        }
    }

    private static int? Plate(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        var alone = at + 1;
        if (word.Length is >= 5 and <= 7 && Form(word, word.Length) is var form && form != PlateForm.None && IsMeant(reading, at, alone, form, joined: true))
        {
            return alone;
        }

        if (alone >= reading.Tokens.Count || word.Length > 4 || reading.Tokens[alone].Folded.Length > 4 || !(Gaps.AreSpacesOrDashes(reading.GapAfter(at)) && reading.GapAfter(at).Length is 1 or 2) || reading.Tokens[alone].Kind is not (TokenKind.Word or TokenKind.Number))
        {
            return null;
        }

        var both = word + reading.Tokens[alone].Folded;
        return Form(both, word.Length) is var split && split != PlateForm.None && IsMeant(reading, at, alone + 1, split, joined: false) ? alone + 1 : null;
    }

    private enum PlateForm
    {
        None,
        Current,
        Prefix,
        Suffix,
        Northern,
        Dateless,
    }

    private static PlateForm Form(string plate, int split)
    {
        Span<char> shape = stackalloc char[plate.Length];
        for (var i = 0; i < plate.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(plate[i]))
            {
                return PlateForm.None;
            }

            shape[i] = char.IsAsciiDigit(plate[i]) ? '9' : 'A';
        }

        var whole = split == plate.Length;
        if (shape is "AA99AAA" && (whole || split == 4))
        {
            var year = ((plate[2] - '0') * 10) + plate[3] - '0';
            var possible = year is (>= 1 and <= 49) or (>= 51 and <= 99) && plate.AsSpan(0, 2).IndexOfAny('i', 'q', 'z') < 0 && plate.AsSpan(4).IndexOfAny('i', 'q') < 0;
            return possible ? PlateForm.Current : PlateForm.None;
        }

        if (shape is "A999AAA" or "A99AAA" or "A9AAA" && (whole || split == plate.Length - 3))
        {
            return plate[0] is 'i' or 'o' or 'u' or 'z' || plate.AsSpan(plate.Length - 3).IndexOfAny('i', 'q') >= 0 ? PlateForm.None : PlateForm.Prefix;
        }

        if (shape is "AAA999A" or "AAA99A" or "AAA9A" && (whole || split == 3))
        {
            return plate[^1] is 'i' or 'o' or 'q' or 'u' or 'z' ? PlateForm.None : PlateForm.Suffix;
        }

        if (shape is "AAA9999" && (whole || split == 3) && (plate[1] is 'i' or 'z' || plate[2] is 'z'))
        {
            return PlateForm.Northern;
        }

        var dateless = shape is "AAA999" or "AAA99" or "AA9999" or "AA999" or "999AAA" or "9999AA" or "A9999" or "9999A" or "AAA9" or "9AAA" && (whole || (split is 1 or 2 or 3 or 4));
        return dateless ? PlateForm.Dateless : PlateForm.None;
    }

    private static bool IsMeant(Reading reading, int at, int next, PlateForm form, bool joined)
    {
        var raw = reading.Raw(at);
        var last = reading.Raw(next - 1);
        var upper = IsUpper(raw) && IsUpper(last);
        var (near, far, other) = Words(reading, at, next);
        if (other)
        {
            return false;
        }

        var letters = reading.Tokens[next - 1].Folded;
        var word = !joined && reading.Lexemes[next - 1].Is(Cue.Common | Cue.Clinical | Cue.Month | Cue.Weekday | Cue.Filler | Cue.Person | Cue.TimeUnit | Cue.Unit | Cue.Bed | Cue.Street);
        return form switch
        {
            PlateForm.Current => near || (upper && !word && !(IsShouted(reading.Text) && !far && reading.Tokens.Count > next - at)) || (joined && far),
            PlateForm.Prefix or PlateForm.Suffix => (near && (!word || IsRegistered(reading, at))) || (upper && !word && (far || (HasThreeDigits(reading, at, next) && !IsShouted(reading.Text) && letters.Length > 0))),
            PlateForm.Northern => near || (upper && far),
            _ => near && upper && IsRegistered(reading, at),
        };
    }

    private static bool HasThreeDigits(Reading reading, int at, int next)
    {
        var digits = 0;
        for (var i = reading.Tokens[at].Start; i < reading.Tokens[next - 1].End; i++)
        {
            digits += char.IsAsciiDigit(reading.Text[i]) ? 1 : 0;
        }

        return digits == 3 && !reading.Lexemes[at].Is(Cue.Common | Cue.Clinical | Cue.Reference | Cue.Bed);
    }

    private static bool IsUpper(ReadOnlySpan<char> raw)
    {
        foreach (var c in raw)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsShouted(string text)
    {
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 400)))
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRegistered(Reading reading, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            if (reading.Tokens[i].Folded is "reg" or "registration" or "plate" or "plates" or "numberplate")
            {
                return true;
            }
        }

        return false;
    }

    // A word of vehicles close by, one further off, or a word that says that it is something else.
    private static (bool Near, bool Far, bool Other) Words(Reading reading, int at, int next)
    {
        var (near, far, other) = (false, false, false);
        for (var i = Math.Max(0, at - 10); i < Math.Min(reading.Tokens.Count, next + 8); i++)
        {
            if (i >= at && i < next)
            {
                continue;
            }

            var distance = i < at ? at - i : i - next + 1;
            var vehicle = reading.Lexemes[i].Is(Cue.Vehicle);
            near |= vehicle && distance <= 5;
            far |= vehicle;
            other |= distance <= 2 && i < at && reading.Tokens[i].Folded is "model" or "batch" or "lot" or "ref" or "reference" or "order" or "part" or "serial" or "callsign" or "sign" or "flight" or "bus" or "voucher" or "code" or "booking" or "postcode" or "version" or "ticket" or "parcel" or "asset" or "sku" or "medic" or "crew" or "hosp" or "mrn" or "pt" or "pin";
        }

        return (near, far, other);
    }
}
