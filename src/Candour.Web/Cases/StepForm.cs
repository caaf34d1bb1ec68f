using System.Globalization;
using Candour.Engine.Procedures;
using Microsoft.Extensions.Primitives;

namespace Candour.Web.Cases;

/// <summary>An open step as a form, and the answer that the form sends.</summary>
public static class StepForm
{
    /// <summary>Rows that an empty list offers.</summary>
    public const int Rows = 3;

    /// <summary>The name of the input of a field.</summary>
    public static string NameOf(Field field) => $"field-{field.Id}";

    /// <summary>The name of the input of a field in a row of a list.</summary>
    public static string NameOf(Field list, Field field, int row) => $"field-{list.Id}-{row}-{field.Id}";

    /// <summary>What the form answers.</summary>
    /// <param name="step">The open step.</param>
    /// <param name="form">As sent: <c>done</c>, <c>value</c>, <c>skip</c>, <c>reason</c> and the fields.</param>
    public static StepAnswer Read(OpenStep step, IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(form);
        if (form["how"] == "skip")
        {
            return new() { Step = step.Id, Skip = Text(form["skip"]) ?? "" };
        }

        var fields = new Dictionary<string, FieldValue>();
        foreach (var field in step.Fields)
        {
            if (Value(field, form) is { IsEmpty: false } value)
            {
                fields[field.Id] = value;
            }
        }

        string[] chosen = [.. form["value"].OfType<string>().Where(v => v.Length > 0)];
        return new()
        {
            Step = step.Id,
            Done = step.Values is null,
            Value = step.Values is null ? null : chosen.Length > 0 ? chosen : step.Known,
            Reason = Text(form["reason"]),
            Fields = fields.Count > 0 ? fields : null,
        };
    }

    private static FieldValue? Value(Field field, IFormCollection form)
    {
        if (field.Kind is not "list")
        {
            return Text(form[NameOf(field)]) is { } text ? FieldValue.Of(field.Kind is "time" ? Local(text) : text) : null;
        }

        var rows = new List<IReadOnlyDictionary<string, string>>();
        for (var row = 0; field.Of.Any(f => form.ContainsKey(NameOf(field, f, row))); row++)
        {
            var cells = field.Of.Select(f => (f.Id, Text: Text(form[NameOf(field, f, row)]))).Where(c => c.Text is not null).ToDictionary(c => c.Id, c => c.Text!);
            if (cells.Count > 0)
            {
                rows.Add(cells);
            }
        }

        return rows.Count > 0 ? FieldValue.Of(rows) : null;
    }

    // A browser sends 2026-04-02T10:00; seconds and a space are what people type.
    private static string Local(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : text;

    private static string? Text(StringValues value) => value.ToString().Trim() is { Length: > 0 } text ? text : null;
}
