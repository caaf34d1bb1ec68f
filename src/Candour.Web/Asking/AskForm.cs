using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.WebUtilities;

namespace Candour.Web.Asking;

/// <summary>One answer of a person: a fact with its values, or that they do not know.</summary>
/// <param name="Fact">Its name.</param>
/// <param name="Values">Several for a set; <see cref="AskForm.NotKnown"/> alone when the person does not know.</param>
public sealed record Told(string Fact, IReadOnlyList<string> Values)
{
    /// <summary>The person said that they do not know.</summary>
    public bool IsUnknown => Values is [AskForm.NotKnown];
}

/// <summary>
/// A question as it stands in the address: which policy, which day, and what was answered, in the order of answering. Everything the pages know of a
/// question is here, so that a link carries it, nothing is kept, and the way back loses nothing. It holds no free words.
/// </summary>
public sealed class AskForm
{
    /// <summary>The value of a fact that the person does not know. It is carried, and not asked for again.</summary>
    public const string NotKnown = "unknown";

    /// <summary>What an address holds beside facts. No fact has one of these names.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["policy", "with", "on", "asked", "change", "from"];

    /// <summary>The rules.</summary>
    public required Rulebook Rulebook { get; init; }

    /// <summary>The policy that is looked at beside it, for a comparison.</summary>
    public Rulebook? Other { get; init; }

    /// <summary>The day whose rules count.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The policy as the address names it: an id, or id@version.</summary>
    public required string Policy { get; init; }

    /// <summary>The other policy as the address names it.</summary>
    public string? With { get; init; }

    /// <summary>The address names the day.</summary>
    public bool IsDated { get; init; }

    /// <summary>What was answered, in the order of answering.</summary>
    public IReadOnlyList<Told> Answers { get; init; } = [];

    /// <summary>The question that this address answers: its field may be empty.</summary>
    public string? Asked { get; init; }

    /// <summary>The answer that somebody came back to change.</summary>
    public string? Changing { get; init; }

    /// <summary>The page to which a changed answer leads back, where it is not the next question.</summary>
    public string? From { get; init; }

    /// <summary>Whoever asks comes for care or visits.</summary>
    public bool IsPublic => Answers.FirstOrDefault(a => a.Fact is "actor") is { IsUnknown: false } actor && FactVocabulary.IsPublic(actor.Values[0]);

    /// <summary>Both policies of a comparison, or the one.</summary>
    public IEnumerable<Rulebook> Rulebooks => Other is null ? [Rulebook] : [Rulebook, Other];

    /// <summary>What was answered about a fact.</summary>
    /// <param name="fact">Its name.</param>
    public Told? Answer(string? fact) => Answers.FirstOrDefault(a => a.Fact == fact);

    /// <summary>The fields of an address, in its order.</summary>
    /// <param name="query">As sent.</param>
    public static IReadOnlyList<(string Name, string Value)> FieldsOf(QueryString query)
    {
        var fields = new List<(string, string)>();
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            fields.Add((pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        }

        return fields;
    }

    /// <summary>Reads the fields of an address.</summary>
    /// <param name="fields">In the order of answering.</param>
    /// <param name="desk">Has the rulebooks.</param>
    /// <param name="chosen">The organisation chosen before, where the address names none.</param>
    /// <param name="problems">What is wrong, by the field that it belongs to.</param>
    /// <returns>Null where no policy is known: none was chosen, or <paramref name="problems"/> says why.</returns>
    public static AskForm? Read(IReadOnlyList<(string Name, string Value)> fields, CheckDesk desk, Rulebook? chosen, Dictionary<string, string> problems)
    {
        var single = Reserved.ToDictionary(r => r, r => fields.Where(p => p.Name == r && p.Value.Length > 0).Select(p => p.Value).FirstOrDefault());
        var on = Day(single["on"], desk, problems);
        var policy = single["policy"] ?? chosen?.Id;
        var rulebook = Find(policy, on, desk, "policy", problems);
        if (rulebook is null)
        {
            return null;
        }

        var other = Find(single["with"], on, desk, "with", problems);
        var form = new AskForm
        {
            Rulebook = rulebook,
            Policy = policy!,
            Other = other,
            With = other is null ? null : single["with"],
            On = on,
            IsDated = single["on"] is not null && !problems.ContainsKey("on"),
            Asked = Known(single["asked"]),
            Changing = Known(single["change"]),
            From = single["from"],
        };
        return form.Telling(fields.Where(p => !Reserved.Contains(p.Name)), problems);
    }

    /// <summary>The same question with another answer, in the place of the one before or at the end.</summary>
    /// <param name="told">The answer.</param>
    public AskForm And(Told told)
    {
        var answers = Answers.ToList();
        var at = answers.FindIndex(a => a.Fact == told.Fact);
        if (at < 0)
        {
            answers.Add(told);
        }
        else
        {
            answers[at] = told;
        }

        return Copy(answers);
    }

    /// <summary>The same question without some answers.</summary>
    /// <param name="gone">Those that are left out.</param>
    public AskForm Without(Func<Told, bool> gone) => Copy([.. Answers.Where(a => !gone(a))]);

    /// <summary>The same question under one policy alone, as that policy knows it.</summary>
    /// <param name="rulebook">Its rules.</param>
    public AskForm Under(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return new() { Rulebook = rulebook, Policy = rulebook.Id == Rulebook.Id ? Policy : With ?? rulebook.Id, On = On, IsDated = IsDated, Answers = AnswersFor(rulebook) };
    }

    /// <summary>The facts as one rulebook knows them.</summary>
    /// <param name="rulebook">One of <see cref="Rulebooks"/>.</param>
    public FactSet FactsFor(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var facts = new FactSet();
        foreach (var answer in AnswersFor(rulebook).Where(a => !a.IsUnknown))
        {
            foreach (var value in answer.Values)
            {
                facts.Give(answer.Fact, value, rulebook.Platforms);
            }
        }

        return facts;
    }

    // A platform that a policy does not name is another one to it; names of the other organisation's world mean nothing there.
    private IReadOnlyList<Told> AnswersFor(Rulebook rulebook) => [.. Answers
        .Select(a => a.IsUnknown ? a : a with { Values = [.. a.Values.Select(v => rulebook.ValuesOf(a.Fact).Contains(v) ? v : a.Fact is "platform" ? "other" : null).OfType<string>().Distinct()] })
        .Where(a => a.Values.Count > 0)];

    /// <summary>The values that a fact may have under the policies asked.</summary>
    /// <param name="fact">Its name.</param>
    public IReadOnlyList<string> ValuesOf(string fact) => [.. Rulebooks.SelectMany(r => r.ValuesOf(fact)).Distinct().OrderBy(v => v is "other")];

    /// <summary>An address with this question.</summary>
    /// <param name="page">Such as <c>/ask/answer</c>.</param>
    /// <param name="more">Fields beside the facts, such as <c>("change", "device")</c>.</param>
    public string Href(string page, params IReadOnlyList<(string Name, string Value)> more) =>
        $"{page}?{string.Join('&', Fields().Concat(more).Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"))}";

    /// <summary>Everything that an address or form carries.</summary>
    public IEnumerable<(string Name, string Value)> Fields() => Head().Concat(Answers.SelectMany(FieldsOf));

    /// <summary>The policy and the day.</summary>
    public IEnumerable<(string Name, string Value)> Head()
    {
        yield return ("policy", Policy);
        if (With is not null)
        {
            yield return ("with", With);
        }

        if (IsDated)
        {
            yield return ("on", On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The fields of one answer.</summary>
    /// <param name="told">The answer.</param>
    public static IEnumerable<(string Name, string Value)> FieldsOf(Told told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.Values.Select(v => (told.Fact, v));
    }

    private AskForm Copy(IReadOnlyList<Told> answers) =>
        new() { Rulebook = Rulebook, Other = Other, Policy = Policy, With = With, On = On, IsDated = IsDated, Answers = answers, Asked = Asked, Changing = Changing, From = From };

    private AskForm Telling(IEnumerable<(string Name, string Value)> pairs, Dictionary<string, string> problems)
    {
        var answers = new List<Told>();
        foreach (var fact in pairs.GroupBy(p => p.Name))
        {
            var values = fact.Select(p => p.Value).Where(v => v.Length > 0).Distinct().ToArray();
            if (FactVocabulary.Find(fact.Key) is not { } definition)
            {
                problems["link"] = "This link holds something that we do not know. Check that you copied all of it";
            }
            else if (values.Any(v => v is not NotKnown && !ValuesOf(fact.Key).Contains(v)))
            {
                problems[$"fact-{fact.Key}"] = $"This link has an answer to “{definition.QuestionFor(isPublic: false)}” that cannot be given. Choose again";
            }
            else if (values.Length > 1 && (!definition.Set || values.Contains(NotKnown)))
            {
                problems[$"fact-{fact.Key}"] = definition.Set ? "Select what applies, or “I do not know”, but not both" : $"There is more than one answer to “{definition.QuestionFor(isPublic: false)}”. Choose one";
            }
            else if (values.Length > 0)
            {
                answers.Add(new(fact.Key, values));
            }
        }

        return Copy(answers);
    }

    private static string? Known(string? fact) => fact is not null && FactVocabulary.Find(fact) is not null ? fact : null;

    private static DateOnly Day(string? word, CheckDesk desk, Dictionary<string, string> problems)
    {
        if (word is null || DateOnly.TryParseExact(word, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
        {
            return word is null ? desk.Today : DateOnly.ParseExact(word, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }

        problems["on"] = "Enter the day as year, month and day, for example 2024-03-27";
        return desk.Today;
    }

    private static Rulebook? Find(string? policy, DateOnly on, CheckDesk desk, string field, Dictionary<string, string> problems)
    {
        if (policy is null)
        {
            return null;
        }

        switch (desk.Library.Find(policy, on, out var rulebook, out _))
        {
            case LookUp.Found:
                return rulebook;
            case LookUp.NotInForce:
                problems[field] = $"This policy was not in force on {VerdictWords.Day(on)}. Choose a later day";
                return null;
            default:
                problems[field] = "We do not know the policy that this link names. Choose your organisation again";
                return null;
        }
    }
}
