namespace Candour.Engine.Screening;

/// <content>Walking patterns over a text.</content>
internal sealed partial class PatternMatcher
{
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
