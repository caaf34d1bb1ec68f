using System.Globalization;

namespace Candour.Web.Words;

/// <summary>Moments, as people in the United Kingdom read them.</summary>
public static class DayWords
{
    private static readonly TimeZoneInfo Uk = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Such as 30 November 2026, 9:05am.</summary>
    /// <param name="at">When.</param>
    public static string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Uk);
        return local.ToString("d MMMM yyyy, h:mm", CultureInfo.InvariantCulture) + (local.Hour < 12 ? "am" : "pm");
    }

    /// <summary>Such as 30 November 2026.</summary>
    /// <param name="at">When.</param>
    public static string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Uk).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day as a form sends it; null where it is none.</summary>
    /// <param name="text">As typed or picked.</param>
    public static DateOnly? Typed(string? text) =>
        DateOnly.TryParseExact((text ?? "").Trim(), ["yyyy-MM-dd", "d/M/yyyy", "d MMMM yyyy", "d MMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
