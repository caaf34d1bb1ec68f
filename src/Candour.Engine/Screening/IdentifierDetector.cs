namespace Candour.Engine.Screening;

/// <summary>
/// Finds numbers that stand for one person: hospital numbers (kind <c>hospital-number</c>), and those of staff, cases, incidents, National Insurance, professional registers,
/// bank cards (kind <c>identifier</c>, topics <c>staff</c>, <c>case</c>, <c>national-insurance</c>, <c>registration</c>, <c>card</c>, <c>bank</c>, <c>document</c>).
/// </summary>
/// <remarks>The word before decides; without one only a shape that hospitals use, in a clinical sentence, is taken. Parcels, tickets, models, batches say what they are.</remarks>
public sealed class IdentifierDetector : IDetector
{
    private const int ShortestAlone = 5;
    private const int Longest = 20;

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var taken = Taken.By(into, except: true, "age", "event-time");
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.Tokens[i].Kind is not (TokenKind.Word or TokenKind.Number) || reading.Tokens[i].InHashtag || reading.Tokens[i].Folded.Length > Longest)
            {
                continue;
            }

            if (NationalInsurance(reading, i) is { } afterNi)
            {
                i = Add(reading, i, afterNi, "identifier", "national-insurance", 0.97, "a National Insurance number", taken, into);
            }
            else if (BankNumber(reading, i) is var (afterBank, bankTopic, bankWhy))
            {
                i = Add(reading, i, afterBank, "identifier", bankTopic, 0.9, bankWhy, taken, into);
            }
            else if (Chain(reading, i) is { } chain)
            {
                if (Judge(reading, i, chain) is var (kind, topic, score, why))
                {
                    Add(reading, i, chain.Next, kind, topic, score, why, taken, into);
                }

                i = chain.Next - 1;
            }
        }
    }

    private static int Add(Reading reading, int first, int next, string kind, string? topic, double score, string why, Taken taken, List<Finding> into)
    {
        var (start, end) = (reading.Tokens[first].Start, reading.Tokens[next - 1].End - Possessive(reading, next - 1));
        if (taken.Overlaps(start, end))
        {
            return next - 1;
        }

        into.Add(new(kind, start, end, score, why) { Topic = topic });
        return next - 1;
    }

    // T815129's notes
    private static int Possessive(Reading reading, int at) => reading.Raw(at) is [.., '\'' or '’', 's' or 'S'] ? 2 : 0;

    /// <summary>Tokens joined without a space: W00/14676, A-56965, 665261H.</summary>
    private readonly record struct Joined(int Next, int Letters, int Digits, string Compact);

    private static Joined? Chain(Reading reading, int at)
    {
        var start = reading.Tokens[at].Start;
        if (start > 0 && (reading.Text[start - 1] is '£' or '$' or '€' or '@' or '_' || (start > 1 && reading.Text[start - 1] is '.' or ',' or ':' or '/' or '-' && (reading.Text[start - 1] == ':' ? char.IsDigit(reading.Text[start - 2]) : char.IsLetterOrDigit(reading.Text[start - 2])))))
        {
            return null;
        }

        var next = at + 1;
        var compact = reading.Tokens[at].Folded;
        while (next < reading.Tokens.Count && reading.GapAfter(next - 1) is "-" or "/" or "\u2011" or "–" && reading.Tokens[next].Kind is TokenKind.Word or TokenKind.Number && compact.Length + reading.Tokens[next].Folded.Length <= Longest)
        {
            compact += reading.Tokens[next].Folded;
            next++;
        }

        compact = Possessive(reading, next - 1) > 0 ? compact[..^1] : compact;
        var digits = 0;
        var letters = 0;
        foreach (var c in compact)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
        }

        // RX 123456: letters, a space, digits; only where both are written as a code.
        if (digits == 0 && next == at + 1 && letters is 1 or 2 or 3 && next < reading.Tokens.Count && Gaps.AreSpaces(reading.GapAfter(at)) && reading.Tokens[next].Kind == TokenKind.Number
            && reading.Tokens[next].Folded.Length is >= 5 and <= 8 && char.IsUpper(reading.Raw(at)[0]) && !reading.Lexemes[at].Is(Cue.Common | Cue.Hospital | Cue.Staff | Cue.Reference | Cue.Filler | Cue.Clinical | Cue.Phone))
        {
            return new(next + 1, letters, reading.Tokens[next].Folded.Length, compact + reading.Tokens[next].Folded);
        }

        var end = reading.Tokens[next - 1].End;
        var goesOn = end < reading.Text.Length && (reading.Text[end] is '%' or '@' or '_' || (end + 1 < reading.Text.Length && reading.Text[end] is '.' or ',' or ':' && char.IsAsciiDigit(reading.Text[end + 1])));
        return digits < 3 || letters > 6 || goesOn ? null : new(next, letters, digits, compact);
    }

    private static (string Kind, string? Topic, double Score, string Why)? Judge(Reading reading, int at, Joined chain)
    {
        if (IsMeasure(reading, chain) || (at > 0 && reading.Lexemes[at - 1].Is(Cue.Bed)) || (chain.Letters == 0 && chain.Digits == 4 && chain.Compact[0] == '0'))
        {
            return null;
        }

        var (cue, topic) = Announced(reading, at);
        if (IsNursePin(chain.Compact) && chain.Next == at + 1 && cue is not Cue.Reference)
        {
            return ("identifier", "registration", 0.9, "the registration number of a nurse or midwife");
        }

        return cue switch
        {
            Cue.Hospital when chain.Digits >= 4 && IsCode(chain, atLeast: 4) => ("hospital-number", null, 0.95, "a hospital number"),
            Cue.Staff when chain.Digits >= (topic is "case" ? 3 : topic is "national-insurance" or "document" ? 6 : 4) && !(chain.Letters == 0 && chain.Digits == 4 && (IsYear(chain.Compact) || reading.Tokens[at - 1].Folded is "at" or "by" or "until" or "from" or "since" or "around" or "on" or "in")) => ("identifier", topic, 0.9, topic is "staff" or "registration" ? "a number of a member of staff" : topic is "case" ? "the number of a case or an incident" : "the number of a personal document"),
            Cue.None or Cue.Filler when IsHospitalShape(reading, at, chain) && IsClinical(reading, at, chain.Next) => ("hospital-number", null, 0.8, "what looks like a hospital number, in words of care"),
            _ => null,
        };
    }

    // 98I1393E: year, letter for the month, four digits, letter.
    private static bool IsNursePin(string compact) =>
        compact.Length == 8 && char.IsAsciiLetter(compact[2]) && compact[2] <= 'l' && char.IsAsciiLetter(compact[7]) && compact.AsSpan(0, 2).IndexOfAnyExceptInRange('0', '9') < 0 && compact.AsSpan(3, 4).IndexOfAnyExceptInRange('0', '9') < 0 && compact[7] is 'e' or 'n' or 's' or 'w' or 'o' or 'c';

    private static bool IsCode(Joined chain, int atLeast) => chain.Compact.Length >= atLeast && (chain.Letters > 0 || chain.Digits >= ShortestAlone) && !(chain.Letters > 0 && EndsInUnit(chain.Compact));

    private static bool EndsInUnit(string compact) =>
        compact.EndsWith("mg", StringComparison.Ordinal) || compact.EndsWith("ml", StringComparison.Ordinal) || compact.EndsWith("mcg", StringComparison.Ordinal) || compact.EndsWith("hrs", StringComparison.Ordinal)
        || compact.EndsWith("pm", StringComparison.Ordinal) || compact.EndsWith("am", StringComparison.Ordinal) || compact.EndsWith("th", StringComparison.Ordinal) || compact.EndsWith("km", StringComparison.Ordinal);

    private static bool IsMeasure(Reading reading, Joined chain) =>
        chain.Letters == 0 && chain.Next < reading.Tokens.Count && reading.Lexemes[chain.Next].Is(Cue.Unit | Cue.TimeUnit) && Gaps.AreSpaces(reading.GapAfter(chain.Next - 1)) && (char.IsLower(reading.Raw(chain.Next)[0]) || reading.Tokens[chain.Next].Folded is "patients" or "pts")
        && reading.Tokens[chain.Next].Folded is not ("out" or "days" or "admissions" or "calls" or "ft" or "m" or "g" or "p");

    // The nearest word before that says what the number is.
    private static (Cue Cue, string? Topic) Announced(Reading reading, int at)
    {
        var number = false;
        for (var i = at - 1; i >= Math.Max(0, at - 5); i--)
        {
            var word = reading.Tokens[i].Folded;
            var lexeme = reading.Lexemes[i];
            if (reading.Tokens[i].Kind == TokenKind.SentenceEnd && !(word == "." && i > 0 && reading.Tokens[i - 1].Folded is "no" or "nos" or "num" or "hosp" or "ref" or "pt"))
            {
                return (number ? Cue.Filler : Cue.None, null);
            }

            if (word is "number" or "no" or "num" or "nr" or "id" or "#")
            {
                number = true;
                continue;
            }

            if (lexeme.Is(Cue.Nhs))
            {
                return (Cue.Nhs, null);
            }

            if (lexeme.Is(Cue.Staff) && !(word is "registration" && i > 0 && reading.Lexemes[i - 1].Is(Cue.Staff)))
            {
                return word is "case" && i > 0 && reading.Tokens[i - 1].Folded is "in" ? (Cue.None, null) : StaffTopic(word, number, at - i) is { } topic ? (Cue.Staff, topic) : (number ? Cue.Filler : Cue.None, null);
            }

            if (word is "reg" or "report" or "registration" && i > 0 && reading.Lexemes[i - 1].Is(Cue.Staff))
            {
                number = true;
                continue;
            }

            // crime ref, incident reference, patient ref
            if (word is "ref" or "reference" or "refno" or "log" && i > 0 && reading.Lexemes[i - 1].Is(Cue.Staff | Cue.Hospital))
            {
                number = true;
                continue;
            }

            if (lexeme.Is(Cue.Hospital) && (word is not ("hospital" or "hosp" or "unit" or "chart" or "notes" or "pas" or "hn") || number || at - i == 1 && word is not ("hospital" or "unit")))
            {
                return (Cue.Hospital, null);
            }

            if (lexeme.Is(Cue.Reference | Cue.Phone) && !lexeme.Is(Cue.Clinical))
            {
                return (Cue.Reference, null);
            }

            if (!lexeme.Is(Cue.Filler) && reading.Tokens[i].Kind == TokenKind.Word)
            {
                return (number ? Cue.Filler : Cue.None, null);
            }
        }

        return (number ? Cue.Filler : Cue.None, null);
    }

    private static string? StaffTopic(string word, bool number, int distance) => word switch
    {
        "emp" or "staff" or "employee" or "personnel" or "badge" or "assignment" => number || distance == 1 && word is not "staff" and not "badge" ? "staff" : null,
        "payroll" or "esr" or "smartcard" => "staff",
        "nmc" or "gmc" or "hcpc" or "gphc" or "gdc" or "registration" => "registration",
        "case" => number || distance == 1 ? "case" : null,
        "incident" or "datix" or "crime" or "cad" or "caseno" => "case",
        "passport" or "licence" or "license" => "document",
        "ni" or "nino" or "insurance" => "national-insurance",
        _ => null,
    };

    // [letters]digits as patient systems issue them.
    private static bool IsHospitalShape(Reading reading, int at, Joined chain)
    {
        var compact = chain.Compact;
        var first = compact.AsSpan().IndexOfAnyInRange('0', '9');
        var tail = compact.AsSpan(first).IndexOfAnyExceptInRange('0', '9');
        var plain = chain.Letters == 0 && chain.Next == at + 1 && chain.Digits is 7 or 8 && !IsDate(compact);
        var prefixed = first is >= 1 and <= 3 && tail < 0 && chain.Digits is >= 5 and <= 8 && !IsTicket(compact.AsSpan(0, first));
        var suffixed = first == 0 && tail >= 5 && chain.Digits is >= 5 and <= 8 && compact.Length - tail == 1 && chain.Next == at + 1 && compact[^1] is not ('k' or 'm' or 'p' or 'g' or 'l' or 's');
        return plain || prefixed || suffixed;
    }

    private static bool IsYear(string compact) => compact.StartsWith("19", StringComparison.Ordinal) || compact.StartsWith("20", StringComparison.Ordinal);

    private static bool IsDate(string compact) => compact.Length == 8 && (compact.StartsWith("19", StringComparison.Ordinal) || compact.StartsWith("20", StringComparison.Ordinal));

    private static bool IsTicket(ReadOnlySpan<char> prefix) => prefix is "inc" or "req" or "chg" or "rit" or "tkt" or "po" or "so" or "jd" or "job" or "ref" or "wo" or "ord" or "inv" or "ng" or "cg" or "ta" or "iso" or "en" or "bs" or "pmc" or "gb" or "rm" or "ext" or "ver" or "v" or "sku" or "ean" or "psn" or "tel" or "no" or "fy" or "rs";

    private static bool IsClinical(Reading reading, int at, int next)
    {
        for (var i = Math.Max(0, at - 10); i < Math.Min(reading.Tokens.Count, next + 10); i++)
        {
            if ((i < at || i >= next) && reading.Lexemes[i].Is(Cue.Clinical | Cue.Bed) && !reading.Tokens[i].InHashtag && reading.Tokens[i].Folded is not ("form" or "request" or "label" or "labels" or "operation" or "drug" or "drugs" or "hospital" or "nurse" or "nurses" or "doctors" or "doctor" or "record" or "crew" or "path" or "section"))
            {
                return true;
            }
        }

        return false;
    }

    // QQ 12 34 56 C in any grouping.
    private static int? NationalInsurance(Reading reading, int at)
    {
        var word = reading.Tokens[at].Folded;
        if (word.Length is < 2 or > 9 || !char.IsAsciiLetter(word[0]) || !char.IsAsciiLetter(word[1]) || (word.Length > 2 && !char.IsAsciiDigit(word[2])))
        {
            return null;
        }

        var compact = word;
        var next = at + 1;
        while (compact.Length < 9 && next < reading.Tokens.Count && next - at <= 4 && Gaps.AreSpacesOrDashes(reading.GapAfter(next - 1)) && reading.GapAfter(next - 1).Length <= 2 && compact.Length + reading.Tokens[next].Folded.Length <= 9
            && reading.Tokens[next].Kind is TokenKind.Word or TokenKind.Number)
        {
            compact += reading.Tokens[next].Folded;
            next++;
        }

        if (compact.Length != 9 || compact[8] is not ('a' or 'b' or 'c' or 'd') || compact.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        var prefix = compact.AsSpan(0, 2);
        var possible = prefix is "qq" || (compact[0] is not ('d' or 'f' or 'i' or 'q' or 'u' or 'v') && compact[1] is not ('d' or 'f' or 'i' or 'o' or 'q' or 'u' or 'v') && prefix is not ("bg" or "gb" or "kn" or "nk" or "nt" or "tn" or "zz"));
        var isWord = word.Length == 2 && reading.Lexemes[at].Is(Cue.Common | Cue.Filler) && !char.IsUpper(reading.Raw(at)[0]);
        var other = at > 0 && reading.Lexemes[at - 1].Is(Cue.Reference) && !reading.Lexemes[at - 1].Is(Cue.Staff);
        return possible && !isWord && !other ? next : null;
    }

    // Cards by their check digit, sort codes and accounts by their words, IBANs.
    private static (int Next, string Topic, string Why)? BankNumber(Reading reading, int at)
    {
        if (reading.Tokens[at].Kind == TokenKind.Number)
        {
            var digits = reading.Tokens[at].Folded;
            var next = at + 1;
            while (digits.Length < 19 && next < reading.Tokens.Count && reading.GapAfter(next - 1) is " " or "-" && reading.Tokens[next].Kind == TokenKind.Number && reading.Tokens[next].Folded.Length is >= 3 and <= 6 && reading.Tokens[next - 1].Folded.Length is >= 4 and <= 6)
            {
                digits += reading.Tokens[next].Folded;
                next++;
            }

            if (digits.Length is >= 13 and <= 19 && digits[0] is >= '2' and <= '6' && PassesLuhn(digits))
            {
                return (next, "card", "the number of a bank card");
            }

            var isSort = at + 2 < reading.Tokens.Count && digits.Length == 2 && reading.GapAfter(at) is "-" or " " && reading.GapAfter(at + 1) is "-" or " " && reading.Tokens[at + 1].Folded.Length == 2 && reading.Tokens[at + 2].Folded.Length == 2
                && reading.Tokens[at + 1].Kind == TokenKind.Number && reading.Tokens[at + 2].Kind == TokenKind.Number && at > 1 && (reading.Tokens[at - 1].Folded is "code" or "sortcode" || reading.Tokens[at - 2].Folded is "code" or "sortcode") && (reading.Tokens[at - 1].Folded is "sortcode" or "sort" || reading.Tokens[at - 2].Folded is "sort" or "sortcode");
            return isSort ? (at + 3, "bank", "a sort code") : null;
        }

        var word = reading.Tokens[at].Folded;
        var iban = word.Length >= 4 && word.StartsWith("gb", StringComparison.Ordinal) && char.IsAsciiDigit(word[2]) && char.IsAsciiDigit(word[3]);
        if (!iban)
        {
            return null;
        }

        var length = word.Length;
        var behind = at + 1;
        while (length < 22 && behind < reading.Tokens.Count && reading.GapAfter(behind - 1) is " " && reading.Tokens[behind].Folded.Length is 4 or 2)
        {
            length += reading.Tokens[behind].Folded.Length;
            behind++;
        }

        return length == 22 ? (behind, "bank", "an international bank account number") : null;
    }

    private static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            var doubled = (i % 2 == 0 ? 1 : 2) * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }
}
