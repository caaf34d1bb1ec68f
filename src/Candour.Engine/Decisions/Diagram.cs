namespace Candour.Engine.Decisions;

/// <summary>
/// Functions over facts as reduced ordered decision diagrams. Two functions are equal exactly when they are the same node, so a fact stands in a
/// diagram exactly when, under some completion of the others, two of its values lead to different results: no estimate, no enumeration.
/// </summary>
/// <remarks>Source: R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Transactions on Computers C-35, 1986; here with several values a variable. Checked: not yet.</remarks>
/// <param name="widths">How many values each variable has, in the order of the diagram.</param>
internal sealed class Diagram(IReadOnlyList<int> widths)
{
    /// <summary>Nodes below this number are results, not nodes.</summary>
    public const int Results = 8;

    private readonly List<(int Variable, int[] Children)> _nodes = [];
    private readonly Dictionary<NodeKey, int> _unique = [];
    private readonly Dictionary<(Combine Way, int A, int B), int> _memo = [];

    /// <summary>How two results become one.</summary>
    public enum Combine
    {
        /// <summary>The product: for 0 and 1, both.</summary>
        Times,

        /// <summary>The larger.</summary>
        Max,

        /// <summary>The first where the second is 0, else 0.</summary>
        Unless,

        /// <summary>0 where the first is 0; else 1 where the second is 1, and 2 where it is 0.</summary>
        Graded,
    }

    /// <summary>The variable of a node.</summary>
    public int VariableOf(int node) => _nodes[node - Results].Variable;

    /// <summary>Where each value of its variable leads.</summary>
    public IReadOnlyList<int> ChildrenOf(int node) => _nodes[node - Results].Children;

    /// <summary>A variable's own function.</summary>
    /// <param name="variable">Its place in the order.</param>
    /// <param name="results">The result of each value.</param>
    public int Of(int variable, int[] results) => Node(variable, results);

    /// <summary>Two functions combined, result by result.</summary>
    public int Apply(Combine way, int a, int b)
    {
        if (a < Results && b < Results)
        {
            return Result(way, a, b);
        }

        if (Short(way, a, b) is { } known)
        {
            return known;
        }

        if (_memo.TryGetValue((way, a, b), out var found))
        {
            return found;
        }

        var (va, vb) = (a < Results ? int.MaxValue : VariableOf(a), b < Results ? int.MaxValue : VariableOf(b));
        var variable = Math.Min(va, vb);
        var children = new int[widths[variable]];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Apply(way, va == variable ? ChildrenOf(a)[i] : a, vb == variable ? ChildrenOf(b)[i] : b);
        }

        return _memo[(way, a, b)] = Node(variable, children);
    }

    /// <summary>0 for 1 and 1 for 0.</summary>
    public int Not(int a) => Apply(Combine.Unless, 1, a);

    /// <summary>All nodes that a function consists of, each before those it leads to, and the results it can have.</summary>
    public (List<int> Nodes, SortedSet<int> Results) Reach(int root)
    {
        var (seen, results) = (new HashSet<int>(), new SortedSet<int>());
        var stack = new Stack<int>([root]);
        while (stack.TryPop(out var node))
        {
            if (node < Results)
            {
                results.Add(node);
            }
            else if (seen.Add(node))
            {
                foreach (var child in ChildrenOf(node))
                {
                    stack.Push(child);
                }
            }
        }

        return ([.. seen.OrderBy(VariableOf)], results);
    }

    private int Node(int variable, int[] children)
    {
        if (children.AsSpan().IndexOfAnyExcept(children[0]) < 0)
        {
            return children[0];
        }

        var key = new NodeKey(variable, children);
        if (!_unique.TryGetValue(key, out var node))
        {
            node = _nodes.Count + Results;
            _nodes.Add((variable, children));
            _unique[key] = node;
        }

        return node;
    }

    private static int Result(Combine way, int a, int b) => way switch
    {
        Combine.Times => a * b,
        Combine.Max => Math.Max(a, b),
        Combine.Unless => b == 0 ? a : 0,
        _ => a == 0 ? 0 : b == 1 ? 1 : 2,
    };

    private static int? Short(Combine way, int a, int b) => way switch
    {
        Combine.Times => a == 0 || b == 0 ? 0 : a == 1 ? b : b == 1 ? a : null,
        Combine.Max => a == 0 || a == b ? b : b == 0 ? a : null,
        Combine.Unless => a == 0 || b == 1 || a == b ? 0 : b == 0 ? a : null,
        _ => a == 0 ? 0 : null,
    };

    private readonly struct NodeKey(int variable, int[] children) : IEquatable<NodeKey>
    {
        private readonly int _variable = variable;
        private readonly int[] _children = children;

        public bool Equals(NodeKey other) => _variable == other._variable && _children.AsSpan().SequenceEqual(other._children);

        public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_variable);
            foreach (var child in _children)
            {
                hash.Add(child);
            }

            return hash.ToHashCode();
        }
    }
}
