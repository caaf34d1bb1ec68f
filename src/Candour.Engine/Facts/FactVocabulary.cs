using System.Text.Json;

namespace Candour.Engine.Facts;

/// <summary>One thing that a rule may ask about who, where, which account, which consent.</summary>
/// <param name="Name">As on the command line and in rulebooks, such as <c>real-name</c>.</param>
/// <param name="Title">What it is called in a list of facts.</param>
/// <param name="Question">How a person is asked for it.</param>
/// <param name="Definition">What it means.</param>
/// <param name="Labels">The values it may have, each with the words for people; empty where the rulebook names them.</param>
/// <param name="Set">It may have several values at once.</param>
/// <param name="Free">Its values come from the rulebook.</param>
/// <param name="Usual">The value that is so commonly true that it is asked for late; null for none.</param>
public sealed record FactDefinition(
    string Name, string Title, string Question, string Definition, [property: System.Text.Json.Serialization.JsonPropertyName("values")] IReadOnlyDictionary<string, string> Labels,
    bool Set = false, bool Free = false, string? Usual = null)
{
    /// <summary>The values it may have, in the order of the file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Values => field ??= [.. Labels.Keys];
}

/// <summary>The facts that all rulebooks share: <c>facts.json</c>.</summary>
public static class FactVocabulary
{
    private static readonly Dictionary<string, FactDefinition> ByName = Load();

    /// <summary>All facts, in the order of the file.</summary>
    public static IReadOnlyCollection<FactDefinition> All => ByName.Values;

    /// <summary>A fact by its name, or null.</summary>
    /// <param name="name">Such as <c>account</c>.</param>
    public static FactDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether a value of <c>actor</c> is somebody who comes for care or visits, and does not work for the organisation.</summary>
    /// <param name="actor">A value of that fact.</param>
    public static bool IsPublic(string actor) => actor is "patient" or "carer" or "visitor" or "public";

    private static Dictionary<string, FactDefinition> Load()
    {
        using var stream = Embedded.Open("facts.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.FactDefinitionArray)!.ToDictionary(f => f.Name);
    }
}
