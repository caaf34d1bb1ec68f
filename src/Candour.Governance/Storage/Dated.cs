namespace Candour.Governance.Storage;

/// <summary>A row that holds from a day, and perhaps until one.</summary>
public abstract class Dated : Owned
{
    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day; null while no end is known. The day before <see cref="From"/> means that it never came to hold.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Ends it on a day, unless it ends earlier anyway.</summary>
    internal bool EndOn(DateOnly last)
    {
        if (Until <= last)
        {
            return false;
        }

        Until = last < From ? From.AddDays(-1) : last;
        return true;
    }
}

public static class DatedQueries
{
    /// <summary>Those that hold on a day.</summary>
    public static IQueryable<T> On<T>(this IQueryable<T> rows, DateOnly day) where T : Dated => rows.Where(r => r.From <= day && (r.Until == null || r.Until >= day));
}
