namespace Candour.Engine.Rulebooks;

/// <summary>What the page of a policy tells before its clauses.</summary>
public static class PolicyFacts
{
    /// <summary>Identity, dates, state, whose reading it is, owner, contacts and the warnings of its state, a line each.</summary>
    /// <param name="rulebook">Any.</param>
    /// <param name="on">The day, UK local.</param>
    public static IReadOnlyList<string> Lines(Rulebook rulebook, DateOnly on) =>
    [
        $"{rulebook.Title} ({rulebook.Reference}), version {rulebook.Version}: {rulebook.StateOn(on)}",
        .. rulebook.Purpose is { } purpose ? [purpose] : Array.Empty<string>(),
        $"Organisation: {string.Join(" and ", rulebook.Organisations)}",
        $"In force from {rulebook.InForce:yyyy-MM-dd}",
        .. rulebook.ReviewDue is { } due ? [$"Review due {due:yyyy-MM-dd}"] : Array.Empty<string>(),
        .. rulebook.Expires is { } end ? [$"Expires {end:yyyy-MM-dd}"] : Array.Empty<string>(),
        $"Owner: {rulebook.Owner}",
        $"This is {rulebook.Reading}",
        .. rulebook.Warnings.Where(w => w.State == rulebook.StateOn(on)).Select(w => w.Words),
        .. rulebook.Contacts.Select(c => $"{c.Name}: {c.How}"),
    ];
}
