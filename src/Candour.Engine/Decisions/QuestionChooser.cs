using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Decisions;

/// <summary>
/// Which answers are still possible, and which unknown facts decide between them. Exact: a fact is named if and only if two of its values lead to
/// different answers under the same completion of the others (<see cref="Diagram"/>).
/// </summary>
/// <remarks>
/// A condition marked <c>known</c> counts as false while nobody has spoken of its fact. Once that fact is worth asking for another reason, its
/// answer would count there too; so such conditions count as open for every fact that is asked about the same act.
/// </remarks>
internal sealed class QuestionChooser
{
    /// <summary>The fact that most rules are about.</summary>
    public const string Act = "act";

    // False whatever else is said.
    private static readonly Outcome RuledOut = Outcome.No with { };

    // Stands for every value that no rule names; no fact has it.
    private const string Rest = "(any other)";

    // How much likelier the usual value of a fact is than all its others together.
    private const double UsualShare = 0.9;

    private readonly IReadOnlyList<DecisionRule> _rules;
    private readonly Condition[][] _needed;
    private readonly Variable[] _variables;
    private readonly int[] _widths;
    private readonly Dictionary<string, int[]> _byFact;
    private readonly int[][] _permissions;
    private readonly string[][] _looksAtKnown;

    public QuestionChooser(IReadOnlyList<DecisionRule> rules)
    {
        _rules = rules;
        _needed = [.. rules.Select(r => Needed(r.When).ToArray())];
        _variables = [.. Order(rules)];
        _widths = [.. _variables.Select(v => v.Width)];
        _byFact = _variables.Select((v, i) => (v.Fact, Index: i)).GroupBy(v => v.Fact).ToDictionary(g => g.Key, g => g.Select(v => v.Index).ToArray());
        _permissions = [.. rules.Select(r => Enumerable.Range(0, rules.Count).Where(p => rules[p].Overrides.Contains(r.Id)).ToArray())];
        _looksAtKnown = [.. rules.Select(r => r.When.Tree().Where(c => c.Known).Select(c => c.Fact!).Distinct().ToArray())];
    }

    /// <summary>What each rule's condition comes to.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>In the order of the rules.</returns>
    public Outcome[] Outcomes(FactSet facts)
    {
        var evaluator = Evaluator.OfFacts(facts);
        var outcomes = new Outcome[_rules.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = IsRuledOut(_needed[i], facts) ? RuledOut : evaluator.Evaluate(_rules[i].When);
        }

        return outcomes;
    }

    /// <summary>The same once conditions on known facts count as open for facts that are asked.</summary>
    /// <param name="outcomes">As <see cref="Outcomes"/> gave them.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="open">As <see cref="Possible.Open"/>.</param>
    public Outcome[] Reopened(Outcome[] outcomes, FactSet facts, IReadOnlySet<string> open)
    {
        var evaluator = Evaluator.OfFacts(facts, open);
        return [.. outcomes.Select((o, i) => o != (object)RuledOut && _looksAtKnown[i].Any(open.Contains) ? evaluator.Evaluate(_rules[i].When) : o)];
    }

    /// <summary>Everything that can still be answered, and what to ask.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="outcomes">Of the rules, as <see cref="Outcomes"/> gives them.</param>
    public Possible Choose(FactSet facts, Outcome[] outcomes)
    {
        var diagram = new Diagram(_widths);
        var parts = Parts(facts, outcomes);
        foreach (var part in parts)
        {
            part.Compile(diagram);
        }

        var root = parts.Count == 1 ? parts[0].Root : diagram.Of(0, [.. parts.Select(p => p.Root)]);
        var (nodes, results) = diagram.Reach(root);
        return new([.. results.Select(r => (AnswerLevel)r)], Ranked(diagram, root, nodes), parts.Count == 1 ? parts[0].Open : []);
    }

    // While the act is open each act is taken by itself: few rules are about any one of them.
    private List<Compilation> Parts(FactSet facts, Outcome[] outcomes)
    {
        if (facts.TryGet(Act, out _) || _variables.Length == 0 || _variables[0].Fact != Act)
        {
            return [new(this, facts, outcomes)];
        }

        return [.. Enumerable.Range(0, _variables[0].Width).Select(i =>
        {
            var known = facts.Copy();
            known.Infer(new(Act, [i < _variables[0].Values.Length ? _variables[0].Values[i] : Rest]));
            return new Compilation(this, known, Outcomes(known));
        })];
    }

    private static bool IsRuledOut(Condition[] needed, FactSet facts)
    {
        foreach (var condition in needed)
        {
            if (facts.TryGet(condition.Fact!, out var fact) && !fact.HasOneOf(condition.Is!))
            {
                return true;
            }
        }

        return false;
    }

    // What must hold, whatever else: the facts of a condition's outermost "all".
    private static IEnumerable<Condition> Needed(Condition condition) =>
        condition.Fact is not null ? [condition] : condition.All is { } all ? all.SelectMany(Needed) : [];

    // The act comes first, since most rules are about one; then what most rules turn on.
    private static IEnumerable<Variable> Order(IReadOnlyList<DecisionRule> rules)
    {
        var tests = rules.SelectMany(Tests).ToLookup(c => c.Fact!);
        foreach (var fact in tests.OrderByDescending(t => t.Key is Act).ThenByDescending(t => t.Count()).ThenBy(t => t.Key, StringComparer.Ordinal))
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
    private sealed class Compilation(QuestionChooser owner, FactSet facts, Outcome[] outcomes)
    {
        private readonly int[] _when = new int[outcomes.Length];
        private Diagram _diagram = null!;

        /// <summary>The function, once compiled.</summary>
        public int Root { get; private set; }

        /// <summary>Facts that are asked.</summary>
        public HashSet<string> Open { get; } = [];

        public void Compile(Diagram into)
        {
            _diagram = into;
            var counted = new HashSet<string>();
            do
            {
                counted.UnionWith(Open);
                Array.Fill(_when, -1);
                Root = Answer();
                Open.UnionWith(into.Reach(Root).Nodes.Select(n => owner._variables[into.VariableOf(n)].Fact));
            }
            while (Enumerable.Range(0, outcomes.Length).Any(r => outcomes[r] != (object)RuledOut && owner._looksAtKnown[r].Any(f => Open.Contains(f) && !counted.Contains(f))));
        }

        private int Answer()
        {
            var (answer, outside) = (0, 0);
            for (var i = 0; i < outcomes.Length; i++)
            {
                var rule = owner._rules[i];
                var applies = Applies(i);
                if (applies == 0)
                {
                    continue;
                }

                if (rule.Answer is AnswerLevel.NotCovered)
                {
                    outside = _diagram.Apply(Diagram.Combine.Max, outside, applies);
                }
                else
                {
                    answer = _diagram.Apply(Diagram.Combine.Max, answer, Graded(rule, applies));
                }
            }

            return _diagram.Apply(Diagram.Combine.Unless, answer, outside);
        }

        private int Graded(DecisionRule rule, int applies) => rule.Answer switch
        {
            AnswerLevel.Conditional => _diagram.Apply(Diagram.Combine.Graded, applies, rule.Conditions.Aggregate(1, (met, c) => _diagram.Apply(Diagram.Combine.Times, met, c.Met is null ? 0 : Of(c.Met)))),
            var level => _diagram.Apply(Diagram.Combine.Times, applies, (int)level),
        };

        private int Applies(int rule)
        {
            var applies = When(rule);
            return applies == 0 || owner._permissions[rule].Length == 0 ? applies
                : owner._permissions[rule].Aggregate(applies, (left, p) => _diagram.Apply(Diagram.Combine.Unless, left, When(p)));
        }

        // Most rules are settled by what is known; only the others need a _diagram.
        private int When(int rule)
        {
            if (_when[rule] < 0)
            {
                var settled = outcomes[rule] != (object)RuledOut && owner._looksAtKnown[rule].Any(Open.Contains) ? Truth.Unknown : outcomes[rule].Value;
                _when[rule] = settled switch { Truth.True => 1, Truth.False => 0, _ => Of(owner._rules[rule].When) };
            }

            return _when[rule];
        }

        private int Of(Condition condition) => condition switch
        {
            { All: { } all } => all.Aggregate(1, (left, c) => left == 0 ? 0 : _diagram.Apply(Diagram.Combine.Times, left, Of(c))),
            { Any: { } any } => any.Aggregate(0, (left, c) => left == 1 ? 1 : _diagram.Apply(Diagram.Combine.Max, left, Of(c))),
            { Not: { } not } => _diagram.Not(Of(not)),
            { Fact: { } fact } => OfFact(fact, condition),
            _ => 0,
        };

        private int OfFact(string fact, Condition condition)
        {
            if (facts.TryGet(fact, out var known))
            {
                return known.HasOneOf(condition.Is!) ? 1 : 0;
            }

            return condition.Known && !Open.Contains(fact) ? 0
                : owner._byFact[fact].Aggregate(0, (node, index) => _diagram.Apply(Diagram.Combine.Max, node, OfVariable(index, condition)));
        }

        private int OfVariable(int index, Condition condition)
        {
            var variable = owner._variables[index];
            return variable.IsMember
                ? condition.Is!.Contains(variable.Values[0]) ? _diagram.Of(index, [0, 1]) : 0
                : _diagram.Of(index, [.. Enumerable.Range(0, variable.Width).Select(v => v < variable.Values.Length && condition.Is!.Contains(variable.Values[v]) ? 1 : 0)]);
        }
    }
}
