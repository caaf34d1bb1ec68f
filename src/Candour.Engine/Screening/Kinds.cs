using System.Text.Json;

namespace Candour.Engine.Screening;

/// <summary>A kind of finding.</summary>
/// <param name="Kind">As in JSON and rulebooks.</param>
/// <param name="Class">identifier, word, term, stance, lifting, composite or question (a fact in a question; never in a draft).</param>
/// <param name="Reach">How far a lifting kind reaches: its sentence, or the whole text.</param>
/// <param name="Lifts">The kinds that a lifting kind takes off the writer.</param>
/// <param name="Bits">How much it narrows down who somebody is: the binary logarithm of "one in so many"; see <see cref="IndirectIdentification"/>.</param>
/// <param name="BitsByTopic">The same where it differs by topic.</param>
/// <param name="ReplaceWith">What an edit puts in its place; empty to leave it out; null where no edit is offered.</param>
public sealed record KindDefinition(
    string Kind, string Class, string? Reach = null, IReadOnlyList<string>? Lifts = null, double Bits = 0,
    IReadOnlyDictionary<string, double>? BitsByTopic = null, string? ReplaceWith = null);

/// <summary>The kinds of finding: <c>kinds.json</c>.</summary>
public static class Kinds
{
    private static readonly Dictionary<string, KindDefinition> ByName = Load();

    /// <summary>All kinds.</summary>
    public static IReadOnlyCollection<string> All => ByName.Keys;

    /// <summary>Whether there is such a kind.</summary>
    /// <param name="kind">Such as <c>nhs-number</c>.</param>
    public static bool Exists(string kind) => ByName.ContainsKey(kind);

    /// <summary>identifier, word, term, stance, lifting or composite.</summary>
    /// <param name="kind">One of <see cref="All"/>.</param>
    public static string Class(string kind) => ByName[kind].Class;

    /// <summary>All that is known about a kind.</summary>
    /// <param name="kind">One of <see cref="All"/>.</param>
    /// <exception cref="KeyNotFoundException">A detector made a kind that kinds.json does not name.</exception>
    public static KindDefinition Of(string kind) => ByName[kind];

    private static Dictionary<string, KindDefinition> Load()
    {
        using var stream = Embedded.Open("kinds.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.KindDefinitionArray)!.ToDictionary(k => k.Kind);
    }
}
