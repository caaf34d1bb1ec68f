using System.Runtime.CompilerServices;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>A procedure made ready for walking: groups of steps that open together, and conditions in which what some step asks is not asked elsewhere.</summary>
internal sealed class Plan
{
    private static readonly ConditionalWeakTable<Procedure, Plan> Made = [];

    private Plan(Procedure procedure)
    {
        var asked = procedure.Steps.Select(s => s.Asks).OfType<string>().ToHashSet();
        AskedInPlace = [.. procedure.AskedInPlace(), .. procedure.Steps.SelectMany(s => s.Rules).SelectMany(r => r.When?.Tree() ?? []).Where(c => !c.Known).Select(c => c.Fact).OfType<string>()];
        Steps = [.. procedure.Steps.Select((s, i) => new PlannedStep(s, i, s.When is { } when ? Quiet(when, asked) : null))];
        ById = Steps.ToDictionary(s => s.Step.Id);
        var groups = new List<List<PlannedStep>>();
        foreach (var step in Steps.Where(s => !s.Step.Anytime))
        {
            // Whatever stands between, open at any time, parts nothing.
            if (!step.Step.Alongside || groups.Count == 0)
            {
                groups.Add([]);
            }

            groups[^1].Add(step);
        }

        Groups = [.. groups.Select(g => g.ToArray())];
        Anytime = [.. Steps.Where(s => s.Step.Anytime)];
    }

    /// <summary>Facts that may be asked in a step's place: those that no step asks, and those that a decision needs.</summary>
    public IReadOnlyCollection<string> AskedInPlace { get; }

    /// <summary>Every step, in order.</summary>
    public IReadOnlyList<PlannedStep> Steps { get; }

    public IReadOnlyDictionary<string, PlannedStep> ById { get; }

    /// <summary>Steps that open together, in order; those that are open at any time stand in none.</summary>
    public IReadOnlyList<PlannedStep[]> Groups { get; }

    /// <summary>Steps that are open at any time.</summary>
    public IReadOnlyList<PlannedStep> Anytime { get; }

    public static Plan Of(Procedure procedure) => Made.GetValue(procedure, p => new(p));

    // While nobody has said, what some step asks counts as not having the value.
    private static Condition Quiet(Condition condition, HashSet<string> asked) => condition with
    {
        All = condition.All is { } all ? [.. all.Select(c => Quiet(c, asked))] : null,
        Any = condition.Any is { } any ? [.. any.Select(c => Quiet(c, asked))] : null,
        Not = condition.Not is { } not ? Quiet(not, asked) : null,
        Known = condition.Known || (condition.Fact is { } fact && asked.Contains(fact)),
    };
}

/// <summary>A step with its place.</summary>
internal sealed record PlannedStep(Step Step, int Index, Condition? When);
