using Candour.Engine.Rulebooks;

namespace Candour.Engine.Screening;

/// <summary>Finds the names of one organisation's world.</summary>
public sealed class TermIndex
{
    private readonly Dictionary<string, List<(string[] Words, string Kind)>> _byFirst = [];

    /// <summary>Reads the terms of a rulebook.</summary>
    /// <param name="rulebook">Any.</param>
    /// <param name="withExamples">Whether the invented world of the examples counts; off in a real installation.</param>
    public TermIndex(Rulebook rulebook, bool withExamples = true)
    {
        Add(rulebook.Terms);
        if (withExamples)
        {
            Add(rulebook.ExampleTerms);
        }
    }

    private TermIndex()
    {
    }

    /// <summary>Knows no names.</summary>
    public static TermIndex None { get; } = new();

    internal void Find(Reading reading, List<Finding> into)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (!_byFirst.TryGetValue(Name(reading, i), out var terms) && !_byFirst.TryGetValue(Owner(reading, i), out terms))
            {
                continue;
            }

            foreach (var (words, kind) in terms)
            {
                if (i + words.Length <= reading.Tokens.Count && Matches(reading, i, words))
                {
                    into.Add(new(kind, reading.Tokens[i].Start, reading.Tokens[i + words.Length - 1].End, 1, $"a name of {Plain(kind)}"));
                    break;
                }
            }
        }
    }

    private static bool Matches(Reading reading, int at, string[] words)
    {
        for (var w = 1; w < words.Length; w++)
        {
            if (reading.Tokens[at + w].Folded != words[w] && Owner(reading, at + w) != words[w])
            {
                return false;
            }
        }

        return reading.Tokens[at].Folded == words[0] || words.Length == 1 || Name(reading, at) == words[0];
    }

    private static string Name(Reading reading, int at) =>
        reading.Tokens[at].Kind is TokenKind.Handle ? Letters.Fold(reading.Raw(at)[1..]) : reading.Tokens[at].Folded;

    // "Fellgate's" is Fellgate's.
    private static string Owner(Reading reading, int at)
    {
        var raw = reading.Raw(at);
        return raw.Length > 2 && raw[^1] is 's' or 'S' && raw[^2] is '\'' or '’' ? reading.Tokens[at].Folded[..^1] : reading.Tokens[at].Folded;
    }

    private static string Plain(string kind) => kind switch
    {
        "own-organisation" => "the organisation",
        "site" => "a place of the organisation",
        "system" => "an internal system or document",
        _ => "an official account",
    };

    private void Add(Terms terms)
    {
        AddAll(terms.Organisations, "own-organisation");
        AddAll(terms.OfficialAccounts, "official-account");
        AddAll(terms.Sites, "site");
        AddAll(terms.Systems, "system");
    }

    private void AddAll(IReadOnlyList<string> names, string kind)
    {
        foreach (var name in names)
        {
            var words = Reading.Of(name.TrimStart('@')).Tokens.Where(t => t.Kind is not TokenKind.SentenceEnd).Select(t => t.Folded).ToArray();
            if (words.Length == 0)
            {
                continue;
            }

            if (!_byFirst.TryGetValue(words[0], out var list))
            {
                _byFirst[words[0]] = list = [];
            }

            list.Add((words, kind));
            list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length)); // the longest name first
        }
    }
}
