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
/// <param name="Groups">Values under headings, for a list too long to read at once; null where it is short.</param>
/// <param name="Public">How patients, carers and visitors are asked, where the words for staff read badly for them.</param>
public sealed record FactDefinition(
    string Name, string Title, string Question, string Definition, [property: System.Text.Json.Serialization.JsonPropertyName("values")] IReadOnlyDictionary<string, string> Labels,
    bool Set = false, bool Free = false, string? Usual = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Groups = null, PublicWords? Public = null)
{
    /// <summary>The values it may have, in the order of the file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Values => field ??= [.. Labels.Keys];

    /// <summary>How somebody is asked for it.</summary>
    /// <param name="isPublic">They come for care or visit (<see cref="FactVocabulary.IsPublic"/>).</param>
    public string QuestionFor(bool isPublic) => (isPublic ? Public?.Question : null) ?? Question;

    /// <summary>What a value is called; null where the vocabulary has no words for it.</summary>
    /// <param name="value">One of <see cref="Values"/>.</param>
    /// <param name="isPublic">Whoever reads it comes for care or visits.</param>
    public string? LabelFor(string value, bool isPublic) => (isPublic ? Public?.Labels?.GetValueOrDefault(value) : null) ?? Labels.GetValueOrDefault(value);
}

/// <summary>A fact in words for patients, carers and visitors.</summary>
/// <param name="Question">Null where the question reads well for them as it is.</param>
/// <param name="Labels">Words for some of its values.</param>
public sealed record PublicWords(string? Question, [property: System.Text.Json.Serialization.JsonPropertyName("values")] IReadOnlyDictionary<string, string>? Labels);

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
