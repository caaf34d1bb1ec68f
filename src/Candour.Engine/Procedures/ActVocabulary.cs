using System.Text.Json;

namespace Candour.Engine.Procedures;

/// <summary>Something that a step does, or that a policy rules out.</summary>
/// <param name="Name">Pinned, such as <c>detain</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Words">Words that propose it; <c>&lt;list&gt;</c> stands for one of a list, <c>...</c> for up to three words.</param>
/// <param name="Destroys">It destroys what may be evidence: a stop question comes before it.</param>
/// <param name="Outside">It goes to somebody outside the organisation, who need not be named.</param>
/// <param name="ByFile">Whoever attaches a file does it: where it is forbidden, files are refused.</param>
public sealed record Act(string Name, string Title, IReadOnlyList<string>? Words = null, bool Destroys = false, bool Outside = false, bool ByFile = false);

/// <summary>The acts that all rulebooks share: <c>acts.json</c>.</summary>
public static class ActVocabulary
{
    private static readonly File Read = Load();

    private static readonly Dictionary<string, Act> ByName = Read.Acts.ToDictionary(a => a.Name);

    private static readonly Dictionary<string, ActWords> Matchers = Read.Acts.Where(a => a.Words is not null).ToDictionary(a => a.Name, a => new ActWords(a.Words!, Read));

    /// <summary>All acts, in the order of the file.</summary>
    public static IReadOnlyList<Act> All => Read.Acts;

    /// <summary>An act by its name, or null.</summary>
    /// <param name="name">Such as <c>tell</c>.</param>
    public static Act? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The words by which a text proposes an act; null where it does not, or only rules it out ("never detain").</summary>
    /// <param name="act">Its name.</param>
    /// <param name="text">Sentences for people.</param>
    public static string? Proposed(string act, string text) => Matchers.GetValueOrDefault(act)?.In(text);

    private static File Load()
    {
        using var stream = Embedded.Open("acts.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.ActVocabularyFile)!;
    }

    /// <summary>The file.</summary>
    /// <param name="Acts">Every act.</param>
    /// <param name="Lists">Words that stand for each other in <see cref="Act.Words"/>.</param>
    /// <param name="Before">Words after which an act is ruled out, not proposed: never, rather than.</param>
    /// <param name="After">Words before which it is: is forbidden.</param>
    /// <param name="Cancels">Words that take back what rules out: do not <i>hesitate</i> to.</param>
    /// <param name="Breaks">Words that end the reach of what rules out.</param>
    /// <param name="Others">Those who may do what nobody of the organisation may: the police seize.</param>
    /// <param name="Acting">Words that stand between those and what they do.</param>
    /// <param name="Joins">Words after which somebody else acts again: tell the police <i>and</i> seize.</param>
    public sealed record File(
        IReadOnlyList<Act> Acts, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists, IReadOnlyList<string> Before, IReadOnlyList<string> After,
        IReadOnlyList<string> Cancels, IReadOnlyList<string> Breaks, IReadOnlyList<string> Others, IReadOnlyList<string> Acting, IReadOnlyList<string> Joins);
}

/// <summary>A kind of matter that all rulebooks share.</summary>
/// <param name="Name">Pinned.</param>
/// <param name="Title">For people.</param>
/// <param name="Otherwise">Its procedures are offered where nothing that somebody said points to another.</param>
public sealed record MatterDefinition(string Name, string Title, bool Otherwise = false);

/// <summary>The kinds of matter that all rulebooks share: <c>matters.json</c>.</summary>
public static class MatterVocabulary
{
    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<MatterDefinition> All { get; } = Load();

    private static MatterDefinition[] Load()
    {
        using var stream = Embedded.Open("matters.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.MatterDefinitionArray)!;
    }
}
