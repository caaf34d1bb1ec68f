using System.Text.Json;

namespace Candour.Engine.Time;

/// <summary>Bank holidays of the nations of the United Kingdom: <c>bank-holidays.json</c>, which names its sources and how it was checked.</summary>
public static class BankHolidays
{
    /// <summary>England and Wales share theirs.</summary>
    public const string EnglandAndWales = "england-and-wales";

    private static readonly File Read = Load();

    /// <summary>england-and-wales, scotland, northern-ireland.</summary>
    public static IReadOnlyList<string> Nations { get; } = [.. Read.Nations.Keys];

    /// <summary>The first year whose holidays are known.</summary>
    public static int FirstYear => Read.FirstYear;

    /// <summary>The last year whose holidays are known; beyond it nobody can tell.</summary>
    public static int LastYear => Read.LastYear;

    /// <summary>Whether the holidays of a day's year are known.</summary>
    /// <param name="day">Any.</param>
    public static bool Knows(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear;

    /// <summary>What a day is called; null where it is no bank holiday.</summary>
    /// <param name="nation">One of <see cref="Nations"/>.</param>
    /// <param name="day">One that <see cref="Knows"/> holds for.</param>
    public static string? NameOf(string nation, DateOnly day) => Read.Nations[nation].GetValueOrDefault(day);

    private static File Load()
    {
        using var stream = Embedded.Open("bank-holidays.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.BankHolidayFile)!;
    }

    /// <summary>The file.</summary>
    /// <param name="Source">Where the days come from.</param>
    /// <param name="Checked">When and how they were checked.</param>
    /// <param name="FirstYear">The first whole year.</param>
    /// <param name="LastYear">The last whole year.</param>
    /// <param name="Nations">By nation: each day with its name.</param>
    public sealed record File(string Source, string Checked, int FirstYear, int LastYear, IReadOnlyDictionary<string, Dictionary<DateOnly, string>> Nations);
}
