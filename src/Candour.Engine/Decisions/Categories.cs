using System.Text.Json;

namespace Candour.Engine.Decisions;

/// <summary>A kind of matter that a reason is about.</summary>
/// <param name="Id">As in JSON, such as <c>patient-identifier</c>.</param>
/// <param name="Title">As a heading for people.</param>
public sealed record CategoryDefinition(string Id, string Title);

/// <summary>The categories that all rulebooks share: <c>categories.json</c>.</summary>
public static class Categories
{
    /// <summary>All, in the order of the reader's heads with <c>other</c> last.</summary>
    public static IReadOnlyList<CategoryDefinition> All { get; } = Load();

    /// <summary>The heading of a category.</summary>
    /// <param name="id">One of <see cref="All"/>.</param>
    public static string Title(string id) => All.FirstOrDefault(c => c.Id == id)?.Title ?? id;

    private static CategoryDefinition[] Load()
    {
        using var stream = Embedded.Open("categories.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.CategoryDefinitionArray)!;
    }
}
