namespace Candour.Engine.Screening;

/// <summary>
/// Finds word lists and patterns in a reading. Word lists come first: each token is looked up once, and the entries that begin there are
/// remembered by list. A pattern is tried only at tokens that its first node can be: an index by word, by prefix, by list and by kind of
/// finding says which. Steps at one place are limited, so no text can make it slow.
/// </summary>
internal sealed partial class PatternMatcher
{
    private const int MostSteps = 4_000;
    private const int ShortestPrefix = 2;

    private readonly Dictionary<string, List<ListEntry>> _entries = [];
    private readonly Prefixes<ListEntry> _prefixEntries = new();
    private readonly Dictionary<string, WordList> _lists;
    private readonly Group[] _groups;
    private readonly Lazy<GroupIndex> _labelled;
    private readonly Lazy<GroupIndex> _lifters;

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
        _labelled = new(() => new(_groups.Where(g => TextLabels.Kinds.Contains(g.Source.Kind))));
        _lifters = new(() => new(_groups.Where(g => Kinds.Class(g.Source.Kind) is "lifting")));
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

    /// <summary>Those stances that <see cref="TextLabels"/> asks for; for bulk screening.</summary>
    public GroupIndex Labelled => _labelled.Value;

    /// <summary>What lifts stances; for bulk screening, where few texts hold one.</summary>
    public GroupIndex Lifters => _lifters.Value;

    /// <summary>Which list entries begin at which token.</summary>
    public ListHits FindLists(Reading reading)
    {
        var hits = new ListHits(reading.Tokens.Count);
        var open = new List<ListEntry>();
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

            open.Clear();
            _prefixEntries.Collect(folded, open);
            foreach (var entry in open)
            {
                Try(entry, i);
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

    /// <summary>Entries of lists by the token at which they begin.</summary>
    internal sealed class ListHits(int tokens)
    {
        private static readonly List<(WordList List, int End)> None = [];

        private readonly List<(WordList List, int End)>?[] _at = new List<(WordList List, int End)>?[tokens];

        public void Add(int at, WordList list, int end) => (_at[at] ??= []).Add((list, end));

        public List<(WordList List, int End)> At(int token) => _at[token] ?? None;
    }
}
