using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Decisions;
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
    private const string Title = "The draft could not be checked.";

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

    private static async Task<IResult> CheckAsync(HttpContext http, CheckDesk desk, CancellationToken cancel)
    {
        var (body, refused) = await RequestReading.BodyAsync(http, Title, cancel);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reading = new RequestReading(desk);
            var (rulebook, draft, on, quick) = Read(body.RootElement, reading);
            if (reading.Errors.Count > 0)
            {
                return TypedResults.ValidationProblem(reading.Errors, title: Title);
            }

            var verdict = quick ? desk.CheckQuickly(rulebook!, draft, on) : (await desk.CheckAsync(rulebook!, draft, on, cancel)).Verdict;
            return TypedResults.Text(JsonSerializer.SerializeToUtf8Bytes(verdict, EngineJson.Line.Verdict), "application/json; charset=utf-8");
        }
    }

    private static (Rulebook? Rulebook, Draft Draft, DateOnly On, bool Quick) Read(JsonElement body, RequestReading reading)
    {
        var words = Words.ToDictionary(w => w, w => reading.Word(body, w));
        reading.RefuseOthers(body, [.. Words, "facts", "quick"]);
        var on = reading.Day(words["on"]);
        var rulebook = reading.Policy(words["policy"], on);
        var facts = reading.Facts(body, rulebook);
        if (string.IsNullOrWhiteSpace(words["text"]) && string.IsNullOrWhiteSpace(words["bio"]) && string.IsNullOrWhiteSpace(words["accountName"]) && !reading.Errors.ContainsKey("text"))
        {
            reading.Errors["text"] = ["There is nothing to check. Give text, bio or accountName."];
        }

        var quick = body.TryGetProperty("quick", out var q) && q.ValueKind is JsonValueKind.True;
        if (q.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
        {
            reading.Errors["quick"] = ["This should be true or false."];
        }

        return (rulebook, new()
        {
            Text = words["text"] ?? "",
            Bio = words["bio"],
            AccountName = words["accountName"],
            OwnName = words["ownName"],
            Quoted = words["quoted"],
            Facts = facts,
        }, on, quick);
    }
}
