using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candour.Engine.Procedures;

/// <summary>An answer to one step of a walk. In JSON one value may stand for a list of one, and <c>"true"</c> for true.</summary>
public sealed record StepAnswer
{
    /// <summary>The step's id; the name of a fact where it is asked in a step's place.</summary>
    public required string Step { get; init; }

    /// <summary>It is done.</summary>
    [JsonConverter(typeof(LenientFlag)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Done { get; init; }

    /// <summary>The value, or several for a set.</summary>
    [JsonConverter(typeof(OneOrMany))]
    public IReadOnlyList<string>? Value { get; init; }

    /// <summary>Why it is skipped.</summary>
    public string? Skip { get; init; }

    /// <summary>What is written down, by field.</summary>
    public IReadOnlyDictionary<string, FieldValue>? Fields { get; init; }

    /// <summary>Why this value.</summary>
    public string? Reason { get; init; }

    /// <summary>The roles in which those who took part answer; null where nobody said.</summary>
    [JsonConverter(typeof(OneOrMany))]
    public IReadOnlyList<string>? Role { get; init; }

    /// <summary>When; null where it is the time of the answer before it.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Names of files that go with it.</summary>
    [JsonConverter(typeof(OneOrMany))]
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>What becomes of the step's clock, with <see cref="Reason"/>; null for an answer to the step itself.</summary>
    public ClockChange? Clock { get; init; }

    /// <summary>A step that is done.</summary>
    /// <param name="step">Its id.</param>
    public static StepAnswer Of(string step) => new() { Step = step, Done = true };

    /// <summary>A question with its value or values.</summary>
    /// <param name="step">Its id.</param>
    /// <param name="values">At least one.</param>
    public static StepAnswer Of(string step, params string[] values) => new() { Step = step, Value = values };

    internal sealed class LenientFlag : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when reader.GetString() is "true" or "false" => reader.ValueTextEquals("true"),
            _ => throw new JsonException("`done` is true or false."),
        };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }

    internal sealed class OneOrMany : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.StartArray)
            {
                return [FieldValue.Word(ref reader)];
            }

            var words = new List<string>();
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                words.Add(FieldValue.Word(ref reader));
            }

            return words;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var word in value)
            {
                writer.WriteStringValue(word);
            }

            writer.WriteEndArray();
        }
    }
}

/// <summary>What is written in a field: a text (days, times and numbers too), or the rows of a list. In JSON a string, or an array of objects.</summary>
[JsonConverter(typeof(FieldValue.FieldValueConverter))]
public sealed record FieldValue
{
    private FieldValue(string? text, IReadOnlyList<IReadOnlyDictionary<string, string>>? rows) => (Text, Rows) = (text, rows);

    /// <summary>For every kind but list.</summary>
    public string? Text { get; }

    /// <summary>For a list: each row by field.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows { get; }

    /// <summary>Nothing is written in it.</summary>
    [JsonIgnore]
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Rows is not { Count: > 0 };

    /// <summary>Every text in it.</summary>
    [JsonIgnore]
    public IEnumerable<string> Texts => Text is { } one ? [one] : (Rows ?? []).SelectMany(r => r.Values);

    /// <summary>A text.</summary>
    /// <param name="text">As written.</param>
    public static FieldValue Of(string text) => new(text, null);

    /// <summary>The rows of a list.</summary>
    /// <param name="rows">Each by field.</param>
    public static FieldValue Of(IReadOnlyList<IReadOnlyDictionary<string, string>> rows) => new(null, rows);

    /// <summary>For people: rows a line each.</summary>
    public override string ToString() => Text ?? string.Join('\n', (Rows ?? []).Select(r => string.Join(", ", r.Values.Where(v => v.Length > 0))));

    internal static string Word(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.True => "yes",
        JsonTokenType.False => "no",
        JsonTokenType.Number => reader.GetDecimal().ToString(CultureInfo.InvariantCulture),
        _ => throw new JsonException("This should be a word, a number, true or false."),
    };

    internal sealed class FieldValueConverter : JsonConverter<FieldValue>
    {
        public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.StartArray)
            {
                return Of(Word(ref reader));
            }

            var rows = new List<IReadOnlyDictionary<string, string>>();
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                rows.Add(Row(ref reader));
            }

            return Of(rows);
        }

        private static Dictionary<string, string> Row(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is not JsonTokenType.StartObject)
            {
                throw new JsonException("A row of a list is an object with its fields.");
            }

            var row = new Dictionary<string, string>();
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                row[name] = Word(ref reader);
            }

            return row;
        }

        public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
        {
            if (value.Text is { } text)
            {
                writer.WriteStringValue(text);
                return;
            }

            writer.WriteStartArray();
            foreach (var row in value.Rows ?? [])
            {
                writer.WriteStartObject();
                foreach (var (name, word) in row)
                {
                    writer.WriteString(name, word);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    }
}
