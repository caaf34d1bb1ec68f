namespace Candour.Engine.Time;

/// <summary>Time on the wall in the United Kingdom, summer time included.</summary>
public static class UkTime
{
    // Machines without time zone data give the same answers. Source: the Summer Time Act 1972 as amended by SI 2002/262: from the last Sunday of March to the
    // last of October, at one o'clock Greenwich mean time. Checked 2026-11-30 against the tz database, 2018 to 2037, by a test.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("Europe/London", TimeSpan.Zero, null, null, null,
    [
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 1, 0, 0), 3, 5, DayOfWeek.Sunday), TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 2, 0, 0), 10, 5, DayOfWeek.Sunday)),
    ]);

    /// <summary>The instant of a local time. One that the clocks pass twice is taken the first time; one that they leave out is an hour later.</summary>
    /// <param name="local">As read from the wall.</param>
    public static DateTimeOffset At(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(wall))
        {
            wall = wall.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return new(wall, offset);
    }

    /// <summary>The same instant as it stands on the wall.</summary>
    /// <param name="instant">Any.</param>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The day on which it falls.</summary>
    /// <param name="instant">Any.</param>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>Such as <c>Thursday 2 April 2026</c>.</summary>
    /// <param name="day">Any.</param>
    public static string Words(DateOnly day) => day.ToString("dddd d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Such as <c>Thursday 2 April 2026 at 10:00</c>.</summary>
    /// <param name="instant">Any.</param>
    public static string Words(DateTimeOffset instant) => Local(instant).ToString("dddd d MMMM yyyy 'at' HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As <c>2026-04-02T10:00+01:00</c>.</summary>
    /// <param name="instant">Any.</param>
    public static string Written(DateTimeOffset instant) => Local(instant).ToString("yyyy-MM-dd'T'HH:mmzzz", System.Globalization.CultureInfo.InvariantCulture);
}
