using Candour.Engine.Screening;

namespace Candour.Engine.Procedures;

/// <summary>Finds the words that propose one act, and passes over those that rule it out.</summary>
internal sealed class ActWords
{
    private const string Gap = "...";

    // More words than these between two parts of a phrase are another phrase.
    private const int MostInGap = 3;

    private readonly Part[][] _phrases;
    private readonly string[][] _before;
    private readonly string[][] _after;
    private readonly HashSet<string> _cancels;
    private readonly HashSet<string> _breaks;
    private readonly HashSet<string> _others;
    private readonly HashSet<string> _joins;
    private readonly HashSet<string> _acting;

    public ActWords(IReadOnlyList<string> phrases, ActVocabulary.File words)
    {
        _phrases = [.. phrases.SelectMany(p => Expanded(p.Split(' '), words.Lists))];
        _before = [.. words.Before.Select(Folded)];
        _after = [.. words.After.Select(Folded)];
        _cancels = [.. words.Cancels];
        _breaks = [.. words.Breaks];
        _others = [.. words.Others];
        _joins = [.. words.Joins];
        _acting = [.. words.Acting];
    }

    /// <summary>The first words of a text that propose the act.</summary>
    public string? In(string text)
    {
        var reading = Reading.Of(text);
        var tokens = reading.Tokens;
        var stems = tokens.Select(t => Stem(t.Folded)).ToArray();
        for (var i = 0; i < stems.Length; i++)
        {
            foreach (var phrase in _phrases)
            {
                if (EndOf(phrase, stems, tokens, i) is { } end && !IsQuestion(tokens, i) && !IsRuledOut(reading, i, end))
                {
                    return reading.Text[tokens[i].Start..tokens[end - 1].End];
                }
            }
        }

        return null;
    }

    private static int? EndOf(Part[] phrase, string[] stems, IReadOnlyList<Token> tokens, int start)
    {
        var at = start;
        for (var p = 0; p < phrase.Length; p++)
        {
            if (phrase[p].Word is Gap)
            {
                p++;
                for (var skipped = 0; at < stems.Length && skipped < MostInGap && !Fits(phrase[p], at); skipped++)
                {
                    at++;
                }
            }

            if (at >= stems.Length || !Fits(phrase[p], at) || tokens[at].Sentence != tokens[start].Sentence)
            {
                return null;
            }

            at++;
        }

        return at;

        // Verbs have endings; whom and what they are done to is written as listed.
        bool Fits(Part part, int i) => part.Listed ? tokens[i].Folded == part.Word : stems[i] == part.Word;
    }

    // A question asks whether it was done.
    private static bool IsQuestion(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.SentenceEnd)
            {
                return tokens[i].Folded.StartsWith('?');
            }
        }

        return false;
    }

    private bool IsRuledOut(Reading reading, int start, int end)
    {
        var tokens = reading.Tokens;
        var first = start;
        var ruled = false;
        for (var i = start - 1; i >= 0 && tokens[i].Sentence == tokens[start].Sentence && tokens[i].Kind is not TokenKind.SentenceEnd; i--)
        {
            if (_breaks.Contains(tokens[i].Folded) || EndsPart(reading, i, start))
            {
                break;
            }

            first = i;
        }

        if (IsOfOthers(tokens, first, start))
        {
            return true;
        }

        for (var i = first; i < start; i++)
        {
            if (_before.FirstOrDefault(n => StandsAt(n, tokens, i, start)) is { } negation)
            {
                ruled = !_cancels.Contains(tokens[Math.Min(i + negation.Length, tokens.Count - 1)].Folded);
                i += negation.Length - 1;
            }
        }

        return ruled || Enumerable.Range(end, Math.Max(0, tokens.Count - end))
            .TakeWhile(i => tokens[i].Sentence == tokens[start].Sentence && !_breaks.Contains(tokens[i].Folded))
            .Any(i => _after.Any(n => StandsAt(n, tokens, i, tokens.Count)));
    }

    private bool IsOfOthers(IReadOnlyList<Token> tokens, int first, int start)
    {
        var (others, acting) = (false, false);
        for (var i = first; i < start; i++)
        {
            if (_others.Contains(tokens[i].Folded))
            {
                // "The police may come and take": both are theirs.
                (others, acting) = (true, i + 1 < start && _acting.Contains(tokens[i + 1].Folded));
            }
            else if (_joins.Contains(tokens[i].Folded) && !(acting && tokens[i].Folded is "and"))
            {
                others = false;
            }
        }

        return others;
    }

    private static bool StandsAt(string[] words, IReadOnlyList<Token> tokens, int at, int end)
    {
        for (var w = 0; w < words.Length; w++)
        {
            if (at + w >= end || tokens[at + w].Folded != words[w])
            {
                return false;
            }
        }

        return true;
    }

    // A negation reaches over a comma only in a list: "never hold them, block their way or take the phone".
    private static bool EndsPart(Reading reading, int token, int start)
    {
        var gap = reading.GapAfter(token);
        if (gap.ContainsAny(";:–—") || gap.Contains(" - ", StringComparison.Ordinal))
        {
            return true;
        }

        return gap.Contains(',') && !IsList(reading, token + 1, reading.Tokens[start].Sentence);
    }

    private static bool IsList(Reading reading, int from, int sentence)
    {
        for (var i = from; i < reading.Tokens.Count && reading.Tokens[i].Sentence == sentence; i++)
        {
            if (reading.Tokens[i].Folded is "or" or "nor")
            {
                return true;
            }
        }

        return false;
    }

    private static List<Part[]> Expanded(string[] words, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        var all = new List<Part[]> { Array.Empty<Part>() };
        foreach (var word in words)
        {
            var choices = word is ['<', .. var name, '>'] ? lists[name].Select(w => Folded(w).Select(x => new Part(x, true)).ToArray())
                : word is Gap ? [[new Part(Gap, true)]]
                : [[.. Folded(word).Select(w => new Part(Stem(w), false))]];
            all = [.. all.SelectMany(a => choices.Select(c => (Part[])[.. a, .. c]))];
        }

        return all;
    }

    // Endings off, a doubled last letter made one: stop, stops, stopped and stopping meet.
    private static string Stem(string word)
    {
        var cut = word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
            : word.Length > 4 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal)) ? word[..^2]
            : word.Length > 3 && (word[^1] is 'e' || (word[^1] is 's' && word[^2] is not 's')) ? word[..^1]
            : word;
        return cut.Length > 2 && cut[^1] == cut[^2] ? cut[..^1] : cut;
    }

    private static string[] Folded(string words) => [.. Reading.Of(words).Tokens.Select(t => t.Folded)];

    private readonly record struct Part(string Word, bool Listed);
}
