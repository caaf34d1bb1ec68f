using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>The procedures that a verdict or an answer offers: those whose <see cref="Procedure.When"/> holds for its facts.</summary>
public static class ProcedureOffers
{
    /// <summary>In the order of the rulebook; none where nothing is known.</summary>
    /// <param name="rulebook">Any.</param>
    /// <param name="facts">What is known.</param>
    public static IReadOnlyList<Procedure> Of(Rulebook rulebook, IEnumerable<KnownFact> facts)
    {
        var known = new FactSet();
        foreach (var fact in facts.GroupBy(f => f.Name))
        {
            known.Infer(new(fact.Key, [.. fact.Select(f => f.Value)]));
        }

        return Of(rulebook, known);
    }

    /// <summary>In the order of the rulebook; none where nothing is known.</summary>
    /// <param name="rulebook">Any.</param>
    /// <param name="facts">What is known.</param>
    public static IReadOnlyList<Procedure> Of(Rulebook rulebook, FactSet facts)
    {
        var evaluator = Evaluator.OfFacts(facts);
        var isPublic = facts.TryGet("actor", out var actor) && FactVocabulary.IsPublic(actor.Values[0]);
        return [.. rulebook.Procedures.Where(p => p.When is { } when && (p.Audience is "everyone" || p.Audience is "public" == isPublic) && evaluator.Evaluate(when).Value is Truth.True)];
    }
}
