using Candour.Engine.Facts;

namespace Candour.Web.Words;

/// <summary>Facts as people say them.</summary>
public static class FactWords
{
    /// <summary>What a fact is called.</summary>
    /// <param name="fact">Its name in the vocabulary.</param>
    public static string Name(string fact) => FactVocabulary.Find(fact)?.Title ?? fact;

    /// <summary>What a value is called.</summary>
    /// <param name="fact">The fact's name.</param>
    /// <param name="value">One of its values.</param>
    /// <param name="isPublic">Whoever reads it comes for care or visits.</param>
    public static string Value(string fact, string value, bool isPublic = false) =>
        FactVocabulary.Find(fact)?.LabelFor(value, isPublic) ?? value switch { "other" => "Another", "unknown" => "I do not know", _ => fact is "platform" ? Platform(value) : value };

    /// <summary>How a fact is asked for.</summary>
    /// <param name="fact">Its name.</param>
    /// <param name="isPublic">Whoever is asked comes for care or visits.</param>
    public static string Question(string fact, bool isPublic = false) => FactVocabulary.Find(fact)?.QuestionFor(isPublic) ?? Name(fact);

    /// <summary>Words with every fact's name in them put as people say it.</summary>
    /// <param name="words">As the engine says it, with names such as already-public.</param>
    public static string InWords(string words) =>
        System.Text.RegularExpressions.Regex.Replace(words, "(?<=turn on )[a-z, -]+(?= alone)", m =>
            string.Join(", ", m.Value.Split(", ").Select(f => $"“{Name(f)}”")), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Platform(string value) => value switch
    {
        "google-plus" => "Google+",
        "linkedin" => "LinkedIn",
        "youtube" => "YouTube",
        "whatsapp" => "WhatsApp",
        "tiktok" => "TikTok",
        "x" => "X",
        _ => value.Length == 0 ? value : $"{char.ToUpperInvariant(value[0])}{value[1..].Replace('-', ' ')}",
    };
}
