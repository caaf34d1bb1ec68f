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
    private readonly List<ListEntry> _prefixEntries = [];
    private readonly Dictionary<string, WordList> _lists;
    private readonly Group[] _groups;

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

    /// <summary>Which list entries begin at which token.</summary>
    public ListHits FindLists(Reading reading)
    {
        var hits = new ListHits();
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

            foreach (var entry in _prefixEntries)
            {
                if (folded.StartsWith(entry.Words[0], StringComparison.Ordinal))
                {
                    Try(entry, i);
                }
            }
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
            foreach (var group in hits.At(i).GroupBy(h => (h.List.Kind, h.List.Topic)).Where(g => g.Key.Kind is not null))
            {
                var key = (group.Key.Kind!, group.Key.Topic);
                var end = group.Max(h => h.End);
                if (last.TryGetValue(key, out var before) && before > i)
                {
                    continue;
                }

                last[key] = end;
                into.Add(new(key.Item1, reading.Tokens[i].Start, reading.Tokens[end - 1].End, 0.9, $"a word for {Plain(key.Item1, key.Topic)}") { Topic = key.Topic });
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
        var candidates = new List<(Group Group, int Pattern)>();
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            index.StartingAt(walk, i, candidates);
            foreach (var (group, pattern) in candidates)
            {
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

    private void AddEntry(WordList list, string entry)
    {
        var open = entry.EndsWith('*');
        var words = (open ? entry[..^1] : entry).Split(' ');
        var item = new ListEntry(list, words, open);
        if (open && words.Length == 1)
        {
            _prefixEntries.Add(item);
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

    /// <summary>Entries of lists by the token at which they begin.</summary>
    internal sealed class ListHits
    {
        private readonly Dictionary<int, List<(WordList List, int End)>> _at = [];

        public void Add(int at, WordList list, int end)
        {
            if (!_at.TryGetValue(at, out var here))
            {
                _at[at] = here = [];
            }

            here.Add((list, end));
        }

        public IReadOnlyList<(WordList List, int End)> At(int token) => _at.TryGetValue(token, out var here) ? here : [];
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

        public bool IsBarred(Walk walk, int start, int end) =>
            (Source.Unless is { Count: > 0 } && walk.StandsInSentence(_unless.Value, start, end))
            || (Source.UnlessAnywhere is { Count: > 0 } && walk.StandsBetween(_unlessAnywhere.Value, 0, walk.Reading.Tokens.Count))
            || (Source.Needs is { Count: > 0 } && !walk.StandsBetween(_needs.Value, 0, walk.Reading.Tokens.Count));

        private PatternNode[] Parse(IReadOnlyList<string>? sources) => [.. (sources ?? []).Select(s => PatternParser.Parse(s, _listExists))];
    }

    /// <summary>Patterns by what they may begin with.</summary>
    internal sealed class GroupIndex
    {
        private readonly Dictionary<string, List<(Group, int)>> _byWord = [];
        private readonly Dictionary<string, List<(Group, int)>> _byPrefix = [];
        private readonly Dictionary<string, List<(Group, int)>> _byList = [];
        private readonly Dictionary<string, List<(Group, int)>> _byKind = [];
        private readonly List<(Group, int)> _byNumber = [];
        private readonly List<(Group, int)> _atSentenceStart = [];
        private readonly SortedSet<int> _prefixLengths = [];

        public GroupIndex(IEnumerable<Group> groups)
        {
            foreach (var group in groups)
            {
                for (var i = 0; i < group.Source.Patterns.Count; i++)
                {
                    foreach (var start in group.Starts(i))
                    {
                        Add(start, (group, i));
                    }
                }
            }
        }

        public void StartingAt(Walk walk, int token, List<(Group Group, int Pattern)> into)
        {
            into.Clear();
            var read = walk.Reading.Tokens[token];
            Take(_byWord, read.Folded);
            foreach (var length in _prefixLengths)
            {
                if (read.Folded.Length < length)
                {
                    break;
                }

                Take(_byPrefix, read.Folded[..length]);
            }

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

            void Take(Dictionary<string, List<(Group, int)>> index, string key)
            {
                if (index.TryGetValue(key, out var here))
                {
                    into.AddRange(here);
                }
            }
        }

        private void Add(string start, (Group, int) entry)
        {
            var key = start[1..];
            switch (start[0])
            {
                case '=':
                    AddTo(_byWord);
                    break;
                case '*':
                    AddTo(_byPrefix);
                    _prefixLengths.Add(key.Length);
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

            void AddTo(Dictionary<string, List<(Group, int)>> index)
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
            var starts = new Dictionary<int, int>();
            for (var i = 0; i < reading.Tokens.Count; i++)
            {
                starts.TryAdd(reading.Tokens[i].Start, i);
            }

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
                if (starts.TryGetValue(finding.Start, out var exact))
                {
                    return exact;
                }

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
