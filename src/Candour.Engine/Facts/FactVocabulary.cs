using System.Text.Json;

namespace Candour.Engine.Facts;

/// <summary>One thing that a rule may ask about who, where, which account, which consent.</summary>
/// <param name="Name">As on the command line and in rulebooks, such as <c>real-name</c>.</param>
/// <param name="Question">How a person is asked for it.</param>
/// <param name="Definition">What it means.</param>
/// <param name="Values">The values it may have; empty where the rulebook names them.</param>
/// <param name="Set">It may have several values at once.</param>
/// <param name="Free">Its values come from the rulebook.</param>
public sealed record FactDefinition(string Name, string Question, string Definition, IReadOnlyList<string> Values, bool Set = false, bool Free = false);

/// <summary>The facts that all rulebooks share: <c>facts.json</c>.</summary>
public static class FactVocabulary
{
    private static readonly Dictionary<string, FactDefinition> ByName = Load();

    /// <summary>All facts, in the order of the file.</summary>
    public static IReadOnlyCollection<FactDefinition> All => ByName.Values;

    /// <summary>A fact by its name, or null.</summary>
    /// <param name="name">Such as <c>account</c>.</param>
    public static FactDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    private static Dictionary<string, FactDefinition> Load()
    {
        using var stream = Embedded.Open("facts.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.FactDefinitionArray)!.ToDictionary(f => f.Name);
    }
}
