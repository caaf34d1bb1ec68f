using System.Text;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>The patterns by which facts are read from a question, as one file.</summary>
/// <param name="Patterns">Groups of kind <c>question</c> whose topic is <c>fact=value#line</c>, and their lists.</param>
/// <param name="Words">The words that stand in them; a misspelt one is mended towards these.</param>
/// <param name="Ordinary">English words that lie near one of those and are no slips.</param>
public sealed record QuestionVocabulary(CompiledVocabulary Patterns, IReadOnlyList<string> Words, IReadOnlyList<string> Ordinary);

/// <summary>
/// Reads facts from a question in ordinary words: "can i check insta on the ward pc in my break". What is unsure is left to be asked. Keeps and
/// logs nothing; many threads may share one.
/// </summary>
public sealed class QuestionReader
{
    // Below this the words alone do not settle it; two values this near to each other contradict.
    private const double Sure = 0.6;
    private const double Near = 0.05;

    /// <summary>The longest question that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 2_000;

    private readonly PatternMatcher _matcher;
    private readonly Spelling _spelling;

    /// <summary>Makes one.</summary>
    /// <param name="vocabulary">Patterns of questions.</param>
    public QuestionReader(QuestionVocabulary vocabulary)
    {
        _matcher = new(vocabulary.Patterns);
        _spelling = new(vocabulary.Words, vocabulary.Ordinary);
    }

    /// <summary>The facts that a question states, with their places in it.</summary>
    /// <param name="rulebook">Whose platforms and names count.</param>
    /// <param name="question">At most <see cref="MaxLength"/> code units; what is longer is not read.</param>
    /// <param name="withExamples">Whether the invented world of the examples counts.</param>
    public IReadOnlyList<Fact> Read(Rulebook rulebook, string question, bool withExamples = true)
    {
        var asked = Reading.Of(question.Length > MaxLength ? question[..MaxLength] : question);
        var (mended, places) = Mend(asked);
        var found = new List<Finding>();
        PatternMatcher.Find(_matcher.Stances, mended, _matcher.FindLists(mended), found);
        var seen = found.Select(f => Seen(f, rulebook)).ToList();
        var terms = new List<Finding>();
        new TermIndex(rulebook, withExamples).Find(mended, terms);
        seen.AddRange(terms.Where(t => t.Kind is "official-account").Select(t => ("official-page", "yes", 0.7, t)));
        return [.. seen.GroupBy(s => s.Fact).SelectMany(g => Settle(g.Key, [.. g])).Select(s => s with { Start = places(s.Start!.Value).Start, End = places(s.End!.Value - 1).End }).OrderBy(f => f.Start)];
    }

    private static (string Fact, string Value, double Score, Finding Place) Seen(Finding finding, Rulebook rulebook)
    {
        var equals = finding.Topic!.IndexOf('=', StringComparison.Ordinal);
        var (fact, value) = (finding.Topic[..equals], finding.Topic[(equals + 1)..finding.Topic.LastIndexOf('#')]);
        return (fact, fact is "platform" && !rulebook.Platforms.Contains(value) ? "other" : value, finding.Score, finding);
    }

    // Longer words say more than those they hold, unless they are the less sure; of what is left one value must stand out.
    private static IEnumerable<Fact> Settle(string fact, (string Fact, string Value, double Score, Finding Place)[] seen)
    {
        var own = seen.Where(s => !seen.Any(o => o.Value != s.Value && o.Score >= s.Score && o.Place.Start <= s.Place.Start && o.Place.End >= s.Place.End && Length(o.Place) > Length(s.Place)))
            .GroupBy(s => s.Value).Select(g => g.MaxBy(s => s.Score)).Where(s => s.Score >= Sure).OrderByDescending(s => s.Score).ToArray();
        if (own.Length == 0)
        {
            return [];
        }

        if (FactVocabulary.Find(fact)!.Set)
        {
            return [new(fact, [.. own.Select(s => s.Value)], FactSource.Text, own[0].Place.Start, own[0].Place.End)];
        }

        return own.Length > 1 && own[0].Score - own[1].Score < Near ? [] : [new(fact, [own[0].Value], FactSource.Text, own[0].Place.Start, own[0].Place.End)];

        static int Length(Finding place) => place.End - place.Start;
    }

    // The same sentence with its slips mended, and for each place in it the token it came from.
    private (Reading Mended, Func<int, Token> Places) Mend(Reading asked)
    {
        var text = new StringBuilder();
        var tokens = new List<(int Start, Token Token)>();
        foreach (var token in asked.Tokens)
        {
            tokens.Add((text.Length, token));
            text.Append(token.Kind is TokenKind.Word ? _spelling.Mend(token.Folded) : asked.Text[token.Start..token.End]);
            text.Append(token.Kind is TokenKind.SentenceEnd ? "\n" : " ");
        }

        return (Reading.Of(text.ToString()), place => tokens[Math.Max(0, tokens.FindLastIndex(t => t.Start <= place))].Token);
    }
}
