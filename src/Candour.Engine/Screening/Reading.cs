using System.Globalization;
using System.Text;

namespace Candour.Engine.Screening;

/// <summary>What a token is made of.</summary>
public enum TokenKind
{
    /// <summary>Letters, perhaps with digits, apostrophes inside, or masking stars.</summary>
    Word,

    /// <summary>Digits only.</summary>
    Number,

    /// <summary>An @ and a name; folded to <c>@user</c>.</summary>
    Handle,

    /// <summary>A web address; folded to <c>link</c>.</summary>
    Link,

    /// <summary>One emoji or other symbol.</summary>
    Symbol,

    /// <summary>A full stop, question mark, exclamation mark, ellipsis or line break.</summary>
    SentenceEnd,
}

/// <summary>A piece of a text.</summary>
/// <param name="Start">First UTF-16 code unit in the text.</param>
/// <param name="End">One past the last.</param>
/// <param name="Folded">Lower case, accents off, look-alikes mended, three or more of one letter made one.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Sentence">Number of its sentence, from 0.</param>
/// <param name="InHashtag">It stands in a hashtag.</param>
public readonly record struct Token(int Start, int End, string Folded, TokenKind Kind, int Sentence, bool InHashtag);

/// <summary>A text with its tokens: what every detector reads. Made in one pass; offsets always point into the text as given.</summary>
public sealed class Reading
{
    private Lexeme[]? _lexemes;
    private DigitGroup[]? _groups;

    private Reading(string text, Token[] tokens)
    {
        Text = text;
        Tokens = tokens;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Its tokens in order. Commas, quotes, brackets and dashes are none.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>The text of a token as given.</summary>
    /// <param name="index">Index into <see cref="Tokens"/>.</param>
    public ReadOnlySpan<char> Raw(int index) => Text.AsSpan(Tokens[index].Start, Tokens[index].End - Tokens[index].Start);

    /// <summary>What each token tells the detectors of identifiers; looked up when first asked for.</summary>
    internal Lexeme[] Lexemes => _lexemes ??= LookUp();

    /// <summary>The digits of the text, group by group.</summary>
    internal DigitGroup[] DigitGroups => _groups ??= DigitGroup.In(Text, Tokens);

    /// <summary>Index of the first token that ends behind a place, or the number of tokens.</summary>
    internal int TokenAt(int place)
    {
        var (low, high) = (0, Tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].End <= place)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>What stands between a token and the next one.</summary>
    internal ReadOnlySpan<char> GapAfter(int index) =>
        index + 1 < Tokens.Count ? Text.AsSpan(Tokens[index].End, Math.Max(0, Tokens[index + 1].Start - Tokens[index].End)) : Text.AsSpan(Tokens[index].End);

    private Lexeme[] LookUp()
    {
        var lexemes = new Lexeme[Tokens.Count];
        for (var i = 0; i < lexemes.Length; i++)
        {
            lexemes[i] = Tokens[i].Kind == TokenKind.Word ? Lexicon.Of(Tokens[i].Folded) : default;
        }

        return lexemes;
    }

    /// <summary>Reads a text. Linear in its length.</summary>
    /// <param name="text">Any string; unpaired surrogates and control characters are passed over.</param>
    public static Reading Of(string text) => new(text, [.. new Tokeniser(text).Read()]);

    /// <summary>Reads the name of an account, with or without @, as a hashtag is read: cut at capitals, digits and underscores.</summary>
    /// <param name="name">Such as <c>@NightNurse_99</c>.</param>
    public static Reading OfName(string name) => new(name, [.. new Tokeniser(name).ReadName()]);

    /// <summary>Cuts a text into tokens. Only for <see cref="Of"/>.</summary>
    private sealed class Tokeniser(string text)
    {
        private readonly List<Token> _tokens = [];
        private int _sentence;

        public List<Token> Read()
        {
            for (var i = 0; i < text.Length;)
            {
                var c = text[i];
                i = c switch
                {
                    '@' when IsHandleStart(i) => Take(i, EndOfHandle(i + 1), TokenKind.Handle, "@user"),
                    '#' when i + 1 < text.Length && Letters.IsWordCharacter(text, i + 1) => TakeCut(i + 1),
                    '.' or '!' or '?' or '…' or '\n' or '\r' or '。' => TakeSentenceEnd(i),
                    _ when IsLinkStart(i) => Take(i, EndOfLink(i), TokenKind.Link, "link"),
                    _ when Letters.IsWordCharacter(text, i) => TakeWord(i, EndOfWord(i), inHashtag: false),
                    _ when Letters.IsSymbol(text, i) => TakeSymbol(i),
                    _ => i + 1,
                };
            }

            return _tokens;
        }

        public List<Token> ReadName()
        {
            for (var i = 0; i < text.Length;)
            {
                i = Letters.IsWordCharacter(text, i) ? TakeCut(i) : Letters.IsSymbol(text, i) ? TakeSymbol(i) : i + 1;
            }

            return _tokens;
        }

        private int Take(int start, int end, TokenKind kind, string folded, bool inHashtag = false)
        {
            _tokens.Add(new(start, end, folded, kind, _sentence, inHashtag));
            return end;
        }

        private int TakeSentenceEnd(int start)
        {
            var end = start + 1;
            while (end < text.Length && text[end] is '.' or '!' or '?' or '…' or '\n' or '\r')
            {
                end++;
            }

            // A full stop inside a word, such as in y.o. or 7.30, ends nothing.
            var run = text.AsSpan(start, end - start);
            if (run is "." && end < text.Length && !char.IsWhiteSpace(text[end]) && start > 0 && char.IsLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(text[end]))
            {
                return end;
            }

            Take(start, end, TokenKind.SentenceEnd, run.Contains('?') ? "?" : ".");
            _sentence++;
            return end;
        }

        private int TakeSymbol(int start)
        {
            var length = char.IsHighSurrogate(text[start]) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]) ? 2 : 1;
            return Take(start, start + length, TokenKind.Symbol, text.Substring(start, length));
        }

        private int TakeWord(int start, int end, bool inHashtag)
        {
            var folded = Letters.Fold(text.AsSpan(start, end - start));
            if (folded.Length == 0)
            {
                return end;
            }

            var kind = folded.All(char.IsAsciiDigit) ? TokenKind.Number : TokenKind.Word;
            return Take(start, end, kind, folded, inHashtag);
        }

        private int TakeCut(int start)
        {
            var end = EndOfHandle(start);
            var from = start;
            for (var i = start + 1; i < end; i++)
            {
                // A new word begins at a capital after a small letter, at a digit after a letter or the reverse, and after an underscore.
                var cut = (char.IsUpper(text[i]) && !char.IsUpper(text[i - 1])) || char.IsDigit(text[i]) != char.IsDigit(text[i - 1])
                    || text[i - 1] == '_' || (char.IsUpper(text[i]) && i + 1 < end && char.IsLower(text[i + 1]) && char.IsUpper(text[i - 1]));
                if (cut)
                {
                    TakePiece(from, i);
                    from = i;
                }
            }

            TakePiece(from, end);
            return end;

            void TakePiece(int a, int b)
            {
                while (b > a && text[b - 1] == '_')
                {
                    b--;
                }

                var first = a;

                foreach (var word in HashtagWords.Ends(text.AsSpan(a, b - a)))
                {
                    a = TakeWord(a, first + word, inHashtag: true);
                }

                if (b > a)
                {
                    TakeWord(a, b, inHashtag: true);
                }
            }
        }

        private bool IsHandleStart(int at) =>
            at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || text[at + 1] == '_') && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]));

        private int EndOfHandle(int at)
        {
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }

            return at;
        }

        private bool IsLinkStart(int at)
        {
            var rest = text.AsSpan(at);
            return (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                    || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("t.co/", StringComparison.OrdinalIgnoreCase));
        }

        private int EndOfLink(int at)
        {
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '<' or '>' or ')' or ']'))
            {
                at++;
            }

            while (text[at - 1] is '.' or ',' or '!' or '?' or ';' or ':' or '\'')
            {
                at--;
            }

            return at;
        }

        private int EndOfWord(int at)
        {
            var start = at;
            while (at < text.Length)
            {
                var inside = Letters.IsWordCharacter(text, at)
                    || (at > start && text[at] is '\'' or '’' or '*' && at + 1 < text.Length && char.IsLetter(text[at + 1]))
                    || (text[at] == '*' && at > start && at + 1 < text.Length && text[at + 1] == '*');
                if (!inside)
                {
                    break;
                }

                at++;
            }

            return at;
        }
    }
}
