namespace Candour.Engine.Screening.Names;

/// <summary>What the tagger looks at: for each token of a post, some eighty numbered facts, each a hash. Training and reading share this file.</summary>
public sealed class NameFeatures
{
    /// <summary>Room for the features of one token.</summary>
    public const int Most = 128;

    private const int Pad = 2;

    private static readonly ulong Edge = NameHash.Of("<edge>");

    private readonly List<NameToken> _tokens = [];
    private ulong[] _words = new ulong[64];
    private NameLists[] _lists = new NameLists[64];
    private uint[] _phrases = new uint[64];
    private byte[] _coarse = new byte[64];
    private ushort[] _fine = new ushort[64];
    private byte[] _shapes = new byte[64];
    private byte[] _echo = new byte[64];
    private int _post;

    /// <summary>The tokens of the post read last.</summary>
    public IReadOnlyList<NameToken> Tokens => _tokens;

    /// <summary>The hash of a token's word.</summary>
    /// <param name="index">Of the token.</param>
    public ulong Word(int index) => _words[index + Pad];

    /// <summary>Reads a post: tokens, list and cluster look-ups, and what the post as a whole is like.</summary>
    /// <param name="text">The post.</param>
    /// <param name="lexicon">Word lists and clusters.</param>
    /// <param name="unknown">In training: tokens for which lists and clusters are to be forgotten, so that the tagger learns to do without; else null.</param>
    public void Prepare(string text, NameLexicon lexicon, Func<NameToken, bool>? unknown = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lexicon);
        NameToken.Cut(text, _tokens);
        var n = _tokens.Count;
        Grow(n + (2 * Pad));
        int letters = 0, capitals = 0, social = 0;
        for (var i = 0; i < Pad; i++)
        {
            SetEdge(i);
            SetEdge(n + Pad + i);
        }

        for (var i = 0; i < n; i++)
        {
            var token = _tokens[i];
            var at = i + Pad;
            _words[at] = NameHash.Of(token.Folded);
            _shapes[at] = (byte)token.Shape;
            _phrases[at] = 0;
            _echo[at] = 0;
            if (token.Shape is NameShape.Mark)
            {
                _lists[at] = NameLists.None;
                _coarse[at] = 0;
                _fine[at] = 0;
                continue;
            }

            _lists[at] = lexicon.Look(_words[at], out _coarse[at], out _fine[at]);
            if (unknown is not null && unknown(token))
            {
                _lists[at] &= NameLists.English | NameLists.Begins;
                _coarse[at] = 0;
                _fine[at] = 0;
            }

            switch (token.Shape)
            {
                case NameShape.Lower:
                    letters++;
                    break;
                case NameShape.Upper or NameShape.ShortUpper or NameShape.Initial:
                    letters++;
                    capitals++;
                    break;
                case NameShape.Capital or NameShape.Mixed:
                    letters++;
                    social |= 2;
                    break;
                case NameShape.Handle or NameShape.Link:
                    social |= 1;
                    break;
                default:
                    break;
            }
        }

        // Written all in capitals, all in small letters, or mixed; with a handle or link or without.
        var letterCase = letters >= 3 && capitals * 10 >= letters * 8 ? 2 : capitals == 0 && (social & 2) == 0 ? 1 : 0;
        _post = (letterCase * 2) + (social & 1);
        MarkPhrases(lexicon, n);
        MarkEchoes(n);
    }

    /// <summary>Writes the features of one token.</summary>
    /// <param name="index">Of the token.</param>
    /// <param name="into">At least <see cref="Most"/> long.</param>
    /// <returns>How many were written.</returns>
    public int Write(int index, Span<ulong> into)
    {
        var i = index + Pad;
        var n = 0;
        ulong w = _words[i], p = _words[i - 1], q = _words[i + 1], pp = _words[i - 2], qq = _words[i + 2];
        ulong s = _shapes[i], sp = _shapes[i - 1], sq = _shapes[i + 1], post = (ulong)_post;
        ulong g = (ulong)_lists[i] & 0x7FFFFFFF, gp = (ulong)_lists[i - 1] & 0x7FFFFFFF, gq = (ulong)_lists[i + 1] & 0x7FFFFFFF;
        ulong f = _fine[i], fp = _fine[i - 1], fq = _fine[i + 1], k = _coarse[i], kp = _coarse[i - 1], kq = _coarse[i + 1];
        ulong ph = _phrases[i], php = _phrases[i - 1], phq = _phrases[i + 1];
        ulong e = _echo[i];
        var letterCase = post >> 1;
        var caps = s + (letterCase << 8);

        One(into, ref n, 1, post);
        One(into, ref n, 2, w);
        One(into, ref n, 3, p);
        One(into, ref n, 4, q);
        One(into, ref n, 5, pp);
        One(into, ref n, 6, qq);
        Two(into, ref n, 7, p, w);
        Two(into, ref n, 8, w, q);
        Two(into, ref n, 9, p, q);
        Two(into, ref n, 10, pp, p);
        Two(into, ref n, 11, q, qq);
        One(into, ref n, 12, caps);
        One(into, ref n, 13, caps + (sp << 16));
        One(into, ref n, 14, caps + (sq << 16));
        One(into, ref n, 15, caps + (sp << 16) + (sq << 24));
        One(into, ref n, 16, caps + (sp << 16) + ((ulong)_shapes[i - 2] << 24));
        One(into, ref n, 17, caps + (sq << 16) + ((ulong)_shapes[i + 2] << 24));
        Two(into, ref n, 18, p, caps);
        Two(into, ref n, 19, q, caps);
        Two(into, ref n, 20, w, caps);
        One(into, ref n, 21, k);
        One(into, ref n, 22, f);
        One(into, ref n, 23, fp);
        One(into, ref n, 24, fq);
        One(into, ref n, 25, _fine[i - 2]);
        One(into, ref n, 26, _fine[i + 2]);
        One(into, ref n, 27, (fp << 16) + f);
        One(into, ref n, 28, (f << 16) + fq);
        One(into, ref n, 29, (fp << 16) + fq);
        One(into, ref n, 30, (k << 16) + caps);
        One(into, ref n, 31, (kp << 32) + caps);
        One(into, ref n, 32, (kq << 32) + caps);
        One(into, ref n, 33, (kp << 16) + kq);
        Two(into, ref n, 34, g, caps);
        One(into, ref n, 35, gp);
        One(into, ref n, 36, gq);
        Two(into, ref n, 37, gp, g);
        Two(into, ref n, 38, g, gq);
        Two(into, ref n, 39, g, p);
        Two(into, ref n, 40, g, q);
        Two(into, ref n, 41, g, fp);
        Two(into, ref n, 42, g, fq);
        Two(into, ref n, 43, g, sp + (sq << 8) + (caps << 16));
        One(into, ref n, 44, ph);
        One(into, ref n, 45, php);
        One(into, ref n, 46, phq);
        Two(into, ref n, 47, ph, g);
        Two(into, ref n, 48, ph, q);
        One(into, ref n, 49, (e << 16) + caps);
        Two(into, ref n, 50, g, e);
        Two(into, ref n, 51, (ulong)_lists[i - 2] & 0x7FFFFFFF, gp);
        Two(into, ref n, 52, gq, (ulong)_lists[i + 2] & 0x7FFFFFFF);
        Two(into, ref n, 53, sp + (caps << 8), gp);
        Two(into, ref n, 54, sq + (caps << 8), gq);

        for (var bits = g; bits != 0; bits &= bits - 1)
        {
            var bit = (ulong)System.Numerics.BitOperations.TrailingZeroCount(bits);
            One(into, ref n, 55, bit + (post << 8));
            One(into, ref n, 56, bit + (caps << 8));
        }

        if (s is not ((ulong)NameShape.Mark) and < (ulong)NameShape.Handle)
        {
            var word = _tokens[index].Folded;
            var length = word.Length;
            Two(into, ref n, 57, (ulong)Math.Min(length, 10), caps);
            for (var a = 1; a <= 4 && a < length; a++)
            {
                One(into, ref n, 60 + (ulong)a, Few(word, 0, a));
                One(into, ref n, 65 + (ulong)a, Few(word, length - a, a));
            }

            if (length >= 3)
            {
                Two(into, ref n, 70, Few(word, length - 3, 3), caps);
                Two(into, ref n, 71, Few(word, length - 2, 2), p);
            }
        }

        return n;
    }

    private static ulong Few(string word, int at, int length)
    {
        var h = 0UL;
        for (var i = at; i < at + length; i++)
        {
            h = (h << 16) | word[i];
        }

        return h;
    }

    private static void One(Span<ulong> into, ref int n, ulong template, ulong value) =>
        into[n++] = NameHash.Mix((value + 1) * ((template * 0x9E3779B97F4A7C16UL) + 1));

    private static void Two(Span<ulong> into, ref int n, ulong template, ulong a, ulong b) =>
        into[n++] = NameHash.Mix((((a * 0xC2B2AE3D27D4EB4FUL) ^ (b + 0x165667B19E3779F9UL)) + 1) * ((template * 0x9E3779B97F4A7C16UL) + 1));

    private void MarkPhrases(NameLexicon lexicon, int n)
    {
        for (var i = Pad; i < n + Pad; i++)
        {
            if ((_lists[i] & NameLists.Begins) == 0)
            {
                continue;
            }

            var length = lexicon.Phrase(_words.AsSpan(i, n + Pad - i), out var lists);
            for (var j = 0; j < length; j++)
            {
                var place = j == 0 ? 1U : j == length - 1 ? 3U : 2U;
                _phrases[i + j] = ((uint)lists << 2) | place;
            }

            if (length > 1)
            {
                i += length - 1;
            }
        }
    }

    // What a word is elsewhere in the post: behind a title, with a capital, before a possessive, in small letters.
    private void MarkEchoes(int n)
    {
        if (n > 400)
        {
            return;
        }

        for (var i = Pad; i < n + Pad; i++)
        {
            if (_shapes[i] is (byte)NameShape.Mark || _tokens[i - Pad].Folded.Length < 3)
            {
                continue;
            }

            for (var j = i + 1; j < n + Pad; j++)
            {
                if (_words[i] == _words[j])
                {
                    _echo[i] |= Role(j);
                    _echo[j] |= Role(i);
                }
            }
        }
    }

    private byte Role(int at) =>
        (byte)(1 | ((_lists[at - 1] & NameLists.Title) != 0 ? 2 : 0)
            | (_shapes[at] is (byte)NameShape.Capital ? 4 : 0) | (_shapes[at + 1] is (byte)NameShape.Possessive ? 8 : 0));

    private void SetEdge(int at)
    {
        _words[at] = Edge;
        _lists[at] = NameLists.None;
        _phrases[at] = 0;
        _coarse[at] = 0;
        _fine[at] = 0;
        _shapes[at] = 31;
        _echo[at] = 0;
    }

    private void Grow(int needed)
    {
        if (_words.Length >= needed)
        {
            return;
        }

        var size = Math.Max(needed, _words.Length * 2);
        _words = new ulong[size];
        _lists = new NameLists[size];
        _phrases = new uint[size];
        _coarse = new byte[size];
        _fine = new ushort[size];
        _shapes = new byte[size];
        _echo = new byte[size];
    }
}
