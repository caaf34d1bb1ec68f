using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Rulebooks;
using Candour.Governance.People;

namespace Candour.Governance.Requests;

/// <summary>What whoever runs Candour must do whatever their policy says: kinds of matter and procedures in the form of a rulebook, as data. No version of it is put in force; it always is.</summary>
public static class OwnRulebook
{
    /// <summary>The kind of matter and the procedure of a request for one's own data.</summary>
    public const string DataRequest = "data-request";

    /// <summary>The step that an answer does.</summary>
    internal const string AnswerStep = "answer";

    /// <summary>It, under the id that grants of Candour's own roles have (<see cref="OwnRole.Policy"/>).</summary>
    public static Rulebook Value { get; } = JsonSerializer.Deserialize(Open("own-rulebook.json"), EngineJson.Default.Rulebook)!;

    /// <summary>Grounds on which something is kept from the person whom it is about. The list is ours, its sources were not checked against the text of the law.</summary>
    public static IReadOnlyList<Exemption> Exemptions { get; } = JsonSerializer.Deserialize<Exemption[]>(Open("exemptions.json"), JsonSerializerOptions.Web)!;

    private static Stream Open(string name) => typeof(OwnRulebook).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"Candour was built without its file {name}.");
}

/// <summary>A ground on which something is kept from the person whom it is about.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Title">For people.</param>
/// <param name="Source">Where it is written.</param>
public sealed record Exemption(string Id, string Title, string Source);
