using System.Globalization;

namespace Candour.Engine.Screening.Names;

/// <summary>How a token of the name tagger looks.</summary>
public enum NameShape : byte
{
    /// <summary>A sign of punctuation or a line break.</summary>
    Mark,

    /// <summary>Small letters.</summary>
    Lower,

    /// <summary>One capital letter alone.</summary>
    Initial,

    /// <summary>A capital, then small letters.</summary>
    Capital,

    /// <summary>Two to four capitals.</summary>
    ShortUpper,

    /// <summary>Five capitals or more.</summary>
    Upper,

    /// <summary>Capitals inside: McDonald, iPhone.</summary>
    Mixed,

    /// <summary>Digits.</summary>
    Number,

    /// <summary>Letters and digits.</summary>
    LettersAndDigits,

    /// <summary>A hashtag, or its first word with the sign.</summary>
    Hashtag,

    /// <summary>A further word of a hashtag.</summary>
    HashtagPart,

    /// <summary>An @handle.</summary>
    Handle,

    /// <summary>A link.</summary>
    Link,

    /// <summary>An emoji or another sign.</summary>
    Symbol,

    /// <summary>The 's of a possessive.</summary>
    Possessive,
}

/// <summary>One token of the name tagger, which, unlike those of <see cref="Reading"/>, keeps punctuation and parts the possessive from its name.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Shape">How it looks.</param>
/// <param name="Folded">Lower case, accents off.</param>
public readonly record struct NameToken(int Start, int End, NameShape Shape, string Folded)
{
    /// <summary>Cuts a text into tokens in one pass.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="into">Cleared, then filled.</param>
    public static void Cut(string text, List<NameToken> into)
    {
        into.Clear();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c is ' ' or '\t' or '\r' || (c >= 128 && char.IsWhiteSpace(c)))
            {
                i++;
            }
            else if (char.IsAsciiLetter(c) || Letters.IsWordCharacter(text, i))
            {
                i = Word(text, i, into);
            }
            else if (c == '@' && Name(text, i))
            {
                i = Add(text, i, EndOfName(text, i + 1), NameShape.Handle, into);
            }
            else if (c == '#' && Name(text, i))
            {
                i = Hashtag(text, i, into);
            }
            else if (Letters.IsSymbol(text, i))
            {
                i = Add(text, i, i + (char.IsHighSurrogate(c) && i + 1 < text.Length ? 2 : 1), NameShape.Symbol, into);
            }
            else
            {
                i = Mark(text, i, into);
            }
        }
    }

    private static bool Name(string text, int at) =>
        at + 1 < text.Length && (char.IsLetterOrDigit(text[at + 1]) || text[at + 1] == '_') && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    private static int Mark(string text, int at, List<NameToken> into)
    {
        var end = at + 1;
        while (end < text.Length && text[end] == text[at] && text[at] is '.' or '!' or '?' or '\n' or '-' or '*')
        {
            end++;
        }

        var c = text[at];
        if (char.IsControl(c) && c != '\n')
        {
            return end;
        }

        var folded = c switch
        {
            '’' or '‘' or '`' => "'",
            '“' or '”' => "\"",
            '–' or '—' => "-",
            '…' => "..",
            _ when end > at + 1 && c == '.' => "..",
            _ => MarkNames[c < 128 ? c : 0],
        };
        into.Add(new(at, end, NameShape.Mark, folded));
        return end;
    }

    private static readonly string[] MarkNames = [.. Enumerable.Range(0, 128).Select(static c => c == 0 ? "?mark" : ((char)c).ToString())];

    private static int Add(string text, int start, int end, NameShape shape, List<NameToken> into)
    {
        var folded = shape switch
        {
            NameShape.Handle => "@user",
            NameShape.Link => text.AsSpan(start, end - start).Contains('@') ? "email" : "link",
            NameShape.Symbol => text[start] is '&' ? "&" : text[start] is '£' or '$' ? "£" : "symbol",
            _ => "",
        };
        into.Add(new(start, end, shape, folded));
        return end;
    }

    // #RunHarryRun is three words: a new one begins at a capital after a small letter, and after an underscore.
    private static int Hashtag(string text, int start, List<NameToken> into)
    {
        var end = EndOfName(text, start + 1);
        var shape = NameShape.Hashtag;
        var from = start;
        for (var i = start + 2; i < end; i++)
        {
            if ((char.IsUpper(text[i]) && (!char.IsUpper(text[i - 1]) || (i + 1 < end && char.IsLower(text[i + 1])))) || text[i - 1] == '_')
            {
                into.Add(new(from, i, shape, Letters.Fold(text.AsSpan(from, i - from).Trim("#_"))));
                from = i;
                shape = NameShape.HashtagPart;
            }
        }

        into.Add(new(from, end, shape, Letters.Fold(text.AsSpan(from, end - from).Trim("#_"))));
        return end;
    }

    // An e-mail address is one token, whatever names are in it.
    private static int EndOfEmail(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < 64 && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-' or '+' or '%'))
        {
            at++;
        }

        if (at >= text.Length || text[at] != '@' || at + 1 >= text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]))
        {
            return 0;
        }

        var dot = 0;
        at++;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (text[at] is '.' or '-' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]))))
        {
            dot += text[at] == '.' ? 1 : 0;
            at++;
        }

        return dot > 0 ? at : 0;
    }

    private static int Word(string text, int start, List<NameToken> into)
    {
        if (start == 0 || !(char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '-'))
        {
            var email = EndOfEmail(text, start);
            if (email > 0)
            {
                return Add(text, start, email, NameShape.Link, into);
            }
        }

        if (LinkAt(text, start))
        {
            var stop = start;
            while (stop < text.Length && !char.IsWhiteSpace(text[stop]) && text[stop] is not ('"' or '<' or '>' or ')' or ']'))
            {
                stop++;
            }

            while (stop > start + 1 && text[stop - 1] is '.' or ',' or '!' or '?' or ';' or ':' or '\'')
            {
                stop--;
            }

            return Add(text, start, stop, NameShape.Link, into);
        }

        var end = start;
        while (end < text.Length)
        {
            var c = text[end];
            if (char.IsAsciiLetterOrDigit(c) || (c >= 128 && c != '’' && Letters.IsWordCharacter(text, end)))
            {
                end++;
            }
            else if (c is '\'' or '’' && end + 1 < text.Length && char.IsLetter(text[end + 1]) && !Possessive(text, end))
            {
                end++;
            }
            else if (c == '*' && end + 1 < text.Length && (char.IsLetter(text[end + 1]) || text[end + 1] == '*'))
            {
                end++;
            }
            else
            {
                break;
            }
        }

        var folded = Letters.Fold(text.AsSpan(start, end - start));
        if (folded.Length > 0)
        {
            into.Add(new(start, end, ShapeOf(text.AsSpan(start, end - start)), folded));
        }

        if (end + 1 < text.Length && text[end] is '\'' or '’' && Possessive(text, end))
        {
            into.Add(new(end, end + 2, NameShape.Possessive, "'s"));
            return end + 2;
        }

        return end;
    }

    private static bool Possessive(string text, int at) =>
        at + 1 < text.Length && text[at + 1] is 's' or 'S' && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]));

    private static bool LinkAt(string text, int at)
    {
        if (text[at] is not ('h' or 'H' or 'w' or 'W' or 't' or 'T') || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return false;
        }

        var rest = text.AsSpan(at);
        return rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("t.co/", StringComparison.OrdinalIgnoreCase);
    }

    private static NameShape ShapeOf(ReadOnlySpan<char> word)
    {
        int upper = 0, lower = 0, digits = 0;
        foreach (var c in word)
        {
            if (c is >= 'a' and <= 'z')
            {
                lower++;
            }
            else if (c is >= 'A' and <= 'Z')
            {
                upper++;
            }
            else if (char.IsDigit(c))
            {
                digits++;
            }
            else if (c >= 128 && char.IsUpper(c))
            {
                upper++;
            }
            else if (c >= 128)
            {
                lower++;
            }
        }

        if (digits > 0)
        {
            return upper + lower == 0 ? NameShape.Number : NameShape.LettersAndDigits;
        }

        return (upper, lower) switch
        {
            (0, _) => NameShape.Lower,
            (1, 0) => NameShape.Initial,
            ( <= 4, 0) => NameShape.ShortUpper,
            (_, 0) => NameShape.Upper,
            (1, _) when char.IsUpper(word[0]) => NameShape.Capital,
            _ => NameShape.Mixed,
        };
    }
}
