namespace Candour.Engine.Versions;

/// <summary>Something of a rulebook as what is compared.</summary>
/// <param name="Id">Pinned.</param>
/// <param name="Section">As printed; null where it has none.</param>
/// <param name="Name">In words.</param>
/// <param name="Fields">The same fields in the same order for everything of one part.</param>
internal sealed record Subject(string Id, string? Section, string Name, IReadOnlyList<Field> Fields)
{
    /// <summary>What changed from one to the other; null for nothing.</summary>
    public static Change? Changed(string part, Subject? was, Subject? now)
    {
        var subject = (now ?? was)!;
        if (was is null || now is null)
        {
            return new(part, subject.Id, subject.Section, subject.Name, [was is null ? "added" : "removed"],
                [.. subject.Fields.Where(f => f.Words is not null).Select(f => new Difference(f.What, was is null ? null : f.Words, was is null ? f.Words : null, null))]);
        }

        var differing = was.Fields.Zip(now.Fields).Where(p => p.First.Compared != p.Second.Compared).ToArray();
        return differing.Length == 0 ? null : new(part, now.Id, now.Section, now.Name, [.. differing.Select(p => p.First.WayTo(p.Second)).Distinct()],
            [.. differing.Select(p => new Difference(p.First.What, p.First.Words, p.Second.Words, p.First.Words is { } a && p.Second.Words is { } b ? WordComparison.Of(a, b) : null))])
        {
            FormerId = was.Id == now.Id ? null : was.Id,
        };
    }
}

/// <summary>One thing about a subject.</summary>
/// <param name="What">In words.</param>
/// <param name="Words">What it is; null where nothing is said.</param>
/// <param name="Way">How a change of it is called.</param>
/// <param name="Strength">How strict, where that can be told: 0 for leave, below it for what is forbidden in so many words.</param>
internal sealed record Field(string What, string? Words, string Way = "changed", int? Strength = null)
{
    /// <summary>What is compared, where it is not the words.</summary>
    public string? Compared { get => field ?? Words; init; }

    public string WayTo(Field now) => (Strength, now.Strength) switch
    {
        ({ } a, { } b) when a * b < 0 => "turned round",
        ({ } a, { } b) when Math.Abs(b) > Math.Abs(a) => "stricter",
        ({ } a, { } b) when Math.Abs(b) < Math.Abs(a) => "milder",
        _ => Way,
    };
}
