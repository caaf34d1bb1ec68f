namespace Candour.Engine.Screening;

/// <content>Finding the patterns that may begin at a token.</content>
internal sealed partial class PatternMatcher
{
    /// <summary>A group whose patterns are read when a text first asks for them: a start reads a few, not thousands.</summary>
    internal sealed class Group
    {
        private readonly Func<string, bool> _listExists;
        private readonly PatternNode?[] _patterns;
        private readonly Lazy<PatternNode[]> _unless;
        private readonly Lazy<PatternNode[]> _unlessAnywhere;
        private readonly Lazy<PatternNode[]> _needs;

        public Group(PatternGroup source, int number, Func<string, bool> listExists)
        {
            (Source, Number, _listExists) = (source, number, listExists);
            _patterns = new PatternNode?[source.Patterns.Count];
            _unless = new(() => Parse(source.Unless));
            _unlessAnywhere = new(() => Parse(source.UnlessAnywhere));
            _needs = new(() => Parse(source.Needs));
        }

        public int Number { get; }

        public PatternGroup Source { get; }

        public PatternNode Pattern(int index) => _patterns[index] ??= PatternParser.Parse(Source.Patterns[index], _listExists);

        public IReadOnlyList<string> Starts(int index) => Source.Starts is { } starts ? starts[index] : StartsOf(Pattern(index));

        public IReadOnlyList<string> Guards(int index) => Source.Guards is { } guards ? guards[index] : PatternGuard.Of(Pattern(index));

        public bool IsBarred(Walk walk, int start, int end) =>
            (Source.Unless is { Count: > 0 } && walk.StandsInSentence(_unless.Value, start, end))
            || (Source.UnlessAnywhere is { Count: > 0 } && walk.StandsBetween(_unlessAnywhere.Value, 0, walk.Reading.Tokens.Count))
            || (Source.Needs is { Count: > 0 } && !walk.StandsBetween(_needs.Value, 0, walk.Reading.Tokens.Count));

        private PatternNode[] Parse(IReadOnlyList<string>? sources) => [.. (sources ?? []).Select(s => PatternParser.Parse(s, _listExists))];
    }

    /// <summary>Patterns by what they may begin with.</summary>
    internal sealed class GroupIndex
    {
        private readonly Keyed _starts = new();
        private readonly Keyed _guards = new();
        private readonly List<(Group Group, int Pattern)> _patterns = [];
        private readonly List<int> _unguarded = [];

        public GroupIndex(IEnumerable<Group> groups)
        {
            foreach (var group in groups)
            {
                for (var i = 0; i < group.Source.Patterns.Count; i++)
                {
                    var number = _patterns.Count;
                    _patterns.Add((group, i));
                    foreach (var start in group.Starts(i))
                    {
                        _starts.Add(start, number);
                    }

                    var guards = group.Guards(i);
                    foreach (var guard in guards)
                    {
                        _guards.Add(guard, number);
                    }

                    if (guards.Count == 0)
                    {
                        _unguarded.Add(number);
                    }
                }
            }
        }

        /// <summary>Which patterns can match anywhere in the text at all.</summary>
        public bool[] Awake(Walk walk)
        {
            var awake = new bool[_patterns.Count];
            _unguarded.ForEach(n => awake[n] = true);
            var here = new List<int>();
            for (var token = 0; token < walk.Reading.Tokens.Count; token++)
            {
                here.Clear();
                _guards.At(walk, token, here);
                foreach (var number in here)
                {
                    awake[number] = true;
                }
            }

            return awake;
        }

        public void StartingAt(Walk walk, int token, List<int> into)
        {
            into.Clear();
            _starts.At(walk, token, into);
        }

        public (Group Group, int Pattern) this[int number] => _patterns[number];
    }

    /// <summary>Numbers of patterns by the keys of <see cref="StartsOf"/>.</summary>
    private sealed class Keyed
    {
        private readonly Dictionary<string, List<int>> _byWord = [];
        private readonly Prefixes<int> _byPrefix = new();
        private readonly Dictionary<string, List<int>> _byList = [];
        private readonly Dictionary<string, List<int>> _byKind = [];
        private readonly List<int> _byNumber = [];
        private readonly List<int> _atSentenceStart = [];

        public void At(Walk walk, int token, List<int> into)
        {
            var read = walk.Reading.Tokens[token];
            Take(_byWord, read.Folded);
            _byPrefix.Collect(read.Folded, into);

            foreach (var (list, _) in walk.Lists.At(token))
            {
                Take(_byList, list.Name);
            }

            foreach (var (finding, _) in walk.FindingsAt(token))
            {
                Take(_byKind, finding.Kind);
            }

            if (token == 0 || walk.Reading.Tokens[token - 1].Kind is TokenKind.SentenceEnd)
            {
                into.AddRange(_atSentenceStart);
            }

            if (read.Kind is TokenKind.Number)
            {
                into.AddRange(_byNumber);
            }

            void Take(Dictionary<string, List<int>> index, string key)
            {
                if (index.TryGetValue(key, out var here))
                {
                    into.AddRange(here);
                }
            }
        }

        public void Add(string start, int entry)
        {
            var key = start[1..];
            switch (start[0])
            {
                case '=':
                    AddTo(_byWord);
                    break;
                case '*':
                    _byPrefix.Add(key, entry);
                    break;
                case '<':
                    AddTo(_byList);
                    break;
                case '{':
                    AddTo(_byKind);
                    break;
                case '#':
                    _byNumber.Add(entry);
                    break;
                default:
                    _atSentenceStart.Add(entry);
                    break;
            }

            void AddTo(Dictionary<string, List<int>> index)
            {
                if (!index.TryGetValue(key, out var list))
                {
                    index[key] = list = [];
                }

                list.Add(entry);
            }
        }
    }

    /// <summary>Things by the beginnings of words: a tree of letters, left as soon as no beginning goes on.</summary>
    private sealed class Prefixes<T>
    {
        private readonly Letter _root = new();

        public void Add(string start, T item)
        {
            var letter = _root;
            foreach (var c in start)
            {
                letter.Next ??= [];
                if (!letter.Next.TryGetValue(c, out var next))
                {
                    letter.Next[c] = next = new();
                }

                letter = next;
            }

            (letter.Items ??= []).Add(item);
        }

        /// <summary>Adds everything whose beginning the word has.</summary>
        public void Collect(string word, List<T> into)
        {
            var letter = _root;
            foreach (var c in word)
            {
                if (letter.Next is null || !letter.Next.TryGetValue(c, out letter!))
                {
                    return;
                }

                if (letter.Items is { } items)
                {
                    into.AddRange(items);
                }
            }
        }

        private sealed class Letter
        {
            public Dictionary<char, Letter>? Next { get; set; }

            public List<T>? Items { get; set; }
        }
    }
}
