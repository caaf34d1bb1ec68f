namespace Candour.Engine.Time;

/// <summary>When something was: an instant, or a day without an hour.</summary>
/// <param name="Day">UK local.</param>
/// <param name="Instant">Null where only the day is known.</param>
public readonly record struct Moment(DateOnly Day, DateTimeOffset? Instant)
{
    /// <summary>An instant, on its UK local day.</summary>
    /// <param name="instant">Any.</param>
    public static Moment At(DateTimeOffset instant) => new(UkTime.Day(instant), UkTime.Local(instant));

    /// <summary>A day without an hour.</summary>
    /// <param name="day">UK local.</param>
    public static Moment On(DateOnly day) => new(day, null);

    /// <summary>Such as <c>Thursday 2 April 2026 at 10:00</c>.</summary>
    public override string ToString() => Instant is { } instant ? UkTime.Words(instant) : UkTime.Words(Day);
}
