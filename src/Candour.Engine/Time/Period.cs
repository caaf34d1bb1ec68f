using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candour.Engine.Time;

/// <summary>What a period is counted in.</summary>
public enum PeriodUnit
{
    /// <summary>Now, before anything else.</summary>
    AtOnce,

    /// <summary>Soon, without a day.</summary>
    AsSoonAsPossible,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours of 60 minutes, whatever the clocks on the wall do.</summary>
    Hours,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Days that are neither Saturday, Sunday nor a bank holiday.</summary>
    WorkingDays,

    /// <summary>Seven calendar days each.</summary>
    Weeks,

    /// <summary>Calendar months; the last day of the month where the day does not exist.</summary>
    Months,

    /// <summary>Twelve calendar months each.</summary>
    Years,
}

/// <summary>How long: <c>72 hours</c>, <c>3 working days</c>, <c>at once</c>. In JSON and YAML as those words.</summary>
/// <param name="Count">How many; 0 for <see cref="PeriodUnit.AtOnce"/> and <see cref="PeriodUnit.AsSoonAsPossible"/>.</param>
/// <param name="Unit">Of what.</param>
[JsonConverter(typeof(PeriodConverter))]
public sealed record Period(int Count, PeriodUnit Unit)
{
    // Nothing in a policy runs longer, and day arithmetic stays far from its end.
    private const int Most = 10_000;

    private static readonly (PeriodUnit Unit, string One, string Many)[] Counted =
    [
        (PeriodUnit.Minutes, "minute", "minutes"), (PeriodUnit.Hours, "hour", "hours"), (PeriodUnit.Days, "day", "days"), (PeriodUnit.WorkingDays, "working day", "working days"),
        (PeriodUnit.Weeks, "week", "weeks"), (PeriodUnit.Months, "month", "months"), (PeriodUnit.Years, "year", "years"),
    ];

    /// <summary>How a period may be written, for messages.</summary>
    public const string Form = "`at once`, `as soon as possible`, or a number with minutes, hours, days, working days, weeks, months or years, such as `3 working days`";

    /// <summary>Whether it names a day or an hour, so that a clock can count it.</summary>
    [JsonIgnore]
    public bool IsCounted => Unit is not (PeriodUnit.AtOnce or PeriodUnit.AsSoonAsPossible);

    /// <summary>Reads one; null where the words are no period.</summary>
    /// <param name="words">Such as <c>3 working days</c>.</param>
    public static Period? Parse(string words)
    {
        var parts = words.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = string.Join(' ', parts);
        if (all is "at once")
        {
            return new(0, PeriodUnit.AtOnce);
        }

        if (all is "as soon as possible")
        {
            return new(0, PeriodUnit.AsSoonAsPossible);
        }

        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > Most)
        {
            return null;
        }

        var unit = string.Join(' ', parts[1..]);
        foreach (var known in Counted)
        {
            if (unit == known.One || unit == known.Many)
            {
                return new(count, known.Unit);
            }
        }

        return null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Unit switch
    {
        PeriodUnit.AtOnce => "at once",
        PeriodUnit.AsSoonAsPossible => "as soon as possible",
        _ => Counted.Where(c => c.Unit == Unit).Select(c => string.Create(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? c.One : c.Many)}")).First(),
    };
}

/// <summary>Writes a period as its words.</summary>
internal sealed class PeriodConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.Parse(reader.GetString() ?? "") ?? throw new JsonException($"This is no period. Write {Period.Form}.");

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
