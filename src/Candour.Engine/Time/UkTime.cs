namespace Candour.Engine.Time;

/// <summary>Time on the wall in the United Kingdom, summer time included.</summary>
public static class UkTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

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
}
