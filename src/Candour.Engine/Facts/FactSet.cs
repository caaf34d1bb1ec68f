using System.Diagnostics.CodeAnalysis;

namespace Candour.Engine.Facts;

/// <summary>Where a fact comes from.</summary>
public enum FactSource
{
    /// <summary>Somebody said so.</summary>
    Given,

    /// <summary>The text itself says so; shown and correctable.</summary>
    Text,

    /// <summary>A register says so.</summary>
    Register,
}

/// <summary>One fact with its values.</summary>
/// <param name="Name">A name of <see cref="FactVocabulary"/>.</param>
/// <param name="Values">One value, or several where the fact is a set.</param>
/// <param name="From">Where it comes from.</param>
/// <param name="Start">Where in the text it stands, for <see cref="FactSource.Text"/>.</param>
/// <param name="End">One past its last UTF-16 code unit.</param>
public sealed record Fact(string Name, IReadOnlyList<string> Values, FactSource From = FactSource.Given, int? Start = null, int? End = null)
{
    /// <summary>Whether one of its values is among these.</summary>
    /// <param name="values">Values of the vocabulary.</param>
    public bool HasOneOf(IReadOnlyList<string> values)
    {
        foreach (var value in Values)
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (values[i] == value)
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>The facts known about one draft or question. What is not here is unknown.</summary>
public sealed class FactSet
{
    private readonly Dictionary<string, Fact> _facts = [];

    /// <summary>All known facts, in the order of their names.</summary>
    public IEnumerable<Fact> All => _facts.Values.OrderBy(f => f.Name, StringComparer.Ordinal);

    /// <summary>The fact of a name, if it is known.</summary>
    /// <param name="name">Such as <c>account</c>.</param>
    /// <param name="fact">The fact, when the answer is true.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out Fact? fact) => _facts.TryGetValue(name, out fact);

    /// <summary>Adds a fact that somebody gave.</summary>
    /// <param name="name">A name of the vocabulary.</param>
    /// <param name="value">One of its values; <c>unknown</c> says nothing.</param>
    /// <param name="platforms">The platforms that the rulebook names.</param>
    /// <returns>Null, or what is wrong and what to do, for the person who gave it.</returns>
    public string? Give(string name, string value, IReadOnlyCollection<string>? platforms = null)
    {
        var definition = FactVocabulary.Find(name);
        if (definition is null)
        {
            return $"There is no fact `{name}`. Facts are: {string.Join(", ", FactVocabulary.All.Select(f => f.Name))}.";
        }

        if (value is "unknown")
        {
            return null;
        }

        IEnumerable<string> allowed = name is "platform" && platforms is not null ? [.. platforms, "other"] : definition.Values;
        if (allowed.Any() && !allowed.Contains(value))
        {
            return $"`{name}` cannot be `{value}`. It is one of: {string.Join(", ", allowed)}, unknown.";
        }

        return Add(name, value, definition.Set);
    }

    /// <summary>Adds a value that was given and is known to be one of the fact's.</summary>
    internal string? Add(string name, string value, bool set)
    {
        if (!_facts.TryGetValue(name, out var known))
        {
            _facts[name] = new(name, [value]);
            return null;
        }

        if (!set)
        {
            return $"`{name}` was given twice, as `{known.Values[0]}` and `{value}`. Give it once.";
        }

        if (!known.Values.Contains(value))
        {
            _facts[name] = known with { Values = [.. known.Values, value] };
        }

        return null;
    }

    /// <summary>Adds a fact that was not given; a given one stays.</summary>
    /// <param name="fact">From the text or a register.</param>
    public void Infer(Fact fact) => _facts.TryAdd(fact.Name, fact);

    /// <summary>Adds a fact, or puts it in the place of what was known.</summary>
    internal void Put(Fact fact) => _facts[fact.Name] = fact;

    /// <summary>Nobody has said any more.</summary>
    internal void Forget(string name) => _facts.Remove(name);

    /// <summary>A copy to which more can be added.</summary>
    public FactSet Copy()
    {
        var copy = new FactSet();
        foreach (var (name, fact) in _facts)
        {
            copy._facts[name] = fact;
        }

        return copy;
    }
}
