using Candour.Engine.Decisions;

namespace Candour.Web.Words;

/// <summary>Answers as people say them.</summary>
public static class AnswerWords
{
    /// <summary>The answer in one short sentence.</summary>
    /// <param name="answer">Any.</param>
    public static string Headline(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return IsSettled(answer) ? Headline(answer.Level) : "It depends";
    }

    /// <summary>No missing fact can make the answer a stricter or a milder one; that it may take the matter out of the policy changes nothing for whoever is allowed.</summary>
    /// <param name="answer">Any.</param>
    public static bool IsSettled(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Final || answer.Level is AnswerLevel.Allow;
    }

    /// <summary>What to do while it depends on something that is not known.</summary>
    /// <param name="level">The strictest answer still possible.</param>
    public static string Meanwhile(AnswerLevel level) => level switch
    {
        AnswerLevel.Deny => "Do not do it until you know more. It may not be allowed.",
        AnswerLevel.Refer => "Ask before you do it. Somebody else may have to decide.",
        AnswerLevel.Conditional => "Keep to the conditions below until you know more.",
        _ => "Nothing in the policy stands against it.",
    };

    /// <summary>A few words for a level, as on a tag.</summary>
    /// <param name="level">Of an answer or reason.</param>
    public static string Tag(AnswerLevel level) => level switch
    {
        AnswerLevel.Deny => "No",
        AnswerLevel.Refer => "Ask first",
        AnswerLevel.Conditional => "Yes, on conditions",
        AnswerLevel.Allow => "Yes",
        _ => "Not covered",
    };

    /// <summary>Colour of that tag; the words say the same.</summary>
    /// <param name="level">Of an answer or reason.</param>
    public static string Colour(AnswerLevel level) => level switch { AnswerLevel.Deny => "red", AnswerLevel.Refer => "orange", AnswerLevel.Conditional => "yellow", AnswerLevel.Allow => "green", _ => "grey" };

    /// <summary>Class of an answer's box.</summary>
    /// <param name="answer">Any.</param>
    public static string Tone(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Level switch
        {
            AnswerLevel.Deny when answer.Final => "app-verdict--stop",
            AnswerLevel.Deny or AnswerLevel.Refer => "app-verdict--ask",
            AnswerLevel.Conditional => "app-verdict--consider",
            AnswerLevel.Allow => "app-verdict--clear",
            _ => "app-verdict--outside",
        };
    }

    /// <summary>For whom guidance is, as a heading.</summary>
    /// <param name="audience">staff, public or everyone.</param>
    public static string Audience(string audience) => audience switch { "public" => "For patients, carers and visitors", "staff" => "For staff", _ => "For everyone" };

    /// <summary>A kind of sheet with its readers, as a caption.</summary>
    /// <param name="kind">leaflet, poster, help ...</param>
    /// <param name="audience">staff, public or everyone.</param>
    public static string Caption(string kind, string audience)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        return $"{char.ToUpperInvariant(kind[0])}{kind[1..]} {char.ToLowerInvariant(Audience(audience)[0])}{Audience(audience)[1..]}";
    }

    private static string Headline(AnswerLevel level) => level switch
    {
        AnswerLevel.Deny => "No, you may not do this",
        AnswerLevel.Refer => "Ask before you do this",
        AnswerLevel.Conditional => "Yes, you may do this, on conditions",
        AnswerLevel.Allow => "Yes, you may do this",
        _ => "The policy does not cover this",
    };
}
