using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Web.Asking;
using Candour.Web.Checking;
using Microsoft.OpenApi;

namespace Candour.Web.Endpoints;

/// <summary>A question as a program sends it.</summary>
/// <param name="Policy">An id, for the version in force on the day; or id@version.</param>
/// <param name="Facts">What is known, by name; several values of a set as an array.</param>
/// <param name="Question">What somebody wants to do, in their own words.</param>
/// <param name="On">The day whose rules count, as 2026-11-30; today when left out.</param>
public sealed record AskRequest(string Policy, IReadOnlyDictionary<string, JsonElement>? Facts, string? Question, string? On);

/// <summary>Questions for programs.</summary>
internal static class AskEndpoints
{
    private const string Title = "The question could not be answered.";

    public static void MapQuestions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/ask", PostAsync)
            .WithName("ask")
            .WithTags("Questions")
            .WithSummary("Answers “may I ...?” by a policy, from facts, free words or both")
            .WithDescription("The same answer as `candour ask --format json`. A given fact beats one read from the words. Nothing of the question is kept or logged.")
            .Accepts<AskRequest>("application/json")
            .Produces<Answer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapGet("/api/ask", Get)
            .WithName("ask-by-facts")
            .WithTags("Questions")
            .WithSummary("Answers “may I ...?” by a policy, from facts alone")
            .WithDescription("The same answer as by POST. Free words are personal and are refused here: an address is kept by browsers and proxies.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Parameters = [.. Parameters()];
                return Task.CompletedTask;
            })
            .Produces<Answer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> PostAsync(HttpContext http, CheckDesk desk, AskDesk asking, CancellationToken cancel)
    {
        var (body, refused) = await RequestReading.BodyAsync(http, Title, cancel);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reading = new RequestReading(desk);
            reading.RefuseOthers(body.RootElement, ["policy", "facts", "question", "on"]);
            var on = reading.Day(reading.Word(body.RootElement, "on"));
            var rulebook = reading.Policy(reading.Word(body.RootElement, "policy"), on);
            var facts = reading.Facts(body.RootElement, rulebook);
            var words = reading.Word(body.RootElement, "question", QuestionReader.MaxLength);
            if (reading.Errors.Count > 0)
            {
                return TypedResults.ValidationProblem(reading.Errors, title: Title);
            }

            foreach (var fact in string.IsNullOrWhiteSpace(words) ? [] : asking.Understand(rulebook!, words))
            {
                facts.Infer(fact);
            }

            return Written(asking.Ask(rulebook!, facts, on));
        }
    }

    private static IResult Get(HttpContext http, CheckDesk desk, AskDesk asking)
    {
        var reading = new RequestReading(desk);
        var query = http.Request.Query;
        var on = reading.Day(query.TryGetValue("on", out var day) ? day.ToString() : null);
        var rulebook = reading.Policy(query["policy"], on);
        var facts = new FactSet();
        foreach (var (name, values) in query.Where(q => q.Key is not ("policy" or "on")))
        {
            if (name is "question")
            {
                reading.Errors[name] = ["Free words are personal and would stand in an address. Send them by POST, in the body."];
                continue;
            }

            reading.Give(facts, name, name, values.Select(v => v ?? ""), rulebook);
        }

        return reading.Errors.Count > 0 ? TypedResults.ValidationProblem(reading.Errors, title: Title) : Written(asking.Ask(rulebook!, facts, on));
    }

    private static IResult Written(Answer answer) => TypedResults.Text(JsonSerializer.SerializeToUtf8Bytes(answer, EngineJson.Line.Answer), "application/json; charset=utf-8");

    private static IEnumerable<OpenApiParameter> Parameters()
    {
        yield return Of("policy", "An id, for the version in force on the day; or id@version.", isNeeded: true);
        yield return Of("on", "The day whose rules count, as 2026-11-30; today when left out.");
        foreach (var fact in FactVocabulary.All)
        {
            var parameter = Of(fact.Name, fact.Definition);
            var values = new OpenApiSchema { Type = JsonSchemaType.String };
            if (fact.Values.Count > 0)
            {
                values.Enum = [.. fact.Values.Append("unknown").Select(v => (JsonNode)JsonValue.Create(v)!)];
            }

            parameter.Schema = fact.Set ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = values } : values;
            yield return parameter;
        }

        static OpenApiParameter Of(string name, string description, bool isNeeded = false) =>
            new() { Name = name, In = ParameterLocation.Query, Description = description, Required = isNeeded, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }
}
