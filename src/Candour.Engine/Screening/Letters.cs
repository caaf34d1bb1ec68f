using System.Globalization;
using System.Text;

namespace Candour.Engine.Screening;

/// <summary>How single characters are read: what belongs to a word, and what a letter is folded to.</summary>
internal static class Letters
{
    // Cyrillic and Greek letters that look like Latin ones, and letters that do not decompose.
    private const string LookAlikes = "\u0430a \u0435e \u043Eo \u0440p \u0441c \u0445x \u0443y \u0456i \u0455s \u0458j \u0501d \u04BBh \u0261g "
        + "\u03B1a \u03BFo \u03C1p \u03BDv \u03B9i \u03BAk \u03C4t \u03C5u \u00F8o \u0142l \u0111d \u0131i";

    private static readonly Dictionary<char, char> Plain = [];

    private static readonly char[] Folding = BuildFolding();

    /// <summary>Whether the character belongs to a word: a letter, a digit, a mark on a letter, or nothing that shows (zero width).</summary>
    public static bool IsWordCharacter(string text, int at)
    {
        var c = text[at];
        if (c < 128)
        {
            return char.IsAsciiLetterOrDigit(c);
        }

        if (char.IsSurrogate(c))
        {
            return MathLetter(text, at) != '\0' || (char.IsLowSurrogate(c) && at > 0 && MathLetter(text, at - 1) != '\0');
        }

        return char.IsLetterOrDigit(c) || IsInvisible(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark && c != '\uFE0F';
    }

    /// <summary>Whether the character is an emoji or another sign that stands for itself.</summary>
    public static bool IsSymbol(string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            var point = char.ConvertToUtf32(c, text[at + 1]);
            return point is not (>= 0x1F3FB and <= 0x1F3FF); // skin tones
        }

        return CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol && c >= 128
            || c is '£' or '$' or '%' or '&' or '+';
    }

    /// <summary>A word in the form in which lists and patterns hold it.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        Span<char> buffer = word.Length <= 256 ? stackalloc char[word.Length] : new char[word.Length];
        var n = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (char.IsHighSurrogate(c) && i + 1 < word.Length)
            {
                c = MathLetter(word[i], word[i + 1]);
                i++;
            }
            else
            {
                c = Folding[c];
            }

            if (c == '\0')
            {
                continue;
            }

            // Three or more of one letter are one: sooooo.
            if (n >= 1 && buffer[n - 1] == c && char.IsAsciiLetter(c) && RunsOn(word, i, c))
            {
                continue;
            }

            buffer[n++] = c;
        }

        // One letter and nothing else is an initialism or a sound: CCC, zzz.
        return n == 1 && word.Length >= 3 && char.IsAsciiLetter(buffer[0]) && word.IndexOfAnyExcept(word[0], char.ToUpperInvariant(buffer[0]), buffer[0]) < 0
            ? new string(buffer[0], 3) : new string(buffer[..n]);
    }

    /// <summary>The text without accents, otherwise as it was.</summary>
    public static string WithoutAccents(string text)
    {
        if (text.All(char.IsAscii))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c < 128 || CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                plain.Append(Plain.GetValueOrDefault(c, c));
            }
        }

        return plain.ToString();
    }

    private static bool RunsOn(ReadOnlySpan<char> word, int at, char folded)
    {
        var run = 1;
        for (var i = at - 1; i >= 0 && run < 3 && Folding[word[i]] == folded; i--)
        {
            run++;
        }

        for (var i = at + 1; i < word.Length && run < 3 && Folding[word[i]] == folded; i++)
        {
            run++;
        }

        return run >= 3;
    }

    /// <summary>Zero-width characters and soft hyphens: they show nothing and may hide a word from a list.</summary>
    public static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    private static char MathLetter(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? MathLetter(text[at], text[at + 1]) : '\0';

    // Mathematical alphanumerics (bold, italic, script letters used to dress up a post) fold to plain letters.
    private static char MathLetter(char high, char low)
    {
        if (!char.IsLowSurrogate(low))
        {
            return '\0';
        }

        var point = char.ConvertToUtf32(high, low);
        return point switch
        {
            >= 0x1D400 and <= 0x1D6A3 => (char)('a' + ((point - 0x1D400) % 26)),
            >= 0x1D7CE and <= 0x1D7FF => (char)('0' + ((point - 0x1D7CE) % 10)),
            _ => '\0',
        };
    }

    private static char[] BuildFolding()
    {
        var table = new char[char.MaxValue + 1];
        for (var c = 0; c < table.Length; c++)
        {
            table[c] = FoldOne((char)c);
        }

        // Letters with their accents off; the framework does not decompose letters without a globalisation library on the machine.
        using var accents = new StreamReader(Embedded.Open("accents.txt"));
        while (accents.ReadLine() is { Length: 2 } pair)
        {
            table[pair[0]] = char.ToLowerInvariant(pair[1]);
            Plain[pair[0]] = pair[1];
        }

        foreach (var pair in LookAlikes.Split(' '))
        {
            table[pair[0]] = pair[1];
            table[char.ToUpperInvariant(pair[0])] = pair[1];
        }

        return table;
    }

    private static char FoldOne(char c)
    {
        if (c < 128)
        {
            return c is '\'' ? '\0' : char.ToLowerInvariant(c);
        }

        if (c == '’' || IsInvisible(c) || char.IsSurrogate(c))
        {
            return '\0';
        }

        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            return char.ToLowerInvariant((char)(c - 0xFEE0));
        }

        if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
        {
            return '\0';
        }

        return char.ToLowerInvariant(c);
    }
}
