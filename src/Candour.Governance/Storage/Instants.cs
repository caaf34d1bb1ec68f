using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Candour.Governance.Storage;

/// <summary>Instants as UTC milliseconds, which both databases order and compare alike.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

internal sealed class ReferenceConverter() : ValueConverter<Reference, string>(reference => reference.Text, text => new Reference(text));

/// <summary>The clock as it is kept.</summary>
public static class Instants
{
    internal static readonly TimeZoneInfo Uk = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Now, in whole milliseconds, as a row read back will say.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The day in the United Kingdom.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().UkDay();

    /// <summary>The day that it is in the United Kingdom at an instant.</summary>
    public static DateOnly UkDay(this DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Uk).DateTime);

    /// <summary>When a day begins in the United Kingdom.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Uk.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
