namespace Candour.Engine.Time;

/// <summary>A time during which a clock stands still.</summary>
/// <param name="From">When it stopped.</param>
/// <param name="To">When it went on; null while it stands.</param>
/// <param name="Reason">Why.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, string Reason);

/// <summary>More time that somebody gave.</summary>
/// <param name="By">How much.</param>
/// <param name="Reason">Why.</param>
public sealed record Extension(Period By, string Reason);

/// <summary>Until when something is to be done, and how that was counted.</summary>
/// <param name="Day">The last day, UK local; null where it cannot be told.</param>
/// <param name="Instant">The last moment, for minutes and hours; null for whole days, which end at midnight.</param>
/// <param name="Explanation">How it was counted, for people; or why it cannot be told.</param>
public sealed record Deadline(DateOnly? Day, DateTimeOffset? Instant, string Explanation)
{
    /// <summary>Whether it is known.</summary>
    public bool IsKnown => Day is not null;

    /// <summary>As <c>2026-04-09</c>, or <c>2026-04-05T10:00+01:00</c> for minutes and hours; null where it cannot be told.</summary>
    public string? Written => Instant is { } instant ? UkTime.Written(instant) : Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The moment after which it is late; null where it cannot be told.</summary>
    public DateTimeOffset? LateAfter => Instant ?? (Day is { } day ? UkTime.At(day.AddDays(1).ToDateTime(TimeOnly.MinValue)) : null);
}

/// <summary>Counts minutes, hours, days, working days, weeks, months and years from a moment, and says how.</summary>
/// <param name="nation">Whose bank holidays count: one of <see cref="BankHolidays.Nations"/>.</param>
public sealed class Clock(string nation)
{
    /// <summary>Counts.</summary>
    /// <param name="within">How long; one that <see cref="Period.IsCounted"/> holds for.</param>
    /// <param name="from">Since when.</param>
    /// <param name="what">What happened then, for the explanation: <c>received</c>.</param>
    /// <param name="pauses">Times during which it stood still; the end moves on by as much.</param>
    /// <param name="extensions">More time, counted from the end.</param>
    public Deadline Count(Period within, Moment from, string what, IReadOnlyList<Pause>? pauses = null, IReadOnlyList<Extension>? extensions = null)
    {
        if (!within.IsCounted)
        {
            throw new ArgumentException($"`{within}` names no day.", nameof(within));
        }

        var steps = new List<string> { $"{what} {from}" };
        Moment? end = Add(from, within, steps);
        foreach (var pause in (pauses ?? []).OrderBy(p => p.From))
        {
            end = end is { } before ? Paused(before, within, from, pause, steps) : null;
        }

        foreach (var extension in extensions ?? [])
        {
            steps.Add($"extended ({extension.Reason})");
            end = end is { } before ? Add(before, extension.By, steps) : null;
        }

        return end is { } last ? new(last.Day, last.Instant, $"{string.Join(", ", steps)}: {last}") : new(null, null, $"{string.Join(", ", steps)}.");
    }

    private Moment? Add(Moment from, Period period, List<string> steps)
    {
        switch (period.Unit)
        {
            case PeriodUnit.Minutes or PeriodUnit.Hours:
                return AddHours(from, period, steps);
            case PeriodUnit.WorkingDays:
                return AddWorkingDays(from, period, steps);
            default:
                steps.Add(period.ToString());
                var day = period.Unit switch
                {
                    PeriodUnit.Days => from.Day.AddDays(period.Count),
                    PeriodUnit.Weeks => from.Day.AddDays(7 * period.Count),
                    PeriodUnit.Months => from.Day.AddMonths(period.Count),
                    _ => from.Day.AddYears(period.Count),
                };
                if (period.Unit is PeriodUnit.Months or PeriodUnit.Years && day.Day != from.Day.Day)
                {
                    steps.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"that month has no day {from.Day.Day}, so its last"));
                }

                return Moment.On(day);
        }
    }

    private static Moment AddHours(Moment from, Period period, List<string> steps)
    {
        var start = from.Instant ?? UkTime.At(from.Day.ToDateTime(TimeOnly.MinValue));
        var end = UkTime.Local(period.Unit is PeriodUnit.Minutes ? start.AddMinutes(period.Count) : start.AddHours(period.Count));
        steps.Add(period.ToString());
        if (from.Instant is null)
        {
            steps.Add("from the beginning of that day, since no hour is known");
        }

        var changed = end.Offset - UkTime.Local(start).Offset;
        if (changed != TimeSpan.Zero)
        {
            steps.Add(changed > TimeSpan.Zero ? "the clocks go forward between" : "the clocks go back between");
        }

        return Moment.At(end);
    }

    private Moment? AddWorkingDays(Moment from, Period period, List<string> steps)
    {
        steps.Add(period.ToString());
        var day = from.Day;
        var free = new List<string>();
        for (var left = period.Count; left > 0;)
        {
            day = day.AddDays(1);
            if (!BankHolidays.Knows(day))
            {
                steps.Add($"which cannot be told: bank holidays are known from {BankHolidays.FirstYear} to {BankHolidays.LastYear}");
                return null;
            }

            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            if (BankHolidays.NameOf(nation, day) is { } holiday)
            {
                free.Add(holiday);
                continue;
            }

            left--;
        }

        if (free.Count > 0)
        {
            steps.Add($"{Listed(free)} between");
        }

        return Moment.On(day);
    }

    // What is counted in working days stood still for the working days of the pause; all else for its whole length.
    private Moment? Paused(Moment end, Period within, Moment from, Pause pause, List<string> steps)
    {
        var stopped = Moment.At(pause.From);
        if (stopped.Day > end.Day || (end.Instant is { } last && pause.From >= last))
        {
            return end;
        }

        if (pause.To is not { } to)
        {
            steps.Add($"stopped since {stopped} ({pause.Reason}), so its end cannot be told yet");
            return null;
        }

        var begun = from.Instant ?? UkTime.At(from.Day.ToDateTime(TimeOnly.MinValue));
        var start = pause.From < begun ? begun : pause.From;
        if (to <= start)
        {
            return end;
        }

        if (within.Unit is PeriodUnit.Minutes or PeriodUnit.Hours)
        {
            steps.Add($"stopped from {UkTime.Words(start)} to {UkTime.Words(to)} ({pause.Reason})");
            return Moment.At(end.Instant!.Value + (to - start));
        }

        var (first, next) = (UkTime.Day(start), UkTime.Day(to));
        var days = next.DayNumber - first.DayNumber;
        steps.Add($"stopped from {UkTime.Words(first)} to {UkTime.Words(next)} ({pause.Reason})");
        if (within.Unit is not PeriodUnit.WorkingDays)
        {
            return Moment.On(end.Day.AddDays(days));
        }

        var working = Enumerable.Range(1, days).Select(d => first.AddDays(d)).Count(IsWorkingDay);
        return working == 0 ? end : AddWorkingDays(end, new(working, PeriodUnit.WorkingDays), steps);
    }

    /// <summary>Whether a day is neither Saturday, Sunday nor, as far as those are known, a bank holiday.</summary>
    /// <param name="day">Any.</param>
    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (!BankHolidays.Knows(day) || BankHolidays.NameOf(nation, day) is null);

    private static string Listed(List<string> names)
    {
        var once = names.Distinct().ToArray();
        return once.Length == 1 ? once[0] : $"{string.Join(", ", once[..^1])} and {once[^1]}";
    }
}
