using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Decisions;

/// <summary>
/// Which answers are still possible, and which unknown facts decide between them. Exact: a fact is named if and only if two of its values lead to
/// different answers under the same completion of the others (<see cref="Diagram"/>).
/// </summary>
/// <remarks>
/// A condition marked <c>known</c> counts as false while nobody has spoken of its fact. Once that fact is worth asking for another reason, its
/// answer would count there too; so such conditions count as open for every fact that is asked.
/// </remarks>
internal sealed class QuestionChooser
{
    // How much likelier the usual value of a fact is than all its others together.
    private const double UsualShare = 0.9;

    private readonly IReadOnlyList<DecisionRule> _rules;
    private readonly Variable[] _variables;
    private readonly Dictionary<string, int[]> _byFact;
    private readonly Dictionary<string, DecisionRule[]> _permissions;

    public QuestionChooser(IReadOnlyList<DecisionRule> rules)
    {
        _rules = rules;
        _variables = [.. Order(rules)];
        _byFact = _variables.Select((v, i) => (v.Fact, Index: i)).GroupBy(v => v.Fact).ToDictionary(g => g.Key, g => g.Select(v => v.Index).ToArray());
        _permissions = rules.SelectMany(r => r.Overrides.Select(o => (Overridden: o, Rule: r))).GroupBy(p => p.Overridden).ToDictionary(g => g.Key, g => g.Select(p => p.Rule).ToArray());
    }

    /// <summary>Everything that can still be answered, and what to ask.</summary>
    /// <param name="facts">What is known.</param>
    public Possible Choose(FactSet facts)
    {
        var open = new HashSet<string>();
        while (true)
        {
            var diagram = new Diagram([.. _variables.Select(v => v.Width)]);
            var root = new Compilation(this, diagram, facts, open).Answer();
            var (nodes, results) = diagram.Reach(root);
            var asked = nodes.Select(n => _variables[diagram.VariableOf(n)].Fact).Distinct().ToArray();
            var before = open.Count;
            open.UnionWith(asked);
            if (open.Count == before || !_rules.SelectMany(Tests).Any(c => c.Known && open.Contains(c.Fact!)))
            {
                return new([.. results.Select(r => (AnswerLevel)r)], Ranked(diagram, root, nodes));
            }
        }
    }

    // The act comes first, since most rules are about one; then what most rules turn on.
    private static IEnumerable<Variable> Order(IReadOnlyList<DecisionRule> rules)
    {
        var tests = rules.SelectMany(Tests).ToLookup(c => c.Fact!);
        foreach (var fact in tests.OrderByDescending(t => t.Key is "act").ThenByDescending(t => t.Count()).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            var definition = FactVocabulary.Find(fact.Key)!;
            var values = fact.SelectMany(c => c.Is!).Distinct().Order(StringComparer.Ordinal).ToArray();
            if (definition.Set)
            {
                foreach (var value in values)
                {
                    yield return new(fact.Key, [value], IsMember: true, [0.7, 0.3]);
                }
            }
            else
            {
                // Values that no rule names lead to the same place and share one branch.
                var others = definition.Values.Count == 0 ? 1 : definition.Values.Except(values).Count();
                var weights = values.Select(v => Weight(definition, v)).Append(others == 0 ? 0 : RestWeight(definition, values, others)).ToArray();
                yield return new(fact.Key, values, IsMember: false, others == 0 ? weights[..^1] : weights);
            }
        }
    }

    private static IEnumerable<Condition> Tests(DecisionRule rule) =>
        rule.Conditions.Select(c => c.Met).OfType<Condition>().Prepend(rule.When).SelectMany(c => c.Tree()).Where(c => c.Fact is not null);

    private static double Weight(FactDefinition definition, string value) =>
        definition.Usual is not { } usual ? 1.0 / Math.Max(1, definition.Values.Count)
        : value == usual ? UsualShare : (1 - UsualShare) / Math.Max(1, definition.Values.Count - 1);

    private static double RestWeight(FactDefinition definition, string[] named, int others) =>
        definition.Values.Count == 0 ? 1.0 / (named.Length + 1) : definition.Values.Except(named).Take(others).Sum(v => Weight(definition, v));

    // How much is learnt about the answer from a fact, in bits, when every value is as likely as its weight. Two passes over the diagram.
    private string[] Ranked(Diagram diagram, int root, List<int> nodes)
    {
        if (nodes.Count == 0)
        {
            return [];
        }

        var below = new Dictionary<int, double[]>();
        foreach (var node in nodes.AsEnumerable().Reverse())
        {
            var share = Shares(diagram.VariableOf(node));
            var mixed = new double[Diagram.Results];
            for (var v = 0; v < share.Length; v++)
            {
                Add(mixed, Below(diagram.ChildrenOf(node)[v]), share[v]);
            }

            below[node] = mixed;
        }

        var reached = nodes.ToDictionary(n => n, _ => 0.0);
        reached[root] = 1;
        var joint = new Dictionary<int, double[][]>();
        foreach (var node in nodes)
        {
            var variable = diagram.VariableOf(node);
            var share = Shares(variable);
            var table = joint.TryGetValue(variable, out var known) ? known : joint[variable] = [.. share.Select(_ => new double[Diagram.Results])];
            for (var v = 0; v < share.Length; v++)
            {
                var child = diagram.ChildrenOf(node)[v];
                Add(table[v], Below(child), reached[node]);
                Add(table[v], below[node], -reached[node]);
                if (child >= Diagram.Results)
                {
                    reached[child] += reached[node] * share[v];
                }
            }
        }

        var all = below[root];
        return [.. joint
            .Select(j => (_variables[j.Key].Fact, Bits: Entropy(all) - j.Value.Select((difference, v) => Shares(j.Key)[v] * Entropy(Sum(all, difference))).Sum()))
            .GroupBy(g => g.Fact)
            .Select(g => (Fact: g.Key, Bits: g.Max(x => x.Bits)))
            .OrderByDescending(g => Math.Round(g.Bits, 9)).ThenBy(g => g.Fact, StringComparer.Ordinal)
            .Select(g => g.Fact)];

        double[] Below(int node) => node < Diagram.Results ? Certain(node) : below[node];
    }

    private double[] Shares(int variable) => _variables[variable].Weights;

    private static double[] Certain(int result)
    {
        var one = new double[Diagram.Results];
        one[result] = 1;
        return one;
    }

    private static void Add(double[] to, double[] from, double times)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i] * times;
        }
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => Math.Max(0, x + y))];

    private static double Entropy(double[] shares) => -shares.Where(s => s > 1e-12).Sum(s => s * Math.Log2(s));

    /// <summary>A fact, or one member of a fact with several values, as a variable of the diagram.</summary>
    private sealed record Variable(string Fact, string[] Values, bool IsMember, double[] Unscaled)
    {
        public double[] Weights { get; } = [.. Unscaled.Select(w => w / Unscaled.Sum())];

        public int Width => Unscaled.Length;
    }

    /// <summary>The rules as one diagram over the facts that are not known.</summary>
    private sealed class Compilation(QuestionChooser owner, Diagram diagram, FactSet facts, HashSet<string> open)
    {
        private readonly Evaluator _evaluator = new([], facts, (_, _, _) => false);
        private readonly Dictionary<string, int> _applies = [];

        public int Answer()
        {
            var (answer, outside) = (0, 0);
            foreach (var rule in owner._rules)
            {
                var applies = Applies(rule);
                if (applies == 0)
                {
                    continue;
                }

                if (rule.Answer is AnswerLevel.NotCovered)
                {
                    outside = diagram.Apply(Diagram.Combine.Max, outside, applies);
                }
                else
                {
                    answer = diagram.Apply(Diagram.Combine.Max, answer, Graded(rule, applies));
                }
            }

            return diagram.Apply(Diagram.Combine.Unless, answer, outside);
        }

        private int Graded(DecisionRule rule, int applies) => rule.Answer switch
        {
            AnswerLevel.Conditional => diagram.Apply(Diagram.Combine.Graded, applies, rule.Conditions.Aggregate(1, (met, c) => diagram.Apply(Diagram.Combine.Times, met, c.Met is null ? 0 : Of(c.Met)))),
            var level => diagram.Apply(Diagram.Combine.Times, applies, (int)level),
        };

        private int Applies(DecisionRule rule)
        {
            var applies = When(rule);
            return !owner._permissions.TryGetValue(rule.Id, out var permissions) || applies == 0 ? applies
                : permissions.Aggregate(applies, (left, p) => diagram.Apply(Diagram.Combine.Unless, left, When(p)));
        }

        private int When(DecisionRule rule)
        {
            if (!_applies.TryGetValue(rule.Id, out var node))
            {
                // Most rules are settled by what is known; the evaluator says so faster than a diagram.
                var settled = rule.When.Tree().Any(c => c.Known && open.Contains(c.Fact!)) ? Truth.Unknown : _evaluator.Evaluate(rule.When).Value;
                _applies[rule.Id] = node = settled switch { Truth.True => 1, Truth.False => 0, _ => Of(rule.When) };
            }

            return node;
        }

        private int Of(Condition condition) => condition switch
        {
            { All: { } all } => all.Aggregate(1, (left, c) => left == 0 ? 0 : diagram.Apply(Diagram.Combine.Times, left, Of(c))),
            { Any: { } any } => any.Aggregate(0, (left, c) => left == 1 ? 1 : diagram.Apply(Diagram.Combine.Max, left, Of(c))),
            { Not: { } not } => diagram.Not(Of(not)),
            { Fact: { } fact } => OfFact(fact, condition),
            _ => 0,
        };

        private int OfFact(string fact, Condition condition)
        {
            if (facts.TryGet(fact, out var known))
            {
                return known.Values.Any(condition.Is!.Contains) ? 1 : 0;
            }

            return condition.Known && !open.Contains(fact) ? 0
                : owner._byFact[fact].Aggregate(0, (node, index) => diagram.Apply(Diagram.Combine.Max, node, OfVariable(index, condition)));
        }

        private int OfVariable(int index, Condition condition)
        {
            var variable = owner._variables[index];
            return variable.IsMember
                ? condition.Is!.Contains(variable.Values[0]) ? diagram.Of(index, [0, 1]) : 0
                : diagram.Of(index, [.. Enumerable.Range(0, variable.Width).Select(v => v < variable.Values.Length && condition.Is!.Contains(variable.Values[v]) ? 1 : 0)]);
        }
    }
}
