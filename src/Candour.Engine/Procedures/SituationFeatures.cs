using Candour.Engine.Screening;

namespace Candour.Engine.Procedures;

/// <summary>What a sentence about something that has happened is made of: words without endings, pairs of them, and pieces of words for slips of the pen.</summary>
internal static class SituationFeatures
{
    private const int Piece = 4;
    private const double OfPair = 0.7;
    private const double OfPiece = 0.3;

    /// <summary>The features of a sentence with their counts.</summary>
    /// <param name="text">Any sentence.</param>
    /// <param name="spelling">Mends slips of the pen towards words that are known; null takes every word as it stands.</param>
    public static Dictionary<string, double> Of(string text, Spelling? spelling = null)
    {
        var features = new Dictionary<string, double>();
        string? before = null;
        foreach (var token in Reading.Of(text).Tokens)
        {
            if (token.Kind is not (TokenKind.Word or TokenKind.Number))
            {
                before = token.Kind is TokenKind.SentenceEnd ? null : before;
                continue;
            }

            var word = Mended(token, spelling);
            var stem = Stem(word);
            Add(features, stem, 1);
            if (before is not null)
            {
                Add(features, $"{before} {stem}", OfPair);
            }

            before = stem;
            var marked = $"^{word}$";
            for (var i = 0; i + Piece <= marked.Length; i++)
            {
                Add(features, $"~{marked.AsSpan(i, Piece)}", OfPiece);
            }
        }

        return features;
    }

    /// <summary>Whether there is a word in it at all.</summary>
    public static bool SaysSomething(Dictionary<string, double> features) => features.Keys.Any(f => f.Length > 2 && f[0] is not '~');

    /// <summary>The words of the text that a feature stands for; null for a piece.</summary>
    /// <param name="feature">As <see cref="Of"/> gives it.</param>
    /// <param name="text">What was said.</param>
    /// <param name="spelling">As it was given to <see cref="Of"/>.</param>
    public static string? Words(string feature, string text, Spelling? spelling = null)
    {
        if (feature[0] is '~')
        {
            return null;
        }

        var wanted = feature.Split(' ');
        var tokens = Reading.Of(text).Tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.Number).ToArray();
        for (var i = 0; i + wanted.Length <= tokens.Length; i++)
        {
            if (wanted.Select((w, n) => Stem(Mended(tokens[i + n], spelling)) == w).All(same => same))
            {
                return text[tokens[i].Start..tokens[i + wanted.Length - 1].End];
            }
        }

        return null;
    }

    private static string Mended(Token token, Spelling? spelling) => token.Kind is TokenKind.Word && spelling is not null ? spelling.Mend(token.Folded) : token.Folded;

    private static void Add(Dictionary<string, double> features, string feature, double value) => features[feature] = features.GetValueOrDefault(feature) + value;

    // Endings off; a doubled last letter made one, and a last y an i.
    private static string Stem(string word)
    {
        var stem = word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
            : word.Length > 4 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal)) ? word[..^2]
            : word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
        stem = stem.Length > 3 && stem[^1] is 'e' ? stem[..^1] : stem;
        stem = stem.Length > 3 && stem[^1] == stem[^2] ? stem[..^1] : stem;
        return stem.Length > 3 && stem[^1] is 'y' ? $"{stem[..^1]}i" : stem;
    }
}
