using System.Globalization;
using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>Whether what is written in a field is of its kind.</summary>
internal static class FieldCheck
{
    // Far more than anybody writes about one matter.
    private const int LongestText = 20_000;

    // No word is so long; what is was not written by hand.
    private const int LongestWord = 400;

    /// <summary>What should stand there instead, for people; null where it is right.</summary>
    public static string? Wrong(Field field, FieldValue value)
    {
        if (field.Kind is "list")
        {
            return value.Rows is null && field.Of.Count > 0 ? $"a list with, in each row, {string.Join(", ", field.Of.Select(f => f.Label))}" : null;
        }

        if (value.Text is not { } text)
        {
            return "one entry, not a list";
        }

        return field.Kind switch
        {
            "day" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? null : "a day written as 2026-11-30",
            "time" => MomentOf(text, DateOnly.MinValue) is null ? "a time written as 14:30, or as 2026-11-30T14:30" : null,
            "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? null : "a number",
            "yes-no" => text is "yes" or "no" ? null : "yes or no",
            "choice" => field.Values!.ContainsKey(text) ? null : $"one of: {string.Join(", ", field.Values.Keys)}",
            _ => text.Length <= LongestText ? null : $"at most {LongestText:N0} characters",
        };
    }

    /// <summary>Reads a day or a time; an hour alone is of the day on which it was written.</summary>
    public static Moment? MomentOf(string text, DateOnly? written)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return Moment.On(day);
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", out var hour))
        {
            return written is { } on ? Moment.At(UkTime.At(on.ToDateTime(hour))) : null;
        }

        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? Moment.At(UkTime.At(local))
            : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? Moment.At(instant) : null;
    }

    /// <summary>Whether a text holds a file: a data address, or a word that no hand writes.</summary>
    public static bool HoldsFile(string text) =>
        text.Contains("data:image", StringComparison.OrdinalIgnoreCase) || text.Contains("data:video", StringComparison.OrdinalIgnoreCase) || text.Contains("data:application", StringComparison.OrdinalIgnoreCase)
        || text.Contains(";base64,", StringComparison.OrdinalIgnoreCase) || HasLongWord(text);

    private static bool HasLongWord(string text)
    {
        var run = 0;
        foreach (var c in text)
        {
            run = char.IsWhiteSpace(c) ? 0 : run + 1;
            if (run > LongestWord)
            {
                return true;
            }
        }

        return false;
    }
}
