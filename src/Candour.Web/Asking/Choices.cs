using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Components;
using Candour.Web.Words;

namespace Candour.Web.Asking;

/// <summary>The answers that a question offers, in the order of the page: those that matter first, under headings where the list is long.</summary>
public sealed record Choices(IReadOnlyList<(string? Heading, IReadOnlyList<ChoiceItem> Items)> Groups, IReadOnlyList<ChoiceItem> Rest)
{
    // A list this short is shown as it is.
    private const int Short = 7;

    /// <summary>What may be chosen for a fact.</summary>
    /// <param name="form">The question so far.</param>
    /// <param name="fact">Its name.</param>
    public static Choices Of(AskForm form, string fact)
    {
        ArgumentNullException.ThrowIfNull(form);
        var definition = FactVocabulary.Find(fact)!;
        var values = form.ValuesOf(fact);
        var named = form.Rulebooks.SelectMany(r => Named(r, form.FactsFor(r), fact)).ToHashSet();
        var first = values.Count <= Short || definition.Free || definition.Set ? [.. values] : values.Where(v => named.Contains(v) || IsNone(v)).ToArray();
        if (first.Length < 2)
        {
            first = [.. values];
        }

        var headings = first.Length <= Short || definition.Groups is null ? [] : definition.Groups.Select(g => (Heading: (string?)g.Key, Values: g.Value.Where(first.Contains).ToArray())).ToArray();
        (string? Heading, string[] Values)[] groups = [.. headings, (headings.Length == 0 ? null : "Something else", [.. first.Except(headings.SelectMany(h => h.Values))])];
        return new(
            [.. groups.Where(g => g.Values.Length > 0).Select(g => (g.Heading, (IReadOnlyList<ChoiceItem>)[.. g.Values.Select(v => Item(form, fact, v, definition.Set && IsNone(v)))]))],
            [.. values.Except(first).Select(v => Item(form, fact, v, isExclusive: false))]);
    }

    private static ChoiceItem Item(AskForm form, string fact, string value, bool isExclusive) =>
        new() { Value = value, Text = FactWords.Value(fact, value, form.IsPublic), Behaviour = isExclusive ? "exclusive" : null };

    private static bool IsNone(string value) => value is "none" or "nobody";

    // The values that a rule names which can still apply; all others lead to the same answer.
    private static IEnumerable<string> Named(Rulebook rulebook, FactSet facts, string fact)
    {
        var before = new FactSet();
        foreach (var known in facts.All.Where(f => f.Name != fact))
        {
            before.Infer(known);
        }

        var evaluator = new Evaluator([], before, (_, _, _) => false);
        return (rulebook.Decisions?.Rules ?? [])
            .Where(r => evaluator.Evaluate(r.When).Value is not Truth.False)
            .SelectMany(r => r.Conditions.Select(c => c.Met).OfType<Condition>().Prepend(r.When))
            .SelectMany(c => Told(c, isDenied: false));

        // What is denied names all the others.
        IEnumerable<string> Told(Condition condition, bool isDenied) => condition.Fact == fact
            ? isDenied ? rulebook.ValuesOf(fact) : condition.Is!
            : (condition.All ?? []).Concat(condition.Any ?? []).SelectMany(c => Told(c, isDenied)).Concat(condition.Not is { } not ? Told(not, !isDenied) : []);
    }
}
