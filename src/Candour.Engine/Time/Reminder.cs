namespace Candour.Engine.Time;

/// <summary>When somebody is reminded of a task before it is late. Neither policy nor law: a default of this program, the same everywhere.</summary>
public static class Reminder
{
    private static readonly TimeSpan Short = TimeSpan.FromDays(3);

    // Whoever has less than this was told a moment ago.
    private static readonly TimeSpan TooShort = TimeSpan.FromHours(2);

    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Nine in the morning of the last working day before the last day; of what is shorter than three days, when three quarters of the time are over. Null where so little time is left that a reminder says nothing new.</summary>
    /// <param name="until">The deadline.</param>
    /// <param name="from">Since when whoever has the task has known of it.</param>
    /// <param name="nation">Whose bank holidays count.</param>
    public static DateTimeOffset? Before(Deadline until, DateTimeOffset from, string nation)
    {
        if (until is not { Day: { } day, LateAfter: { } late } || late - from < TooShort)
        {
            return null;
        }

        if (late - from >= Short)
        {
            var clock = new Clock(nation);
            do
            {
                day = day.AddDays(-1);
            }
            while (!clock.IsWorkingDay(day));
            var morning = UkTime.At(day.ToDateTime(Morning));
            if (morning > from)
            {
                return morning;
            }
        }

        return UkTime.Local(from + ((late - from) * 0.75));
    }
}
