using Candour.Engine.Facts;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>Facts that the text itself supplies. A given fact beats an inferred one.</summary>
internal static class Inferring
{
    public static FactSet From(IReadOnlyList<Inference> inferences, IReadOnlyList<Finding> findings, Draft draft)
    {
        var facts = draft.Facts.Copy();
        var evaluator = new Evaluator(findings, facts, (_, _, _) => false);
        foreach (var inference in inferences)
        {
            var outcome = evaluator.Evaluate(inference.When);
            if (outcome.Value is Truth.True)
            {
                var place = outcome.Findings.FirstOrDefault(f => f.Part is DraftPart.Text);
                facts.Infer(new(inference.Fact, [inference.Value], FactSource.Text, place?.Start, place?.End));
            }
        }

        return facts;
    }
}
