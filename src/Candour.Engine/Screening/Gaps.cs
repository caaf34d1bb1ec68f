using System.Buffers;

namespace Candour.Engine.Screening;

/// <summary>What may stand between the parts of one identifier.</summary>
internal static class Gaps
{
    private const string Spaces = " \u00A0\u2009\u202F\uFE0F";
    private const string Dashes = "-\u2010\u2011\u2012\u2013\u2014";

    private static readonly SearchValues<char> Space = SearchValues.Create(Spaces);
    private static readonly SearchValues<char> SpaceOrDash = SearchValues.Create(Spaces + Dashes);
    private static readonly SearchValues<char> InNumber = SearchValues.Create(Spaces + Dashes + "._/·");
    private static readonly SearchValues<char> InPhone = SearchValues.Create(Spaces + Dashes + "._/·()[]+");
    private static readonly SearchValues<char> SpaceOrComma = SearchValues.Create(Spaces + ",");
    private static readonly SearchValues<char> BeforeYear = SearchValues.Create(Spaces + Dashes + ",'’‘/.");
    private static readonly SearchValues<char> InAge = SearchValues.Create(Spaces + Dashes + "./'’");

    /// <summary>Spaces only, at least one.</summary>
    public static bool AreSpaces(ReadOnlySpan<char> gap) => gap.Length > 0 && gap.IndexOfAnyExcept(Space) < 0;

    /// <summary>Spaces and dashes, or nothing.</summary>
    public static bool AreSpacesOrDashes(ReadOnlySpan<char> gap) => gap.IndexOfAnyExcept(SpaceOrDash) < 0;

    /// <summary>What stands between the groups of a long number.</summary>
    public static bool AreInNumber(ReadOnlySpan<char> gap) => gap.IndexOfAnyExcept(InNumber) < 0;

    /// <summary>What stands between the groups of a telephone number.</summary>
    public static bool AreInPhone(ReadOnlySpan<char> gap) => gap.IndexOfAnyExcept(InPhone) < 0;

    /// <summary>What stands between a number and year, and year and old.</summary>
    public static bool AreInAge(ReadOnlySpan<char> gap) => gap.IndexOfAnyExcept(InAge) < 0;

    /// <summary>What stands between a weekday and the day of the month.</summary>
    public static bool AreSpacesOrCommas(ReadOnlySpan<char> gap) => gap.IndexOfAnyExcept(SpaceOrComma) < 0;

    /// <summary>What stands between a month and the year.</summary>
    public static bool AreBeforeYear(ReadOnlySpan<char> gap) => gap.IndexOfAnyExcept(BeforeYear) < 0;
}
