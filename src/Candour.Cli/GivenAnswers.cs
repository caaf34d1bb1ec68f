using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Procedures;

namespace Candour.Cli;

/// <summary>Answers from a file: in order, or by step and given as the steps open.</summary>
/// <param name="Answers">In the order of the file.</param>
/// <param name="ByStep">Each is given when its step is open.</param>
internal sealed record GivenAnswers(IReadOnlyList<StepAnswer> Answers, bool ByStep)
{
    public static GivenAnswers Read(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Array => new(Listed(root), false),
                // A history that was kept, or a report of a walk.
                JsonValueKind.Object when root.TryGetProperty("answers", out var answers) && answers.ValueKind is JsonValueKind.Array => new(Listed(answers), false),
                JsonValueKind.Object => new([.. root.EnumerateObject().Select(Named)], true),
                _ => throw new JsonException("It is neither a list nor an object."),
            };
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $"line {line + 1} of " : "";
            throw new Refusal(ExitCode.CouldNotCheck, $"The answers in {place}{(file is "-" ? "standard input" : file)} cannot be read: {Plain(wrong)} Write [{{\"step\": \"...\", \"done\": true}}] or {{\"step\": \"done\"}}.");
        }
    }

    // What the reader of JSON says of itself names types and byte positions; people get the place and what belongs there.
    private static string Plain(JsonException wrong) =>
        wrong.GetType() != typeof(JsonException) ? "From there on it is no JSON: a bracket, comma or quotation mark is missing, or one too many."
        : wrong.Message.Contains("required", StringComparison.Ordinal) ? "An answer does not name its `step`."
        : wrong.Message.Contains("LineNumber", StringComparison.Ordinal) ? $"What stands at {wrong.Path} does not belong there. Times are written as 2026-04-02T10:00:00Z."
        : wrong.Message;

    public (Walk Walk, StepRefusal? Refusal) Give(Walk walk)
    {
        var left = Answers.ToList();
        while (left.Count > 0)
        {
            var next = ByStep ? walk.Open.Select(o => left.FirstOrDefault(a => a.Step == o.Id)).FirstOrDefault(a => a is not null) ?? left[0] : left[0];
            var result = walk.Answer(walk.AsExpected(Fitting(walk, next)));
            if (result.Walk is null)
            {
                return (walk, result.Refusal);
            }

            walk = result.Walk;
            left.Remove(next);
        }

        return (walk, null);
    }

    private static IReadOnlyList<StepAnswer> Listed(JsonElement list) => list.Deserialize(EngineJson.Default.IReadOnlyListStepAnswer) ?? [];

    private static StepAnswer Named(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.True => StepAnswer.Of(property.Name),
        JsonValueKind.Array => new() { Step = property.Name, Value = [.. property.Value.EnumerateArray().Select(Word)] },
        JsonValueKind.Object => Whole(property),
        _ => new() { Step = property.Name, Value = [Word(property.Value)] },
    };

    private static StepAnswer Whole(JsonProperty property)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("step", property.Name);
            foreach (var part in property.Value.EnumerateObject().Where(p => p.Name is not "step"))
            {
                part.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize(buffer.ToArray(), EngineJson.Default.StepAnswer)!;
    }

    private static string Word(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => throw new JsonException("An answer is \"done\", a value, a list of values, or an object."),
    };

    // "done" stands for a step that is done; a question is answered by its value.
    private static StepAnswer Fitting(Walk walk, StepAnswer answer) =>
        answer is { Value: ["done"], Done: false } && walk.Open.FirstOrDefault(o => o.Id == answer.Step) is { Asks: null } ? answer with { Value = null, Done = true } : answer;
}
