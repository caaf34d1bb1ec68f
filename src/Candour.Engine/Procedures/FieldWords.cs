using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>What is written in a field, as people read it: the words of a choice instead of its value, days and times in words.</summary>
public static class FieldWords
{
    /// <summary>In words.</summary>
    /// <param name="field">The field; null where only its value is known.</param>
    /// <param name="value">What is written in it.</param>
    public static string Of(Field? field, FieldValue value) => field switch
    {
        null => value.ToString(),
        { Kind: "list" } when value.Rows is { } rows => string.Join('\n', rows.Select(r => string.Join(", ", r.Where(c => c.Value.Length > 0).Select(c => Of(field.Of.FirstOrDefault(f => f.Id == c.Key), c.Value))))),
        _ => value.Text is { } text ? Of(field, text) : value.ToString(),
    };

    private static string Of(Field? field, string text) => field?.Kind switch
    {
        "choice" => field.Values?.GetValueOrDefault(text) ?? text,
        "yes-no" => text switch { "yes" => "Yes", "no" => "No", _ => text },
        // An hour without a day stays as it was written.
        "day" or "time" => FieldCheck.MomentOf(text, written: null)?.ToString() ?? text,
        _ => text,
    };
}
