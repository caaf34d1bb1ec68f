using System.Text.Json;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>What a walk is: what it began with and the answers, in order. This is what is kept; the same history gives the same walk under the same rulebook.</summary>
/// <param name="Policy">The rulebook's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rulebook">Hash of its sources.</param>
/// <param name="Procedure">The procedure's id.</param>
/// <param name="At">When it began; null where no clock matters.</param>
/// <param name="Facts">What was known at the start.</param>
/// <param name="Answers">The answers that were taken, in order.</param>
public sealed record WalkHistory(
    string Policy, string Version, string Rulebook, string Procedure, DateTimeOffset? At, IReadOnlyList<Fact> Facts, IReadOnlyList<StepAnswer> Answers)
{
    /// <summary>What the organisation had chosen where the policy leaves a choice, by the setting's id; null where nothing.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>On one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EngineJson.Line.WalkHistory);

    /// <summary>Reads one.</summary>
    /// <param name="json">As <see cref="ToJson"/> writes it.</param>
    /// <exception cref="JsonException">It is no history of a walk.</exception>
    public static WalkHistory Parse(string json) => JsonSerializer.Deserialize(json, EngineJson.Line.WalkHistory) ?? throw new JsonException("The history is empty.");

    /// <summary>The walk.</summary>
    /// <param name="rulebook">The version that it began under.</param>
    /// <exception cref="InvalidDataException">The rulebook is another, or refuses an answer that was taken.</exception>
    public Walk Resume(Rulebook rulebook)
    {
        if (rulebook.Id != Policy || rulebook.Version != Version)
        {
            throw new InvalidDataException($"The walk began under {Policy} {Version}, and this is {rulebook.Id} {rulebook.Version}.");
        }

        rulebook = rulebook.WithLocal(Settings ?? new Dictionary<string, string>());
        var procedure = rulebook.Procedures.FirstOrDefault(p => p.Id == Procedure)
            ?? throw new InvalidDataException($"{Policy} {Version} has no procedure `{Procedure}`.");
        var facts = new FactSet();
        foreach (var fact in Facts)
        {
            facts.Put(fact);
        }

        var walk = Walk.Begin(rulebook, procedure, facts, At);
        foreach (var answer in Answers)
        {
            var result = walk.Answer(answer);
            walk = result.Walk ?? throw new InvalidDataException($"An answer that was taken is refused now: {result.Refusal}");
        }

        return walk;
    }
}

/// <summary>What an answer came to: a walk one answer on, or a refusal.</summary>
/// <param name="Walk">The new walk; null when refused.</param>
/// <param name="Refusal">Why not; null when taken.</param>
public sealed record WalkResult(Walk? Walk, StepRefusal? Refusal);
