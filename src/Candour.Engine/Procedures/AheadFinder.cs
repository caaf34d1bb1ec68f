using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>Finds the steps that may still come: those that no answer already given rules out. Leaves none out that may; may name one that cannot.</summary>
internal sealed class AheadFinder(Plan plan, WalkState state)
{
    // Facts that an answer may still give or change.
    private readonly HashSet<string> _loose = [.. plan.Anytime.Select(a => a.Step.Asks).OfType<string>(), .. plan.AskedInPlace.Where(f => !state.Facts.TryGet(f, out _))];

    public IReadOnlyList<PlannedStep> Find()
    {
        var coming = new HashSet<PlannedStep>();
        int before;
        do
        {
            before = coming.Count + _loose.Count;
            FindOnce(coming);
        }
        while (coming.Count + _loose.Count > before);
        return [.. coming.OrderBy(s => s.Index)];
    }

    private void FindOnce(HashSet<PlannedStep> coming)
    {
        var facts = state.Facts.Copy();
        foreach (var fact in _loose)
        {
            facts.Forget(fact);
        }

        var evaluator = Evaluator.OfFacts(facts, _loose);
        var ended = false;
        foreach (var planned in plan.Steps.Where(s => !ended || s.Step.Anytime))
        {
            var value = planned.When is { } when ? evaluator.Evaluate(when).Value : Truth.True;
            if (value is Truth.False)
            {
                continue;
            }

            ended |= planned.Step.Kind is StepKind.End && value is Truth.True;
            // The condition of a decision that was reached may have to be asked for anew.
            if (MayBeAnswered(planned.Step, evaluator) || (planned.Step.Kind is StepKind.Decide && value is Truth.Unknown))
            {
                Add(planned, coming);
            }

            if (planned.Step.Again is { } again && coming.Contains(planned) && evaluator.Evaluate(again.When).Value is not Truth.False)
            {
                // What stands in a loop that may be gone through again may come again, and what it asked is forgotten.
                var loop = plan.Steps.Skip(plan.ById[again.From].Index).Take(planned.Index - plan.ById[again.From].Index + 1).ToArray();
                _loose.UnionWith(loop.Select(s => s.Step.Asks).OfType<string>());
                foreach (var looped in loop.Where(s => s.When is null || evaluator.Evaluate(s.When).Value is not Truth.False))
                {
                    Add(looped, coming);
                }
            }
        }
    }

    private void Add(PlannedStep planned, HashSet<PlannedStep> coming)
    {
        coming.Add(planned);
        if (planned.Step.Asks is { } asks)
        {
            _loose.Add(asks);
        }
    }

    private bool MayBeAnswered(Step step, Evaluator evaluator) => step.Kind switch
    {
        StepKind.Decide => !state.Decided.ContainsKey(step.Id) || Turns(step, evaluator),
        StepKind.Ask when state.Facts.TryGet(step.Asks!, out _) && !_loose.Contains(step.Asks!) && !step.Fields.Any(f => f.Required) => false,
        _ => !state.Answered.Contains(step.Id),
    };

    // Whether a decision that was reached may come out otherwise once what is loose is said.
    private bool Turns(Step step, Evaluator evaluator)
    {
        foreach (var rule in step.Rules)
        {
            var value = rule.When is { } when ? evaluator.Evaluate(when).Value : Truth.True;
            if (value is Truth.True)
            {
                return rule.Value != state.Decided[step.Id].Value;
            }

            if (value is Truth.Unknown)
            {
                return true;
            }
        }

        return false;
    }
}
