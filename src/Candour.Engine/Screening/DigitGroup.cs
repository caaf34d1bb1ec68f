using System.Globalization;

namespace Candour.Engine.Screening;

/// <summary>Digits that stand together, whatever form they are written in.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Digits">The digits as 0 to 9.</param>
/// <param name="AfterLetter">A letter stands right before it.</param>
/// <param name="BeforeLetter">A letter stands right behind it.</param>
internal readonly record struct DigitGroup(int Start, int End, string Digits, bool AfterLetter, bool BeforeLetter)
{
    // Fewer digit words than this in a row are counts, not numbers read aloud.
    private const int FewestWords = 7;

    /// <summary>All groups of a text: ASCII, full-width, mathematical and keycap digits, with nothing or zero-width characters between them, and digits read aloud.</summary>
    public static DigitGroup[] In(string text, IReadOnlyList<Token> tokens)
    {
        var groups = new List<DigitGroup>();
        for (var i = 0; i < text.Length;)
        {
            if (DigitAt(text, i, out _) == '\0' && !IsZeroWrittenAsLetter(text, i, atStart: true))
            {
                i++;
                continue;
            }

            var group = Read(text, i);
            groups.Add(group);
            i = group.End;
        }

        AddReadAloud(tokens, groups);
        return [.. groups];
    }

    private static DigitGroup Read(string text, int start)
    {
        Span<char> buffer = stackalloc char[64];
        var n = 0;
        var end = start;
        for (var i = start; i < text.Length;)
        {
            var digit = DigitAt(text, i, out var length);
            if (digit == '\0' && IsZeroWrittenAsLetter(text, i, atStart: i == start))
            {
                digit = '0';
                length = 1;
            }

            if (digit != '\0')
            {
                if (n < buffer.Length)
                {
                    buffer[n++] = digit;
                }

                i += length;
                end = i;
            }
            else if (Letters.IsInvisible(text[i]) || text[i] is '\uFE0F' or '\u20E3')
            {
                end = text[i] == '\u20E3' ? i + 1 : end;
                i++;
            }
            else
            {
                break;
            }
        }

        return new(start, end, new string(buffer[..n]), start > 0 && IsLetter(text[start - 1]), end < text.Length && IsLetter(text[end]));
    }

    /// <summary>The digit that stands at a place, or a NUL.</summary>
    public static char DigitAt(string text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        if (c < 128)
        {
            return char.IsAsciiDigit(c) ? c : '\0';
        }

        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            length = 2;
            var point = char.ConvertToUtf32(c, text[at + 1]);
            return point is >= 0x1D7CE and <= 0x1D7FF ? (char)('0' + ((point - 0x1D7CE) % 10)) : '\0';
        }

        var value = CharUnicodeInfo.GetDecimalDigitValue(c);
        return value >= 0 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber ? (char)('0' + value) : '\0';
    }

    // O7700 9OO 123
    private static bool IsZeroWrittenAsLetter(string text, int at, bool atStart)
    {
        if (text[at] is not ('O' or 'o') || at + 1 >= text.Length)
        {
            return false;
        }

        if (atStart)
        {
            return (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && char.IsAsciiDigit(text[at + 1]) && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]);
        }

        var next = at + 1;
        while (next < text.Length && next < at + 4 && text[next] is 'O' or 'o')
        {
            next++;
        }

        return next < text.Length && char.IsAsciiDigit(text[next]);
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || c == '_';

    private static void AddReadAloud(IReadOnlyList<Token> tokens, List<DigitGroup> groups)
    {
        var added = false;
        for (var i = 0; i < tokens.Count;)
        {
            var (end, digits) = ReadAloud(tokens, i);
            if (digits.Length >= FewestWords)
            {
                groups.Add(new(tokens[i].Start, tokens[end - 1].End, digits, false, false));
                added = true;
            }

            i = Math.Max(end, i + 1);
        }

        if (added)
        {
            groups.Sort((a, b) => a.Start.CompareTo(b.Start));
        }
    }

    private static (int End, string Digits) ReadAloud(IReadOnlyList<Token> tokens, int start)
    {
        var digits = "";
        var repeat = 1;
        var i = start;
        for (; i < tokens.Count && digits.Length < 20; i++)
        {
            var word = tokens[i].Folded;
            var value = word is "oh" or "o" or "zero" or "nought" ? 0 : Lexicon.Of(word) is var lexeme && lexeme.Is(Cue.Number) && lexeme.Value is >= 1 and <= 9 ? lexeme.Value : -1;
            if (value >= 0)
            {
                digits += new string((char)('0' + value), repeat);
                repeat = 1;
            }
            else if (word is "double" or "treble" or "triple" && (i > start || i + 1 < tokens.Count))
            {
                repeat = word == "double" ? 2 : 3;
            }
            else
            {
                break;
            }
        }

        return (i, digits);
    }
}
