using Candour.Engine.Decisions;
using Candour.Engine.Screening;

namespace Candour.Web.Words;

/// <summary>Verdicts as people say them.</summary>
public static class VerdictWords
{
    // What is at stake, in one sentence, by category.
    private static readonly Dictionary<string, string> Stakes = new()
    {
        ["patient-identifier"] = "It tells people who a patient is, or something about one that is confidential.",
        ["indirect-identifier"] = "It could tell people who a patient is.",
        ["staff-identifier"] = "It names or shows somebody you work with.",
        ["image-or-recording"] = "It has, or speaks of, a picture or recording that should not be shared.",
        ["confidential-business"] = "It tells of something that has not been published.",
        ["security-alert"] = "It passes on something about safety or security.",
        ["discrimination"] = "It shows contempt for a group of people.",
        ["harassment"] = "Somebody could feel bullied or harassed by it.",
        ["threat"] = "It can be read as a threat.",
        ["offensive"] = "Its words are likely to offend.",
        ["sexual"] = "It has sexual content.",
        ["defamation"] = "It accuses somebody, and that could be defamatory.",
        ["disrepute"] = "It could harm trust in you, your profession or the organisation.",
        ["illegal"] = "It may be against the law.",
        ["incitement"] = "It could stir others up to harm somebody.",
        ["safeguarding-encouragement"] = "It could encourage something harmful.",
        ["copyright-or-logo"] = "It may use work, a logo or a crest that is not yours to use.",
        ["impersonation-of-official"] = "It could be taken for an official account.",
        ["missing-disclaimer"] = "Nothing says that the views are your own.",
        ["pseudonym"] = "It is not under your real name.",
        ["endorsement"] = "It looks as if the organisation recommends something.",
        ["political"] = "It takes sides in party politics.",
        ["factual-correction"] = "What it says may not be right, or has no source.",
        ["public-incident-comment"] = "It speaks of a case that is in the public eye.",
        ["grievance"] = "It complains about work in public.",
        ["conflict-of-interest"] = "It touches a private interest of yours.",
        ["credentials"] = "It gives away passwords or access details.",
        ["self-disclosure"] = "It gives away personal details of your own.",
    };

    /// <summary>Whether there is a sentence for a category.</summary>
    /// <param name="category">Its id.</param>
    public static bool HasStake(string category) => Stakes.ContainsKey(category);

    /// <summary>What to do, in one sentence.</summary>
    /// <param name="level">Of the verdict.</param>
    public static string Headline(Level level) => level switch
    {
        Level.Stop => "Do not post this",
        Level.Ask => "Do not post this yet",
        Level.Consider => "Think before you post this",
        _ => "We found nothing against posting this",
    };

    /// <summary>Why, in one sentence.</summary>
    /// <param name="verdict">With its reasons.</param>
    public static string Why(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Reasons.Count == 0)
        {
            return "It is your choice. Read below what was not checked.";
        }

        var strictest = verdict.Reasons.Where(r => r.Verdict == verdict.Level).Select(r => r.Category).Distinct().ToArray();
        return Stakes.GetValueOrDefault(strictest[0], verdict.Reasons[0].Why) + (strictest.Length > 1 ? " There are more reasons below." : "");
    }

    /// <summary>One word for a level, as on a tag.</summary>
    /// <param name="level">Of a verdict or reason.</param>
    public static string Tag(Level level) => level switch { Level.Stop => "Stop", Level.Ask => "Change or ask first", Level.Consider => "Think first", _ => "Clear" };

    /// <summary>Colour of that tag; the word says the same.</summary>
    /// <param name="level">Of a verdict or reason.</param>
    public static string Colour(Level level) => level switch { Level.Stop => "red", Level.Ask => "orange", Level.Consider => "yellow", _ => "green" };

    /// <summary>Class of a verdict's box.</summary>
    /// <param name="level">Of the verdict.</param>
    public static string Tone(Level level) => $"app-verdict--{level.ToString().ToLowerInvariant()}";

    /// <summary>How a part of a draft is headed.</summary>
    /// <param name="part">Which.</param>
    public static string Part(DraftPart part) => part switch
    {
        DraftPart.Text => "Your post",
        DraftPart.Bio => "Your profile",
        DraftPart.AccountName => "Account name",
        DraftPart.OwnName => "Your own name",
        DraftPart.Quoted => "What you share or answer",
        _ => "Earlier posts",
    };

    /// <summary>How strict a clause is.</summary>
    /// <param name="modality">As in the rulebook.</param>
    public static string Modality(string modality) => modality switch
    {
        "must" => "Must",
        "must-not" => "Must not",
        "should" => "Should",
        "should-not" => "Should not",
        "may" => "May",
        _ => "To know",
    };

    /// <summary>A day as people write it.</summary>
    /// <param name="day">Any.</param>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
