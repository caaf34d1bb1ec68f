namespace Candour.Engine.Screening;

/// <summary>Finds NHS numbers (and CHI and health and care numbers, which share the form): ten digits that pass modulus 11, in words that make them one.</summary>
/// <remarks>
/// One ten-digit number in eleven passes the check by chance, and an ISBN-10 has the very same check, so the words around decide: the letters NHS,
/// or a clinical setting and no word of orders, parcels, bills, tickets or telephones nearer.
/// Source: NHS Data Dictionary, NHS NUMBER. Checked: 2026-11-30.
/// </remarks>
public sealed class NhsNumberDetector : IDetector
{
    private const int Length = 10;
    private const int Near = 6;
    private const int Around = 30;

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var groups = reading.DigitGroups;
        for (var i = 0; i < groups.Length; i++)
        {
            if (LastGroup(reading.Text, groups, i, out var usual) is var last and >= 0
                && Judge(reading, groups[i].Start, groups[last].End, usual) is { } why)
            {
                into.Add(new("nhs-number", groups[i].Start, groups[last].End, why.Score, why.Words));
                i = last;
            }
        }
    }

    /// <summary>Whether ten digits end in the right check digit.</summary>
    /// <param name="digits">Exactly ten of 0 to 9.</param>
    /// <remarks>999 000 0018: weights 10 to 2 give 90+81+72+0+0+0+0+0+2 = 245; 245 mod 11 = 3; 11-3 = 8, the tenth digit.</remarks>
    public static bool HasValidCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            sum += (digits[i] - '0') * (Length - i);
        }

        return (11 - (sum % 11)) % 11 == digits[Length - 1] - '0' && digits.IndexOfAnyExcept(digits[0]) >= 0;
    }

    // The group with which ten valid digits end, or -1; usual when they are grouped as NHS numbers are.
    private static int LastGroup(string text, DigitGroup[] groups, int first, out bool usual)
    {
        usual = false;
        if (IsJoinedBefore(text, groups, first))
        {
            return -1;
        }

        Span<char> digits = stackalloc char[Length];
        var n = 0;
        var shape = "";
        var gaps = default(ReadOnlySpan<char>);
        var even = true;
        for (var i = first; i < groups.Length && n + groups[i].Digits.Length <= Length; i++)
        {
            if (i > first && (!IsSeparator(text.AsSpan(groups[i - 1].End, groups[i].Start - groups[i - 1].End)) || groups[i].AfterLetter))
            {
                return -1;
            }

            if (i > first)
            {
                var gap = text.AsSpan(groups[i - 1].End, groups[i].Start - groups[i - 1].End);
                even &= (i == first + 1 || gap.SequenceEqual(gaps)) && gap is " " or "-" or "\u00A0";
                gaps = gap;
            }

            groups[i].Digits.CopyTo(digits[n..]);
            n += groups[i].Digits.Length;
            shape += (char)('0' + Math.Min(9, groups[i].Digits.Length));
            if (n == Length)
            {
                usual = shape is "334" or "3322" or "343";
                var plain = groups[i].Digits.Length == Length;
                return !IsJoinedBehind(text, groups, i) && (usual || plain || even) && HasValidCheckDigit(digits) ? i : -1;
            }
        }

        return -1;
    }

    private static bool IsSeparator(ReadOnlySpan<char> gap) =>
        gap.Length is >= 1 and <= 3 && Gaps.AreInNumber(gap) && gap.Count('.') <= 1;

    // Part of a longer number: 1-999-000-0018, £999..., 3.9990000018, x9990000018.
    private static bool IsJoinedBefore(string text, DigitGroup[] groups, int first)
    {
        var start = groups[first].Start;
        if (start == 0)
        {
            return false;
        }

        var before = text[start - 1];
        if (groups[first].AfterLetter)
        {
            return !IsNhsBefore(text, start);
        }

        return before is '£' or '$' or '€' or '+' || (before is '-' or '.' or '/' or ',' or '\u2011' && start > 1 && char.IsLetterOrDigit(text[start - 2]) && first > 0 && groups[first - 1].End >= start - 1);
    }

    private static bool IsJoinedBehind(string text, DigitGroup[] groups, int last)
    {
        var end = groups[last].End;
        if (end >= text.Length)
        {
            return false;
        }

        var joined = text[end] is '-' or '.' or '/' or ',' or '@' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]) && last + 1 < groups.Length && groups[last + 1].Start == end + 1;
        var runOn = groups[last].BeforeLetter && end + 2 < text.Length && !(char.IsLetter(text[end + 1]) && char.IsLetter(text[end + 2]));
        return joined || runOn || text[end] is '%' || (groups[last].BeforeLetter && end + 2 >= text.Length);
    }

    private static bool IsNhsBefore(string text, int start)
    {
        var from = start;
        while (from > 0 && start - from < 9 && char.IsLetter(text[from - 1]))
        {
            from--;
        }

        var word = text.AsSpan(from, start - from);
        return word.Contains("nhs", StringComparison.OrdinalIgnoreCase) || word.Equals("no", StringComparison.OrdinalIgnoreCase) || word.Equals("number", StringComparison.OrdinalIgnoreCase);
    }

    private static (double Score, string Words)? Judge(Reading reading, int start, int end, bool usual)
    {
        var lexemes = reading.Lexemes;
        var before = reading.TokenAt(start) - 1;
        var behind = reading.TokenAt(end - 1) + 1;
        var (nhs, reference, care) = Nearest(reading, before, behind);
        if (nhs is { } n && (reference is not { } r || n <= r))
        {
            return (0.99, "ten digits that pass the check of an NHS number, with NHS beside them");
        }

        if (reference is { } near && near <= 4 && (care is not { } c || near < c))
        {
            return null;
        }

        var (clinical, person, other) = Setting(lexemes, reading, before, behind);
        var unclaimed = other.Count == 0 && reference is null && IsUnclaimed(reading, before, behind);
        var cared = clinical.Count > 0 && (other.Count == 0 || clinical.Distance <= other.Distance || clinical.Count > other.Count);
        var aboutSomebody = other.Count == 0 && reference is null && (person >= 2 || (person == 1 && usual) || StandsForSomebody(reading, before, behind));
        return cared ? (0.9, "ten digits that pass the check of an NHS number, in words of care")
            : aboutSomebody || unclaimed ? (0.7, "ten digits that pass the check of an NHS number, in words about a person")
            : null;
    }

    // How many tokens away the nearest word of each kind stands: NHS; orders, tickets, telephones; a patient or what is done for one.
    private static (int? Nhs, int? Reference, int? Care) Nearest(Reading reading, int before, int behind)
    {
        var (nhs, reference, care) = ((int?)null, (int?)null, (int?)null);
        var lexemes = reading.Lexemes;
        var about = false;
        for (var (i, passed) = (before, 0); i >= 0 && passed <= Near; i--, passed++)
        {
            var lexeme = reading.Tokens[i].InHashtag && !lexemes[i].Is(Cue.Nhs) ? default : lexemes[i];
            about |= reading.Tokens[i].Folded is "about" or "re" or "regarding" or "concerning";
            if (IsNhs(reading, i))
            {
                if (IsDenied(reading, 0, i))
                {
                    return (null, 0, null);
                }

                nhs ??= IsOfTheService(reading, i) ? null : passed;
            }
            else if (lexeme.Is(Cue.Clinical) && !lexeme.Is(Cue.Setting | Cue.Reference))
            {
                care ??= passed;
            }
            else if (about && lexeme.Is(Cue.Phone))
            {
                continue;
            }
            else if ((lexeme.Is(Cue.Reference | Cue.Phone) && (!IsWeakReference(reading.Tokens[i].Folded) || (passed == 0 && reading.Tokens[i].Folded is "pass" or "line")) && !FollowsNhs(lexemes, i)) || (lexeme.Is(Cue.Staff) && (reading.Tokens[i].Folded is not ("staff" or "case" or "insurance") || passed <= 1)))
            {
                reference ??= passed;
            }
        }

        var sentence = reading.Tokens[Math.Min(before + 1, reading.Tokens.Count - 1)].Sentence;
        for (var (i, passed) = (behind, 1); i < reading.Tokens.Count && passed <= Near + 1; i++, passed++)
        {
            var named = lexemes[i].Is(Cue.Nhs) && ((i + 1 < lexemes.Length && reading.Tokens[i + 1].Folded is "number" or "no" or "num" or "nr" or "numbers" or "id") || reading.Tokens[i].Folded.Length > 3 || passed == 1);
            if (lexemes[i].Is(Cue.Nhs) && IsDenied(reading, behind, i))
            {
                return (null, 0, null);
            }

            if (named)
            {
                nhs = Math.Min(nhs ?? int.MaxValue, passed);
            }
            else if (reading.Tokens[i].InHashtag)
            {
                continue;
            }
            else if (passed <= 3 && lexemes[i].Is(Cue.Clinical) && !lexemes[i].Is(Cue.Setting | Cue.Reference))
            {
                care = Math.Min(care ?? int.MaxValue, passed);
            }
            else if (passed <= 3 && reading.Tokens[i].Folded is "ringing" or "calling" or "called" or "rang" or "calls" or "texting" or "texted")
            {
                reference = Math.Min(reference ?? int.MaxValue, passed);
            }
            else if (passed <= 3 && reading.Tokens[i].Sentence == sentence && lexemes[i].Is(Cue.Reference) && !lexemes[i].Is(Cue.Clinical) && !IsWeakReference(reading.Tokens[i].Folded) && reading.Tokens[i].Folded is not ("ref" or "reference" or "booked" or "booking" or "collect" or "lost" or "code"))
            {
                reference = Math.Min(reference ?? int.MaxValue, passed);
            }
        }

        return (nhs, reference, care);
    }

    // Words that patients' numbers stand beside as well.
    private static bool IsWeakReference(string word) =>
        word is "number" or "contact" or "incident" or "sample" or "samples" or "test" or "pass" or "line" or "system" or "log" or "register" or "transfer" or "random" or "booked";

    // Nothing says that the number is a thing's, and it stands where a name would.
    private static bool IsUnclaimed(Reading reading, int before, int behind)
    {
        var words = 0;
        for (var i = Math.Max(0, before - Around); i < Math.Min(reading.Tokens.Count, behind + Around); i++)
        {
            if (i > before && i < behind)
            {
                continue;
            }

            if (reading.Lexemes[i].Is(Cue.Phone | Cue.Reference) && !reading.Tokens[i].InHashtag)
            {
                return false;
            }

            words += reading.Tokens[i].Kind == TokenKind.Word && !reading.Tokens[i].InHashtag ? 1 : 0;
        }

        return words >= 3 && (before < 0 || reading.Tokens[before].Kind == TokenKind.SentenceEnd || reading.Tokens[before].Folded is "for" or "of" or "about" or "after" or "with" or "on" or "to" or "from" or "re" or "by" or "and" or "that" or "has" or "had");
    }

    // "rang about 999...", "999... needs a bed": where a name would stand, and no noun right before that the number could belong to.
    private static bool StandsForSomebody(Reading reading, int before, int behind)
    {
        if (before >= 0 && reading.Tokens[before].Kind != TokenKind.SentenceEnd && reading.Tokens[before].Sentence == reading.Tokens[Math.Min(behind, reading.Tokens.Count - 1)].Sentence
            && reading.Tokens[before].Folded is "about" or "re" or "regarding" or "with" or "refer" or "referring" or "admit" or "admitting" or "discharge" or "discharging" or "moved" or "move" or "moving" or "find" or "lost" or "has" or "did" or "does" or "where" or "why" or "chase" or "chasing" or "chased" or "see" or "seen" or "seeing" or "review" or "reviewing" or "found" or "assess" or "clerk" or "nursing" or "consent")
        {
            return true;
        }

        var begins = before < 0 || reading.Tokens[before].Kind == TokenKind.SentenceEnd || reading.Tokens[before].Folded is "has" or "is" or "for" or "on" or "from" or "if" or "when" or "and" or "that" or "but" or "of" or "to" or "can" or "booked";
        return begins && behind < reading.Tokens.Count && reading.Tokens[behind].Folded is "needs" or "need" or "died" or "wants" or "wanted" or "went" or "came" or "keeps" or "refuses" or "refused" or "fell" or "absconded" or "self" or "hasnt" or "isnt" or "wont" or "cant" or "been" or "gone" or "had" or "has" or "one" or "in" or "please" or "asap" or "again" or "is" or "was" or "still"
            && !(reading.Tokens[behind].Folded is "is" or "was" or "has" or "in" or "please" or "again" or "still" && (before < 0 || reading.Tokens[before].Kind == TokenKind.SentenceEnd));
    }


    // NHS discount, NHS staff lottery: the service, not the number. NHS no, NHS ref, NHS: do announce one.
    private static bool IsOfTheService(Reading reading, int nhs)
    {
        var next = nhs + 1;
        return next < reading.Tokens.Count && reading.Tokens[next].Kind == TokenKind.Word && reading.Tokens[nhs].Folded.Length == 3
            && reading.Tokens[next].Folded is "staff" or "discount" or "lottery" or "trust" or "mail" or "pension" or "pensions" or "supply" or "email" or "app" or "jobs" or "uk" or "england" or "charity" or "charities" or "shared" or "direct" or "bsa" or "fleet" or "logistics" or "professionals" or "blood" or "hero" or "heroes" or "together" or "helpline";
    }

    // nhs, N.H.S.
    private static bool IsNhs(Reading reading, int at) =>
        reading.Lexemes[at].Is(Cue.Nhs) || (at > 1 && reading.Tokens[at].Folded is "s" && reading.Tokens[at - 1].Folded is "h" && reading.Tokens[at - 2].Folded is "n");

    private static bool FollowsNhs(Lexeme[] lexemes, int at) => at > 0 && lexemes[at - 1].Is(Cue.Nhs);

    // not an NHS number, isn't a real NHS number
    private static bool IsDenied(Reading reading, int from, int to)
    {
        for (var i = to - 1; i >= Math.Max(from, to - 3); i--)
        {
            var word = reading.Tokens[i].Folded;
            if (word is "not" or "isnt" or "aint" or "wasnt" or "never" || (i == to - 1 && word is "no"))
            {
                return true;
            }

            if (word is not ("a" or "an" or "the" or "my" or "her" or "his" or "your" or "real" or "valid" or "actual" or "even" or "actually" or "proper"))
            {
                return false;
            }
        }

        return false;
    }

    private static ((int Count, int Distance) Clinical, int Person, (int Count, int Distance) Other) Setting(Lexeme[] lexemes, Reading reading, int before, int behind)
    {
        var clinical = (Count: 0, Distance: int.MaxValue);
        var other = (Count: 0, Distance: int.MaxValue);
        var person = 0;
        for (var i = Math.Max(0, before - Around); i < Math.Min(lexemes.Length, behind + Around); i++)
        {
            if (i > before && i < behind)
            {
                continue;
            }

            var distance = i <= before ? before - i : i - behind + 1;
            var lexeme = lexemes[i];
            if (reading.Tokens[i].InHashtag)
            {
                continue;
            }

            if ((lexeme.Is(Cue.Clinical) && !lexeme.Is(Cue.Reference)) || (lexeme.Is(Cue.Birth) && reading.Tokens[i].Folded[0] == 'd') || (lexeme.Is(Cue.Bed) && i + 1 < lexemes.Length && reading.Tokens[i + 1].Kind == TokenKind.Number)
                || (i > 1 && reading.Tokens[i].Folded is "e" && reading.Tokens[i - 1].Folded is "&" && reading.Tokens[i - 2].Folded is "a"))
            {
                clinical = (clinical.Count + 1, Math.Min(clinical.Distance, distance));
            }
            else if (lexeme.Is(Cue.Reference) && !lexeme.Is(Cue.Person | Cue.Clinical) && reading.Tokens[i].Folded is not ("ref" or "job" or "booked" or "random" or "return" or "book" or "test" or "tests" or "transfer" or "collect" or "pass" or "parking" or "car" or "charge" or "sort" or "item"))
            {
                other = (other.Count + 1, Math.Min(other.Distance, distance));
            }

            person += lexeme.Is(Cue.Person) ? 1 : 0;
            person += i + 1 < lexemes.Length && reading.Tokens[i].Folded is "look" or "looked" or "pull" or "pulled" or "search" or "searched" && reading.Tokens[i + 1].Folded is "up" ? 1 : 0;
        }

        return (clinical, person, other);
    }
}
