namespace Candour.Engine.Screening;

/// <summary>
/// Finds word lists and patterns in a reading. Word lists come first: each token is looked up once, and the entries that begin there are
/// remembered by list. A pattern is tried only at tokens that its first node can be: an index by word, by prefix, by list and by kind of
/// finding says which. Steps at one place are limited, so no text can make it slow.
/// </summary>
internal sealed class PatternMatcher
{
    private const int MostSteps = 4_000;
    private const int ShortestPrefix = 2;

    private readonly Dictionary<string, List<ListEntry>> _entries = [];
    private readonly Prefixes<ListEntry> _prefixEntries = new();
    private readonly Dictionary<string, WordList> _lists;
    private readonly Group[] _groups;
    private readonly Lazy<GroupIndex> _labelled;

    public PatternMatcher(CompiledVocabulary vocabulary)
    {
        _lists = vocabulary.Lists.ToDictionary(l => l.Name);
        foreach (var list in vocabulary.Lists)
        {
            foreach (var entry in list.Entries)
            {
                AddEntry(list, entry);
            }
        }

        _groups = [.. vocabulary.Groups.Select((g, i) => new Group(g, i, _lists.ContainsKey))];
        _labelled = new(() => new(_groups.Where(g => TextLabels.Kinds.Contains(g.Source.Kind) || Kinds.Class(g.Source.Kind) is "lifting")));
        Words = new(_groups.Where(g => Kinds.Class(g.Source.Kind) is "word" or "identifier"));
        Stances = new(_groups.Where(g => Kinds.Class(g.Source.Kind) is not ("word" or "identifier")));
    }

    /// <summary>What a pattern may begin with, as the index holds it: a sign for the form, then the word, prefix, list or kind.</summary>
    /// <exception cref="FormatException">It begins with something that no index can find.</exception>
    public static IReadOnlyList<string> StartsOf(PatternNode? pattern) => pattern switch
    {
        PatternNode.Word word => ["=" + word.Text],
        PatternNode.Prefix prefix when prefix.Start.Length >= ShortestPrefix => ["*" + prefix.Start],
        PatternNode.List list => ["<" + list.Name],
        PatternNode.Kind kind => ["{" + kind.Name],
        PatternNode.Number => ["#"],
        PatternNode.SentenceStart { Next: PatternNode.Gap } => ["^"],
        PatternNode.SentenceStart start => StartsOf(start.Next),
        PatternNode.Fork fork => [.. fork.Branches.SelectMany(StartsOf).Distinct()],
        _ => throw new FormatException("it begins with a gap, an end of sentence or a prefix of one letter, which stand nowhere in particular"),
    };

    /// <summary>Groups that make words; they run before stances, which may speak of them.</summary>
    public GroupIndex Words { get; }

    public GroupIndex Stances { get; }

    /// <summary>Those stances that <see cref="TextLabels"/> asks for, with what lifts them; for bulk screening.</summary>
    public GroupIndex Labelled => _labelled.Value;

    /// <summary>Which list entries begin at which token.</summary>
    public ListHits FindLists(Reading reading)
    {
        var hits = new ListHits(reading.Tokens.Count);
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var folded = reading.Tokens[i].Folded;
            if (_entries.TryGetValue(folded, out var entries))
            {
                foreach (var entry in entries)
                {
                    Try(entry, i);
                }
            }

            _prefixEntries.Each(folded, entry => Try(entry, i));
        }

        return hits;

        void Try(ListEntry entry, int at)
        {
            var end = at + 1;
            for (var w = 1; w < entry.Words.Length; w++, end++)
            {
                if (end >= reading.Tokens.Count)
                {
                    return;
                }

                var token = reading.Tokens[end].Folded;
                var last = entry.OpenEnded && w == entry.Words.Length - 1;
                if (last ? !token.StartsWith(entry.Words[w], StringComparison.Ordinal) : token != entry.Words[w])
                {
                    return;
                }
            }

            hits.Add(at, entry.List, end);
        }
    }

    /// <summary>Findings of the lists that make findings; of one kind the longest wins where two overlap.</summary>
    public static void ListFindings(Reading reading, ListHits hits, List<Finding> into)
    {
        var last = new Dictionary<(string, string?), int>();
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            foreach (var (list, _) in hits.At(i))
            {
                if (list.Kind is not { } kind || (last.TryGetValue((kind, list.Topic), out var before) && before > i))
                {
                    continue;
                }

                var end = LongestAt(hits.At(i), kind, list.Topic);
                last[(kind, list.Topic)] = end;
                into.Add(new(kind, reading.Tokens[i].Start, reading.Tokens[end - 1].End, 0.9, $"a word for {Plain(kind, list.Topic)}") { Topic = list.Topic });
            }
        }
    }

    /// <summary>Drops findings that lie within an entry of a list that says they are none.</summary>
    public static void DropExcluded(Reading reading, ListHits hits, List<Finding> findings)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            foreach (var (list, end) in hits.At(i))
            {
                if (list.Not is { } kind)
                {
                    var (start, stop) = (reading.Tokens[i].Start, reading.Tokens[end - 1].End);
                    findings.RemoveAll(f => f.Kind == kind && f.Start >= start && f.End <= stop);
                }
            }
        }
    }

    /// <summary>Findings of pattern groups.</summary>
    public static void Find(GroupIndex index, Reading reading, ListHits hits, List<Finding> into)
    {
        var walk = new Walk(reading, hits, into);
        var found = new List<Finding>();
        var places = new HashSet<(int Group, int Start)>();
        var candidates = new List<int>();
        var awake = index.Awake(walk);
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            index.StartingAt(walk, i, candidates);
            foreach (var number in candidates)
            {
                if (!awake[number])
                {
                    continue;
                }

                var (group, pattern) = index[number];
                if (places.Contains((group.Number, i)) || walk.Match(group.Pattern(pattern), i) is not { } end || end <= i || group.IsBarred(walk, i, end))
                {
                    continue;
                }

                places.Add((group.Number, i));
                var (start, stop) = (reading.Tokens[i].Start, reading.Tokens[end - 1].End);
                if (found.Count > 0 && found.LastOrDefault(f => f.Kind == group.Source.Kind && f.Topic == group.Source.Topic) is { } previous && previous.End >= stop)
                {
                    continue;
                }

                found.Add(new(group.Source.Kind, start, stop, group.Source.Score, group.Source.Why) { Topic = group.Source.Topic });
            }
        }

        into.AddRange(found);
    }

    private static int LongestAt(List<(WordList List, int End)> hits, string kind, string? topic)
    {
        var end = 0;
        foreach (var (list, stop) in hits)
        {
            end = list.Kind == kind && list.Topic == topic ? Math.Max(end, stop) : end;
        }

        return end;
    }

    private void AddEntry(WordList list, string entry)
    {
        var open = entry.EndsWith('*');
        var words = (open ? entry[..^1] : entry).Split(' ');
        var item = new ListEntry(list, words, open);
        if (open && words.Length == 1)
        {
            _prefixEntries.Add(words[0], item);
            return;
        }

        if (!_entries.TryGetValue(words[0], out var entries))
        {
            _entries[words[0]] = entries = [];
        }

        entries.Add(item);
    }

    private static string Plain(string kind, string? topic) => topic is null ? kind.Replace('-', ' ') : $"{kind.Replace('-', ' ')} ({topic.Replace('-', ' ')})";

    private sealed record ListEntry(WordList List, string[] Words, bool OpenEnded);

    /// <summary>Things by the beginnings of words.</summary>
    private sealed class Prefixes<T>
    {
        private readonly Dictionary<string, List<T>> _byStart = [];
        private readonly SortedSet<int> _lengths = [];
        private int[] _ordered = [];

        public void Add(string start, T item)
        {
            if (!_byStart.TryGetValue(start, out var list))
            {
                _byStart[start] = list = [];
            }

            list.Add(item);
            if (_lengths.Add(start.Length))
            {
                _ordered = [.. _lengths];
            }
        }

        /// <summary>Everything whose beginning the word has.</summary>
        public void Each(string word, Action<T> found)
        {
            var look = _byStart.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var length in _ordered)
            {
                if (word.Length < length)
                {
                    return;
                }

                if (look.TryGetValue(word.AsSpan(0, length), out var items))
                {
                    items.ForEach(found);
                }
            }
        }
    }

    /// <summary>Entries of lists by the token at which they begin.</summary>
    internal sealed class ListHits(int tokens)
    {
        private static readonly List<(WordList List, int End)> None = [];

        private readonly List<(WordList List, int End)>?[] _at = new List<(WordList List, int End)>?[tokens];

        public void Add(int at, WordList list, int end) => (_at[at] ??= []).Add((list, end));

        public List<(WordList List, int End)> At(int token) => _at[token] ?? None;
    }

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
            _byPrefix.Each(read.Folded, into.Add);

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

    /// <summary>Walks patterns over one reading.</summary>
    internal sealed class Walk
    {
        private readonly Dictionary<int, List<(Finding Finding, int End)>> _findings = [];
        private readonly Dictionary<PatternNode[], bool> _anywhere = [];
        private int _steps;

        public Walk(Reading reading, ListHits lists, IEnumerable<Finding> findings)
        {
            (Reading, Lists) = (reading, lists);
            foreach (var finding in findings)
            {
                if (FirstTokenOf(finding) is not { } start)
                {
                    continue;
                }

                var end = start + 1;
                while (end < reading.Tokens.Count && reading.Tokens[end].Start < finding.End)
                {
                    end++;
                }

                if (!_findings.TryGetValue(start, out var here))
                {
                    _findings[start] = here = [];
                }

                here.Add((finding, end));
            }

            // A finding may begin inside a token (#SaveWardSeven) or at a sign that is none ("£5").
            int? FirstTokenOf(Finding finding)
            {
                var (low, high) = (0, reading.Tokens.Count);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = reading.Tokens[middle].End <= finding.Start ? (middle + 1, high) : (low, middle);
                }

                return low < reading.Tokens.Count && reading.Tokens[low].Start < finding.End ? low : null;
            }
        }

        public Reading Reading { get; }

        public ListHits Lists { get; }

        public IReadOnlyList<(Finding Finding, int End)> FindingsAt(int token) => _findings.TryGetValue(token, out var here) ? here : [];

        /// <returns>The token behind the match, or null.</returns>
        public int? Match(PatternNode node, int at)
        {
            _steps = 0;
            return Step(node, at);
        }

        public bool StandsBetween(PatternNode[] patterns, int from, int to)
        {
            if (from == 0 && to == Reading.Tokens.Count && _anywhere.TryGetValue(patterns, out var known))
            {
                return known;
            }

            var stands = false;
            for (var i = from; i < to && !stands; i++)
            {
                foreach (var pattern in patterns)
                {
                    if (Match(pattern, i) is not null)
                    {
                        stands = true;
                        break;
                    }
                }
            }

            if (from == 0 && to == Reading.Tokens.Count)
            {
                _anywhere[patterns] = stands;
            }

            return stands;
        }

        public bool StandsInSentence(PatternNode[] patterns, int start, int end)
        {
            var sentence = Reading.Tokens[start].Sentence;
            var (from, to) = (start, end);
            while (from > 0 && Reading.Tokens[from - 1].Sentence == sentence)
            {
                from--;
            }

            while (to < Reading.Tokens.Count && Reading.Tokens[to].Sentence == sentence)
            {
                to++;
            }

            return StandsBetween(patterns, from, to);
        }

        private int? Step(PatternNode? node, int at)
        {
            if (node is null)
            {
                return at;
            }

            if (++_steps > MostSteps)
            {
                return null;
            }

            switch (node)
            {
                case PatternNode.Fork fork:
                    foreach (var branch in fork.Branches)
                    {
                        if (Step(branch, at) is { } end)
                        {
                            return end;
                        }
                    }

                    return null;
                case PatternNode.SentenceStart:
                    return at == 0 || Reading.Tokens[at - 1].Kind is TokenKind.SentenceEnd ? Step(node.Next, at) : null;
                case PatternNode.SentenceEnd end:
                    var stop = SkipSymbols(at);
                    return stop >= Reading.Tokens.Count ? (end.Question ? null : Step(node.Next, at))
                        : Reading.Tokens[stop].Kind is TokenKind.SentenceEnd && (!end.Question || Reading.Tokens[stop].Folded == "?") ? Step(node.Next, at) : null;
                case PatternNode.Gap gap:
                    for (var skipped = 0; skipped <= gap.Most; skipped++, at++)
                    {
                        if (Step(node.Next, at) is { } end)
                        {
                            return end;
                        }

                        if (at >= Reading.Tokens.Count || Reading.Tokens[at].Kind is TokenKind.SentenceEnd)
                        {
                            return null;
                        }
                    }

                    return null;
                default:
                    return Token(node, at) ?? (at < Reading.Tokens.Count && Reading.Tokens[at].Kind is TokenKind.Symbol && _steps > 1 ? Step(node, at + 1) : null);
            }
        }

        private int? Token(PatternNode node, int at)
        {
            if (at >= Reading.Tokens.Count || Reading.Tokens[at].Kind is TokenKind.SentenceEnd)
            {
                return null;
            }

            var folded = Reading.Tokens[at].Folded;
            switch (node)
            {
                case PatternNode.Word word:
                    return folded == word.Text ? Step(node.Next, at + 1) : null;
                case PatternNode.Prefix prefix:
                    return folded.StartsWith(prefix.Start, StringComparison.Ordinal) ? Step(node.Next, at + 1) : null;
                case PatternNode.Number:
                    return Reading.Tokens[at].Kind is TokenKind.Number ? Step(node.Next, at + 1) : null;
                case PatternNode.List list:
                    foreach (var (hit, end) in Lists.At(at))
                    {
                        if (hit.Name == list.Name && Step(node.Next, end) is { } stop)
                        {
                            return stop;
                        }
                    }

                    return null;
                case PatternNode.Kind kind:
                    foreach (var (finding, end) in FindingsAt(at))
                    {
                        if (finding.Kind == kind.Name && (kind.Topic is null || finding.Topic == kind.Topic) && Step(node.Next, end) is { } stop)
                        {
                            return stop;
                        }
                    }

                    return null;
                default:
                    throw new InvalidOperationException($"A pattern cannot hold {node.GetType().Name} here.");
            }
        }

        private int SkipSymbols(int at)
        {
            while (at < Reading.Tokens.Count && Reading.Tokens[at].Kind is TokenKind.Symbol)
            {
                at++;
            }

            return at;
        }
    }
}
