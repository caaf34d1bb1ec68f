using Candour.Engine.Facts;

namespace Candour.Web.Words;

/// <summary>Facts as people say them.</summary>
public static class FactWords
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["organisation"] = "Organisation",
        ["role"] = "Your role",
        ["actor"] = "Written by",
        ["registered"] = "Registered professional",
        ["association"] = "People can tell where you work",
        ["capacity"] = "Written as",
        ["account"] = "Account",
        ["audience"] = "Who can see it",
        ["device"] = "Device",
        ["network"] = "Network",
        ["place"] = "Where",
        ["time"] = "When",
        ["act"] = "What is done",
        ["platform"] = "Platform",
        ["purpose"] = "Purpose",
        ["subject"] = "Who it is about",
        ["recognisable"] = "Somebody could recognise the person",
        ["consent"] = "Consent of the people shown or named",
        ["approval"] = "Agreed by",
        ["already-public"] = "Already published by the organisation",
        ["disclaimer"] = "Profile says views are your own",
        ["real-name"] = "Account under your real name",
        ["shows"] = "The picture shows",
        ["subject-age"] = "Age of the person shown or named",
        ["subject-living"] = "The person is living",
        ["regulator"] = "Regulator",
    };

    private static readonly Dictionary<string, string> Values = new()
    {
        ["yes"] = "Yes",
        ["no"] = "No",
        ["other"] = "Another",
        ["actor/employee"] = "An employee",
        ["actor/manager"] = "A manager",
        ["actor/communications"] = "The communications team",
        ["actor/bank"] = "Bank staff",
        ["actor/agency"] = "Agency staff",
        ["actor/locum"] = "A locum",
        ["actor/contractor"] = "A contractor",
        ["actor/seconded"] = "Somebody on secondment",
        ["actor/student"] = "A student or trainee",
        ["actor/volunteer"] = "A volunteer",
        ["actor/honorary"] = "Somebody with an honorary contract",
        ["actor/board"] = "A board member or governor",
        ["actor/patient"] = "A patient",
        ["actor/carer"] = "A carer or relative",
        ["actor/visitor"] = "A visitor",
        ["actor/public"] = "A member of the public",
        ["association/identifiable"] = "They could find out",
        ["association/no"] = "No, and they could not find out",
        ["capacity/personal"] = "A private person",
        ["capacity/work"] = "Part of your job, not speaking for the organisation",
        ["capacity/official"] = "Speaking for the organisation",
        ["account/personal"] = "My personal account",
        ["account/professional"] = "A professional account in my name",
        ["account/official"] = "An official account of the organisation",
        ["account/endorsed"] = "A spokesperson’s account, agreed with the organisation",
        ["account/chat-group"] = "A group chat, such as on WhatsApp",
        ["audience/public"] = "Anyone",
        ["audience/followers"] = "Friends or followers",
        ["audience/private-group"] = "A private group",
        ["audience/direct"] = "One person, in a direct message",
        ["device/organisation"] = "The organisation’s",
        ["device/personal"] = "My own",
        ["device/shared"] = "A shared one",
        ["network/organisation"] = "The organisation’s",
        ["network/guest-wifi"] = "Guest wifi",
        ["network/own"] = "My own",
        ["place/clinical"] = "A clinical area",
        ["place/patient-facing"] = "An area with patients",
        ["place/inpatient"] = "A ward",
        ["place/non-clinical"] = "A work area without patients",
        ["place/public"] = "A public place",
        ["place/home"] = "At home",
        ["time/on-duty"] = "On duty",
        ["time/break"] = "In a break",
        ["time/off-duty"] = "Off duty",
        ["act/view"] = "Looking",
        ["act/post"] = "Posting",
        ["act/share"] = "Sharing somebody else’s post",
        ["act/comment"] = "Commenting or answering",
        ["act/message"] = "Sending a message",
        ["act/profile"] = "Writing a profile",
        ["act/open-account"] = "Opening an account",
        ["act/photograph"] = "Taking a photograph",
        ["act/film"] = "Filming",
        ["act/record"] = "Recording sound",
        ["act/publish-image"] = "Publishing a picture",
        ["act/befriend"] = "Accepting or making a friend request",
        ["act/accept-payment"] = "Accepting payment",
        ["act/disclose"] = "Passing on information",
        ["act/scan"] = "Scanning",
        ["act/install"] = "Installing software",
        ["act/restrict"] = "Restricting somebody",
        ["act/delete"] = "Deleting",
        ["purpose/personal"] = "Personal",
        ["purpose/care"] = "Care",
        ["purpose/promotion"] = "Promotion",
        ["purpose/engagement"] = "Listening and answering",
        ["purpose/learning"] = "Learning",
        ["purpose/monitoring"] = "Monitoring",
        ["purpose/recruitment"] = "Recruitment",
        ["purpose/emergency"] = "An emergency",
        ["subject/self"] = "Me",
        ["subject/colleague"] = "Somebody I work with",
        ["subject/patient"] = "A patient",
        ["subject/relative"] = "A patient’s relative or friend",
        ["subject/visitor"] = "A visitor",
        ["subject/public-figure"] = "Somebody known to the public",
        ["subject/organisation"] = "The organisation",
        ["consent/none"] = "None",
        ["consent/implied"] = "Implied, nobody objected",
        ["consent/verbal"] = "Spoken",
        ["consent/written"] = "Written",
        ["consent/informed-explicit"] = "Informed and explicit, for this use",
        ["consent/withdrawn"] = "Withdrawn",
        ["approval/none"] = "Nobody",
        ["approval/manager"] = "My manager",
        ["approval/senior-manager"] = "A senior manager",
        ["approval/communications"] = "The communications team",
        ["approval/information-governance"] = "Information governance",
        ["approval/board"] = "The board",
        ["shows/patient"] = "A patient",
        ["shows/colleague"] = "Somebody I work with",
        ["shows/self"] = "Me",
        ["shows/uniform"] = "A uniform or badge",
        ["shows/work-setting"] = "A place of work, such as a ward or vehicle",
        ["shows/record"] = "A record, chart, wristband or whiteboard",
        ["shows/screen"] = "A screen",
        ["shows/injury"] = "An injury or body part",
        ["shows/crest"] = "A logo or crest",
        ["shows/none"] = "None of these",
        ["subject-age/adult"] = "An adult",
        ["subject-age/child"] = "A child, under 18",
        ["regulator/nmc"] = "Nursing and Midwifery Council",
        ["regulator/gmc"] = "General Medical Council",
        ["regulator/hcpc"] = "Health and Care Professions Council",
        ["regulator/gphc"] = "General Pharmaceutical Council",
        ["regulator/gdc"] = "General Dental Council",
        ["regulator/swe"] = "Social Work England",
        ["regulator/goc"] = "General Optical Council",
    };

    /// <summary>What a fact is called.</summary>
    /// <param name="fact">Its name in the vocabulary.</param>
    public static string Name(string fact) => Names.GetValueOrDefault(fact, fact);

    /// <summary>What a value is called.</summary>
    /// <param name="fact">The fact's name.</param>
    /// <param name="value">One of its values.</param>
    public static string Value(string fact, string value) =>
        Values.TryGetValue($"{fact}/{value}", out var words) || Values.TryGetValue(value, out words) ? words : Platform(value);

    /// <summary>How a fact is asked for.</summary>
    /// <param name="fact">Its name.</param>
    public static string Question(string fact) => FactVocabulary.Find(fact)?.Question ?? Name(fact);

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
