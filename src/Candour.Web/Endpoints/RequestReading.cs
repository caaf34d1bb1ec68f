using System.Text.Json;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;

namespace Candour.Web.Endpoints;

/// <summary>What a program sent: which policy, which day, which facts, which words; and what is wrong with it, by field.</summary>
internal sealed class RequestReading(CheckDesk desk)
{
    /// <summary>What is wrong and what to do, by the name of the field.</summary>
    public Dictionary<string, string[]> Errors { get; } = [];

    /// <summary>Reads a body by hand, so that no part of it can reach a log through an error of a binder.</summary>
    /// <param name="http">The request.</param>
    /// <param name="title">Heads the refusal.</param>
    /// <param name="cancel">The program has gone.</param>
    public static async Task<(JsonDocument? Body, IResult? Refused)> BodyAsync(HttpContext http, string title, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, TypedResults.Problem("Send it as application/json.", title: title, statusCode: StatusCodes.Status415UnsupportedMediaType));
        }

        try
        {
            var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: cancel);
            if (body.RootElement.ValueKind is JsonValueKind.Object)
            {
                return (body, null);
            }

            body.Dispose();
            return (null, Wrong("The body should be a JSON object."));
        }
        catch (JsonException wrong)
        {
            return (null, Wrong($"The body is not JSON from line {wrong.LineNumber + 1} on."));
        }

        IResult Wrong(string message) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["body"] = [message] }, title: title);
    }

    /// <summary>Notes every field that is not one of these.</summary>
    /// <param name="body">An object.</param>
    /// <param name="fields">Those that there are.</param>
    public void RefuseOthers(JsonElement body, IReadOnlyCollection<string> fields)
    {
        foreach (var unknown in body.EnumerateObject().Select(p => p.Name).Where(n => !fields.Contains(n)))
        {
            Errors[unknown] = [$"There is no such field. Fields are: {string.Join(", ", fields)}."];
        }
    }

    /// <summary>A text, or null where there is none.</summary>
    /// <param name="body">An object.</param>
    /// <param name="name">Of the field.</param>
    /// <param name="longest">In UTF-16 code units.</param>
    public string? Word(JsonElement body, string name, int longest = Draft.MaxLength)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            Errors[name] = ["This should be a text."];
            return null;
        }

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Errors[name] = ["This holds half of a character. Send whole UTF-8."];
            return null;
        }

        if (text.Length > longest)
        {
            Errors[name] = [$"This has {text.Length:N0} characters. The most that is read is {longest:N0}; send it in parts."];
        }

        return text;
    }

    /// <summary>The day whose rules count; today where none is said.</summary>
    /// <param name="word">As 2026-11-30.</param>
    public DateOnly Day(string? word)
    {
        if (word is null || DateOnly.TryParseExact(word, "yyyy-MM-dd", out var day))
        {
            return word is null ? desk.Today : DateOnly.ParseExact(word, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }

        Errors["on"] = ["This should be a day written as 2026-11-30."];
        return desk.Today;
    }

    /// <summary>The rulebook of a policy on a day.</summary>
    /// <param name="word">An id, or id@version.</param>
    /// <param name="on">The day.</param>
    public Rulebook? Policy(string? word, DateOnly on)
    {
        if (string.IsNullOrWhiteSpace(word))
        {
            Errors.TryAdd("policy", [$"Say which policy. Policies are: {string.Join(", ", desk.Library.Contents.Rulebooks.Select(r => r.Id).Distinct())}."]);
            return null;
        }

        if (desk.Library.Find(word, on, out var rulebook, out var problem) is not LookUp.Found)
        {
            Errors["policy"] = [problem!];
        }

        return rulebook;
    }

    /// <summary>The facts of a body.</summary>
    /// <param name="body">An object.</param>
    /// <param name="rulebook">Names platforms, roles and organisations.</param>
    public FactSet Facts(JsonElement body, Rulebook? rulebook)
    {
        var facts = new FactSet();
        if (!body.TryGetProperty("facts", out var given) || given.ValueKind is JsonValueKind.Null)
        {
            return facts;
        }

        if (given.ValueKind is not JsonValueKind.Object)
        {
            Errors["facts"] = ["This should be an object, such as {\"account\": \"personal\"}."];
            return facts;
        }

        foreach (var fact in given.EnumerateObject())
        {
            var values = fact.Value.ValueKind is JsonValueKind.Array ? fact.Value.EnumerateArray().ToArray() : [fact.Value];
            if (values.Any(v => v.ValueKind is not JsonValueKind.String))
            {
                Errors[$"facts.{fact.Name}"] = ["This should be a text, or an array of texts for a fact with several values."];
            }
            else
            {
                Give(facts, $"facts.{fact.Name}", fact.Name, values.Select(v => v.GetString()!), rulebook);
            }
        }

        return facts;
    }

    /// <summary>Adds what is known of one fact, or notes what is wrong with it.</summary>
    /// <param name="facts">Grows.</param>
    /// <param name="field">Where it was sent.</param>
    /// <param name="name">Of the fact.</param>
    /// <param name="values">Several for a set.</param>
    /// <param name="rulebook">Names platforms, roles and organisations.</param>
    public void Give(FactSet facts, string field, string name, IEnumerable<string> values, Rulebook? rulebook)
    {
        if (values.Select(v => facts.Give(name, v, rulebook?.Platforms) ?? Unnamed(name, v, rulebook)).FirstOrDefault(w => w is not null) is { } wrong)
        {
            Errors[field] = [wrong];
        }
    }

    // Roles and organisations have the values that the rulebook names, as platforms do; any other word would stand in a fact as free text.
    private static string? Unnamed(string name, string value, Rulebook? rulebook)
    {
        if (rulebook is null || value is "unknown" || FactVocabulary.Find(name) is not { Free: true } || rulebook.ValuesOf(name).Contains(value))
        {
            return null;
        }

        var named = rulebook.ValuesOf(name);
        return named.Count == 0 ? $"Policy `{rulebook.Id}` names no values of `{name}`. Leave it out." : $"`{name}` cannot be `{value}`. It is one of: {string.Join(", ", named)}, unknown.";
    }
}
