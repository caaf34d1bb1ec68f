using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Microsoft.AspNetCore.OpenApi;

namespace Candour.Web.Endpoints;

/// <summary>A draft as a program sends it.</summary>
/// <param name="Policy">An id, for the version in force on the day; or id@version.</param>
/// <param name="Text">The post.</param>
/// <param name="Bio">The biography of the profile.</param>
/// <param name="AccountName">The name of the account.</param>
/// <param name="OwnName">The writer's own name.</param>
/// <param name="Quoted">Somebody else's words that are shared or answered.</param>
/// <param name="Facts">What is known, by name; several values of a set as an array.</param>
/// <param name="On">The day whose rules count, as 2026-11-30; today when left out.</param>
/// <param name="Quick">Detectors and patterns alone, without the reader of meaning.</param>
public sealed record CheckRequest(
    string Policy, string? Text, string? Bio, string? AccountName, string? OwnName, string? Quoted,
    IReadOnlyDictionary<string, JsonElement>? Facts, string? On, bool? Quick);

/// <summary>Checks for programs.</summary>
internal static class CheckEndpoints
{
    private static readonly string[] Words = ["policy", "text", "bio", "accountName", "ownName", "quoted", "on"];

    public static void MapChecks(this IEndpointRouteBuilder app) => app.MapPost("/api/check", CheckAsync)
        .WithName("check")
        .WithTags("Checks")
        .WithSummary("Checks a draft against a policy")
        .WithDescription("The same answer as `candour check --format json`. Nothing of the draft is kept or logged.")
        .Accepts<CheckRequest>("application/json")
        .Produces<Verdict>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new() { Title = "Candour", Version = "v1", Description = "Checks a post against a social media policy. Every answer names the clause it comes from." };
        document.Servers?.Clear();
        return Task.CompletedTask;
    });

    /// <summary>Checks a draft. The body is read by hand, so that no part of it can reach a log through an error of a binder.</summary>
    private static async Task<IResult> CheckAsync(HttpContext http, CheckDesk desk, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
        {
            return TypedResults.Problem("Send the draft as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: cancel);
        }
        catch (JsonException wrong)
        {
            return Wrong("body", $"The body is not JSON from line {wrong.LineNumber + 1} on.");
        }

        using (body)
        {
            var errors = new Dictionary<string, string[]>();
            var asked = Read(body.RootElement, desk, errors);
            if (asked is null)
            {
                return TypedResults.ValidationProblem(errors, title: "The draft could not be checked.");
            }

            var (rulebook, draft, on, quick) = asked.Value;
            var verdict = quick ? desk.CheckQuickly(rulebook, draft, on) : (await desk.CheckAsync(rulebook, draft, on, cancel)).Verdict;
            return TypedResults.Text(JsonSerializer.SerializeToUtf8Bytes(verdict, EngineJson.Line.Verdict), "application/json; charset=utf-8");
        }
    }

    private static (Rulebook Rulebook, Draft Draft, DateOnly On, bool Quick)? Read(JsonElement body, CheckDesk desk, Dictionary<string, string[]> errors)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            errors["body"] = ["The body should be a JSON object."];
            return null;
        }

        var words = Words.ToDictionary(w => w, w => Word(body, w, errors));
        foreach (var unknown in body.EnumerateObject().Select(p => p.Name).Where(n => !Words.Contains(n) && n is not ("facts" or "quick")))
        {
            errors[unknown] = [$"There is no such field. Fields are: {string.Join(", ", Words)}, facts, quick."];
        }

        var on = Day(words["on"], desk, errors);
        var rulebook = Policy(words["policy"], on, desk, errors);
        var facts = Facts(body, rulebook, errors);
        if (string.IsNullOrWhiteSpace(words["text"]) && string.IsNullOrWhiteSpace(words["bio"]) && string.IsNullOrWhiteSpace(words["accountName"]) && !errors.ContainsKey("text"))
        {
            errors["text"] = ["There is nothing to check. Give text, bio or accountName."];
        }

        var quick = body.TryGetProperty("quick", out var q) && q.ValueKind is JsonValueKind.True;
        if (q.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
        {
            errors["quick"] = ["This should be true or false."];
        }

        return errors.Count > 0 ? null : (rulebook!, new()
        {
            Text = words["text"] ?? "",
            Bio = words["bio"],
            AccountName = words["accountName"],
            OwnName = words["ownName"],
            Quoted = words["quoted"],
            Facts = facts,
        }, on, quick);
    }

    private static string? Word(JsonElement body, string name, Dictionary<string, string[]> errors)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            errors[name] = ["This should be a text."];
            return null;
        }

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            errors[name] = ["This holds half of a character. Send whole UTF-8."];
            return null;
        }

        if (text.Length > Draft.MaxLength)
        {
            errors[name] = [$"This has {text.Length:N0} characters. The most that is read is {Draft.MaxLength:N0}; check it in parts."];
        }

        return text;
    }

    private static DateOnly Day(string? word, CheckDesk desk, Dictionary<string, string[]> errors)
    {
        if (word is not null && !DateOnly.TryParseExact(word, "yyyy-MM-dd", out _))
        {
            errors["on"] = ["This should be a day written as 2026-11-30."];
            return desk.Today;
        }

        return word is null ? desk.Today : DateOnly.ParseExact(word, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Rulebook? Policy(string? word, DateOnly on, CheckDesk desk, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(word))
        {
            errors.TryAdd("policy", [$"Say which policy. Policies are: {string.Join(", ", desk.Library.Contents.Rulebooks.Select(r => r.Id).Distinct())}."]);
            return null;
        }

        if (desk.Library.Find(word, on, out var rulebook, out var problem) is not LookUp.Found)
        {
            errors["policy"] = [problem!];
        }

        return rulebook;
    }

    private static FactSet Facts(JsonElement body, Rulebook? rulebook, Dictionary<string, string[]> errors)
    {
        var facts = new FactSet();
        if (!body.TryGetProperty("facts", out var given) || given.ValueKind is JsonValueKind.Null)
        {
            return facts;
        }

        if (given.ValueKind is not JsonValueKind.Object)
        {
            errors["facts"] = ["This should be an object, such as {\"account\": \"personal\"}."];
            return facts;
        }

        foreach (var fact in given.EnumerateObject())
        {
            var values = fact.Value.ValueKind is JsonValueKind.Array ? fact.Value.EnumerateArray().ToArray() : [fact.Value];
            if (values.Any(v => v.ValueKind is not JsonValueKind.String))
            {
                errors[$"facts.{fact.Name}"] = ["This should be a text, or an array of texts for a fact with several values."];
            }
            else if (values.Select(v => facts.Give(fact.Name, v.GetString()!, rulebook?.Platforms)).FirstOrDefault(w => w is not null) is { } wrong)
            {
                errors[$"facts.{fact.Name}"] = [wrong];
            }
        }

        return facts;
    }

    private static IResult Wrong(string field, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] }, title: "The draft could not be checked.");
}
