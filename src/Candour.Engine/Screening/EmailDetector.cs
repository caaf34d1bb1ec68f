namespace Candour.Engine.Screening;

/// <summary>Finds e-mail addresses, written (<c>j.smith@nhs.net</c>) and read aloud (<c>j dot smith at nhs dot net</c>).</summary>
public sealed class EmailDetector : IDetector
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    private static readonly System.Buffers.SearchValues<char> LocalMarks = System.Buffers.SearchValues.Create("._0123456789");

    /// <inheritdoc/>
    public void Find(Reading reading, List<Finding> into)
    {
        var text = reading.Text;
        for (var i = text.AsSpan().IndexOfAny('@', '\uFF20'); i >= 0 && i < text.Length;)
        {
            if (Written(text, i) is { } span)
            {
                into.Add(new("email", span.Start, span.End, 0.99, "an e-mail address"));
            }

            var next = text.AsSpan(i + 1).IndexOfAny('@', '\uFF20');
            i = next < 0 ? text.Length : i + 1 + next;
        }

        FindSpoken(reading, into);
    }

    private static (int Start, int End)? Written(string text, int at)
    {
        // j.smith @ nhs.net
        var left = at > 1 && text[at - 1] == ' ' ? at - 1 : at;
        var right = at + 2 < text.Length && text[at + 1] == ' ' && char.IsLetterOrDigit(text[at + 2]) ? at + 2 : at + 1;
        var spaced = left < at || right > at + 1;
        var start = left;
        while (start > 0 && left - start < LongestLocal && IsLocal(text[start - 1]))
        {
            start--;
        }

        while (start < left && (text[start] is '.' or '-' or '\'' or '’' or '+' or '%' or '&' || Letters.IsInvisible(text[start])))
        {
            start++;
        }

        var end = right;
        while (end < text.Length && end - at < LongestDomain && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or '．' || Letters.IsInvisible(text[end])))
        {
            end++;
        }

        if (start == left || end == right || (left - start == LongestLocal && start > 0 && IsLocal(text[start - 1])) || text[left - 1] == '.')
        {
            return null;
        }

        if (spaced && text.AsSpan(start, left - start).IndexOfAny(LocalMarks) < 0)
        {
            return null;
        }

        var domain = Letters.Fold(text.AsSpan(right, end - right));
        var kept = Domains.ValidLength(domain);
        if (kept == 0)
        {
            return null;
        }

        // Give back what does not belong: a full stop, or words run on behind it.
        while (kept < domain.Length && end > right)
        {
            end--;
            domain = Letters.Fold(text.AsSpan(right, end - right));
        }

        while (Letters.IsInvisible(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%' or '\'' or '’' or '&' || Letters.IsInvisible(c);

    private static void FindSpoken(Reading reading, List<Finding> into)
    {
        for (var i = 1; i + 1 < reading.Tokens.Count; i++)
        {
            var word = reading.Tokens[i].Folded;
            var sign = IsSign(reading, i);
            if (word is not "at" && !sign)
            {
                continue;
            }

            if (DomainEnd(reading, i + 1, out var dotsSpoken) is var end && end < 0)
            {
                continue;
            }

            var start = LocalStart(reading, i - 1, out var dotInLocal);
            if (start < 0)
            {
                continue;
            }

            var bracketed = reading.Text.AsSpan(reading.Tokens[i - 1].End, reading.Tokens[i].Start - reading.Tokens[i - 1].End).IndexOfAny("[({<*") >= 0;
            if (bracketed || sign || dotInLocal || IsName(reading, start, dotsSpoken))
            {
                into.Add(new("email", reading.Tokens[start].Start, reading.Tokens[end].End, 0.9, "an e-mail address read aloud"));
                i = end;
            }
        }
    }

    private static bool IsSign(Reading reading, int at) => reading.Tokens[at].Folded is "atsign" or "arroba";

    private static int DomainEnd(Reading reading, int at, out bool spoken)
    {
        spoken = false;
        var labels = 0;
        var last = -1;
        var tail = "";
        for (var i = at; i < reading.Tokens.Count && labels < 8; i++)
        {
            if (reading.Tokens[i].Kind is not (TokenKind.Word or TokenKind.Number) || reading.Tokens[i].InHashtag)
            {
                break;
            }

            var word = reading.Tokens[i].Folded;
            if (Domains.IsTop(word) && labels > 0)
            {
                last = i;
                tail = word;
            }

            labels++;
            if (i + 2 < reading.Tokens.Count && reading.Tokens[i + 1].Folded is "dot")
            {
                spoken = true;
                i++;
                continue;
            }

            if (i + 1 < reading.Tokens.Count && reading.GapAfter(i) is "." or " . " or "[.]" or "(.)" or " ." or ". ")
            {
                var tight = reading.GapAfter(i) is "." or "[.]" or "(.)";
                if (tight)
                {
                    continue;
                }
            }

            break;
        }

        return tail.Length > 0 ? last : -1;
    }

    private static int LocalStart(Reading reading, int at, out bool dotted)
    {
        dotted = false;
        if (reading.Tokens[at].Kind is not (TokenKind.Word or TokenKind.Number))
        {
            return -1;
        }

        var start = at;
        while (start > 0 && at - start < 10)
        {
            var joined = reading.GapAfter(start - 1) is "." or "_" or "-" or "+";
            if (joined && reading.Tokens[start - 1].Kind is TokenKind.Word or TokenKind.Number)
            {
                dotted = true;
                start--;
            }
            else if (start > 1 && reading.Tokens[start - 1].Folded is "dot" or "underscore" or "dash" or "hyphen" && reading.Tokens[start - 2].Kind is TokenKind.Word or TokenKind.Number)
            {
                dotted = true;
                start -= 2;
            }
            else
            {
                break;
            }
        }

        return start;
    }

    // One word before "at": a name, if it has a digit, or if a word of mail stands before it, or if it is no everyday word and the domain was read aloud.
    private static bool IsName(Reading reading, int at, bool dotsSpoken)
    {
        var word = reading.Tokens[at].Folded;
        if (reading.Lexemes[at].Is(Cue.Common | Cue.Filler | Cue.Reference | Cue.Phone) || word is "available" or "online" or "visit" or "found" or "find"
            or "details" or "page" or "website" or "site" or "live" or "apply" or "register" or "sign" or "read" or "everything" or "here" or "working" or "works" or "worked" or "based" or "team" or "everyone" or "shop" or "buy" or "bought" or "cheaper" or "free" or "learning" or "sold" or "arrived" or "meet" or "stuff" or "vacancies" or "email" or "emailed" or "form" or "donate" or "donations" or "laughing" or "shouting" or "staring")
        {
            return false;
        }

        for (var i = Math.Max(0, at - 4); i < at; i++)
        {
            if (reading.Tokens[i].Folded is "email" or "emailed" or "emailing" or "emails" or "mail" or "address" or "send" or "sent" or "forward" or "forwarded" or "contact" or "reach" or "write" or "cc" or "e")
            {
                return true;
            }
        }

        var introduced = at == 0 || reading.Tokens[at - 1].Kind == TokenKind.SentenceEnd || reading.Tokens[at - 1].Folded is "is" or "its" or "on" or "to" or "me" or "him" or "her" or "them" or "us" or "was" or "or" or "and" or "contact";
        return (dotsSpoken && introduced) || word.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
    }
}
