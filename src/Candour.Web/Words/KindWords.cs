using Candour.Engine.Screening;

namespace Candour.Web.Words;

/// <summary>What was seen, as people say it.</summary>
public static class KindWords
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["person-name"] = "a name",
        ["place"] = "a place",
        ["organisation"] = "an organisation",
        ["date"] = "a date",
        ["date-of-birth"] = "a date of birth",
        ["age"] = "an age",
        ["phone"] = "a phone number",
        ["email"] = "an email address",
        ["postcode"] = "a postcode",
        ["address"] = "an address",
        ["nhs-number"] = "an NHS number",
        ["hospital-number"] = "a hospital number",
        ["identifier"] = "a number or code that points to one person",
        ["url"] = "a link",
        ["handle"] = "an account name",
        ["vehicle"] = "a vehicle",
        ["event-time"] = "when it happened",
        ["bed"] = "a bed or ward",
        ["patient"] = "somebody cared for",
        ["relative"] = "a relative or friend",
        ["colleague"] = "somebody you work with",
        ["care"] = "care or work",
        ["condition"] = "a condition",
        ["treatment"] = "a treatment",
        ["role"] = "a job or role",
        ["event"] = "what happened",
        ["platform"] = "a platform",
        ["topic"] = "the matter",
        ["picture"] = "a picture or recording",
        ["own-organisation"] = "the organisation",
        ["site"] = "a site of the organisation",
        ["system"] = "a system or document of the organisation",
        ["official-account"] = "an official account",
        ["indirect"] = "details that together point to one person",
        ["speaking-for-organisation"] = "speaks for the organisation",
        ["official-look-alike"] = "looks like an official account",
        ["protected-disclosure"] = "a concern about wrongdoing",
        ["union"] = "a union matter",
        ["self-harm"] = "a sign that somebody may be in distress",
        ["already-published"] = "already published",
        ["public-figure"] = "somebody known to the public",
        ["disclaimer"] = "says that views are your own",
        ["promotion"] = "promotion",
        ["image-or-recording"] = "a picture or recording",
        ["confidential-business"] = "something not published",
        ["security-alert"] = "a matter of security",
        ["discrimination"] = "contempt for a group of people",
        ["harassment"] = "words that bully or harass",
        ["threat"] = "words that can be read as a threat",
        ["offensive"] = "offensive words",
        ["sexual"] = "sexual content",
        ["defamation"] = "an accusation",
        ["disrepute"] = "words that could harm trust",
        ["illegal"] = "something that may be against the law",
        ["incitement"] = "words that could stir others up",
        ["safeguarding-encouragement"] = "encouragement of something harmful",
        ["copyright-or-logo"] = "somebody else’s work, logo or crest",
        ["impersonation-of-official"] = "looks official",
        ["missing-disclaimer"] = "views without saying whose they are",
        ["pseudonym"] = "not your real name",
        ["endorsement"] = "a recommendation",
        ["political"] = "party politics",
        ["factual-correction"] = "a claim to check",
        ["public-incident-comment"] = "a case in the public eye",
        ["grievance"] = "a complaint about work",
        ["conflict-of-interest"] = "a private interest",
        ["credentials"] = "a password or access details",
        ["self-disclosure"] = "your own personal details",
        ["correction"] = "a correction",
    };

    // By kind and topic, where the topic says more.
    private static readonly Dictionary<string, string> Particular = new()
    {
        ["condition/rare"] = "a rare condition",
        ["patient/addressed"] = "words spoken to one person",
        ["role/known-for"] = "words that point at somebody",
    };

    /// <summary>Everything seen at one mark, most telling first.</summary>
    /// <param name="seen">Its findings.</param>
    public static string Of(IEnumerable<Engine.Decisions.SeenFinding> seen)
    {
        var words = seen.OrderBy(f => Kinds.Class(f.Kind) switch { "stance" => 0, "identifier" => 1, "term" => 2, _ => 3 })
            .Select(f => Particular.GetValueOrDefault($"{f.Kind}/{f.Topic}") ?? Words.GetValueOrDefault(f.Kind, f.Why))
            .Distinct().ToArray();
        return string.Join(", ", words);
    }

    /// <summary>How details add up, for a finding that is reckoned from others.</summary>
    /// <param name="parts">The findings it is reckoned from.</param>
    public static string Together(IEnumerable<Engine.Decisions.SeenFinding> parts)
    {
        var words = parts.Select(p => Of([p])).Distinct().ToArray();
        var list = words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
        return words.Length == 0 ? "" : $"No single detail names anybody, but together {list} leave very few people it could be.";
    }
}
