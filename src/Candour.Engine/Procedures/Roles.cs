using System.Text.Json;

namespace Candour.Engine.Procedures;

/// <summary>Those whom a step may fall to beside the roles of the rulebook, and the levels of roles: <c>people.json</c>.</summary>
public static class Roles
{
    /// <summary>Whoever opened or handles it.</summary>
    public const string You = "you";

    /// <summary>The line manager of the person whom it is about.</summary>
    public const string LineManager = "line-manager";

    /// <summary>The line manager of whoever brought it up.</summary>
    public const string ReporterManager = "reporter-manager";

    /// <summary>Whoever suffers from it.</summary>
    public const string Affected = "affected";

    /// <summary>Whoever brought it up.</summary>
    public const string Reporter = "reporter";

    private static readonly File Read = Load();

    /// <summary>All of them with their words for people.</summary>
    public static IReadOnlyDictionary<string, string> Named => Read.Named;

    /// <summary>Those of whom the fact <c>manager-implicated</c> speaks.</summary>
    internal static IReadOnlyList<string> Managers => Read.Managers;

    /// <summary>What roles correspond to, from the lowest level to the highest.</summary>
    internal static IReadOnlyList<string> Levels => Read.Levels;

    /// <summary>The level above roles that stand in none.</summary>
    internal static string Otherwise => Read.Otherwise;

    /// <summary>Whom it goes to where nobody of the rulebook is left.</summary>
    public static RoleName Beyond => Read.Beyond;

    private static File Load()
    {
        using var stream = Embedded.Open("people.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.PeopleFile)!;
    }

    /// <summary>The file.</summary>
    /// <param name="Named">Words by id.</param>
    /// <param name="Managers">Those of whom the fact <c>manager-implicated</c> speaks.</param>
    /// <param name="Levels">From the lowest to the highest.</param>
    /// <param name="Otherwise">The level above roles that stand in none.</param>
    /// <param name="Beyond">Where nobody is left.</param>
    public sealed record File(IReadOnlyDictionary<string, string> Named, IReadOnlyList<string> Managers, IReadOnlyList<string> Levels, string Otherwise, RoleName Beyond);
}

/// <summary>A role by id and name.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Name">For people.</param>
public record RoleName(string Id, string Name);
