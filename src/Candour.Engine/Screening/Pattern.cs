namespace Candour.Engine.Screening;

/// <summary>
/// One pattern of the vocabulary, as a chain of nodes. A node knows what one token (or entry, or finding) must be and which node follows; an
/// alternative forks and its branches join again at the node behind it, so a pattern is a small automaton that is walked by hand.
/// </summary>
/// <example><c>"not a real (marriage|wedding)"</c> is Word(not) → Word(a) → Word(real) → Fork[Word(marriage), Word(wedding)] → End.</example>
internal abstract class PatternNode
{
    public PatternNode? Next { get; init; }

    public sealed class Word(string word) : PatternNode
    {
        public string Text { get; } = word;
    }

    public sealed class Prefix(string start) : PatternNode
    {
        public string Start { get; } = start;
    }

    public sealed class List(string name) : PatternNode
    {
        public string Name { get; } = name;
    }

    public sealed class Kind(string kind, string? topic) : PatternNode
    {
        public string Name { get; } = kind;

        public string? Topic { get; } = topic;
    }

    public sealed class Number : PatternNode;

    public sealed class Gap(int most) : PatternNode
    {
        public int Most { get; } = most;
    }

    public sealed class SentenceStart : PatternNode;

    public sealed class SentenceEnd(bool question) : PatternNode
    {
        public bool Question { get; } = question;
    }

    /// <summary>One of the branches; each leads to this node's <see cref="PatternNode.Next"/> already. A null branch is "nothing".</summary>
    public sealed class Fork(IReadOnlyList<PatternNode?> branches) : PatternNode
    {
        public IReadOnlyList<PatternNode?> Branches { get; } = branches;
    }
}

/// <summary>Reads the pattern language.</summary>
internal sealed class PatternParser
{
    private readonly string _source;
    private readonly Func<string, bool> _listExists;
    private int _at;

    private PatternParser(string source, Func<string, bool> listExists) => (_source, _listExists) = (source, listExists);

    /// <summary>Reads one pattern.</summary>
    /// <exception cref="FormatException">It is not in the language; the message says what is wrong, for the author.</exception>
    public static PatternNode Parse(string source, Func<string, bool> listExists)
    {
        var parser = new PatternParser(source, listExists);
        var items = parser.Sequence(closing: '\0');
        return Link(items, null) ?? throw new FormatException("it is empty");
    }

    /// <summary>The words that stand in a pattern.</summary>
    public static IEnumerable<string> WordsOf(PatternNode pattern)
    {
        var (seen, open) = (new HashSet<PatternNode>(), new Stack<PatternNode>([pattern]));
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is PatternNode.Word word)
            {
                yield return word.Text;
            }

            foreach (var next in (node is PatternNode.Fork fork ? fork.Branches : []).Append(node.Next).OfType<PatternNode>())
            {
                open.Push(next);
            }
        }
    }

    private static PatternNode? Link(IReadOnlyList<Func<PatternNode?, PatternNode?>> items, PatternNode? next)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            next = items[i](next);
        }

        return next;
    }

    private List<Func<PatternNode?, PatternNode?>> Sequence(char closing)
    {
        var items = new List<Func<PatternNode?, PatternNode?>>();
        while (true)
        {
            while (_at < _source.Length && _source[_at] == ' ')
            {
                _at++;
            }

            if (_at >= _source.Length)
            {
                return closing == '\0' ? items : throw new FormatException($"a `{closing}` is missing");
            }

            if (_source[_at] is '|' || _source[_at] == closing)
            {
                return items;
            }

            items.Add(Item());
        }
    }

    private Func<PatternNode?, PatternNode?> Item()
    {
        switch (_source[_at])
        {
            case '(':
                return Alternatives(')', optional: false);
            case '[':
                return Alternatives(']', optional: true);
            case '<':
                var list = Until('>');
                return _listExists(list) ? next => new PatternNode.List(list) { Next = next } : throw new FormatException($"there is no word list `{list}`");
            case '{':
                var kind = Until('}').Split(':');
                return Kinds.Exists(kind[0])
                    ? next => new PatternNode.Kind(kind[0], kind.Length > 1 ? kind[1] : null) { Next = next }
                    : throw new FormatException($"there is no kind of finding `{kind[0]}`");
            case '~':
                _at++;
                var digits = _at;
                while (_at < _source.Length && char.IsAsciiDigit(_source[_at]))
                {
                    _at++;
                }

                var most = _at > digits ? int.Parse(_source.AsSpan(digits, _at - digits), System.Globalization.CultureInfo.InvariantCulture) : 3;
                return next => new PatternNode.Gap(most) { Next = next };
            case '#':
                _at++;
                return next => new PatternNode.Number { Next = next };
            case '^':
                _at++;
                return next => new PatternNode.SentenceStart { Next = next };
            case '$':
                _at++;
                var question = _at < _source.Length && _source[_at] == '?';
                _at += question ? 1 : 0;
                return next => new PatternNode.SentenceEnd(question) { Next = next };
            case ')' or ']' or '>' or '}':
                throw new FormatException($"`{_source[_at]}` closes nothing");
            default:
                return Word();
        }
    }

    private Func<PatternNode?, PatternNode?> Alternatives(char closing, bool optional)
    {
        _at++;
        var branches = new List<List<Func<PatternNode?, PatternNode?>>>();
        while (true)
        {
            branches.Add(Sequence(closing));
            if (_at >= _source.Length)
            {
                throw new FormatException($"a `{closing}` is missing");
            }

            if (_source[_at++] == closing)
            {
                break;
            }
        }

        if (branches.Any(b => b.Count == 0))
        {
            throw new FormatException("an alternative is empty; write [..] for something that may be left out");
        }

        return next => new PatternNode.Fork([.. branches.Select(b => Link(b, next)), .. optional ? [next] : Array.Empty<PatternNode?>()]) { Next = next };
    }

    private string Until(char closing)
    {
        var end = _source.IndexOf(closing, _at);
        if (end < 0)
        {
            throw new FormatException($"a `{closing}` is missing");
        }

        var name = _source[(_at + 1)..end];
        _at = end + 1;
        return name;
    }

    private Func<PatternNode?, PatternNode?> Word()
    {
        var word = new System.Text.StringBuilder();
        var prefix = false;
        for (; _at < _source.Length && " ()[]|<>{}~#^$".IndexOf(_source[_at]) < 0; _at++)
        {
            if (_source[_at] == '\\' && _at + 1 < _source.Length)
            {
                word.Append(_source[++_at]);
            }
            else if (_source[_at] == '*')
            {
                prefix = true;
            }
            else
            {
                word.Append(_source[_at]);
            }
        }

        // A word is held as the tokeniser would give it, so an author may write don't or naïve.
        var reading = Reading.Of(word.ToString());
        var folded = reading.Tokens.Select(t => t.Folded).ToArray();
        if (folded.Length == 0)
        {
            throw new FormatException($"`{word}` holds nothing that is read: commas, dashes and quotes are no tokens");
        }

        var kinds = reading.Tokens.Any(t => t.Kind is TokenKind.SentenceEnd);
        if (kinds)
        {
            throw new FormatException($"`{word}` ends a sentence; a pattern stays in one. Write $ for its end");
        }

        return next =>
        {
            for (var i = folded.Length - 1; i >= 0; i--)
            {
                next = prefix && i == folded.Length - 1 ? new PatternNode.Prefix(folded[i]) { Next = next } : new PatternNode.Word(folded[i]) { Next = next };
            }

            return next;
        };
    }
}
