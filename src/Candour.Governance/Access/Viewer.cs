using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Access;

/// <summary>Somebody who looks, on a day, in everything that they are.</summary>
/// <param name="Person">Who.</param>
/// <param name="Capacities">Themselves first, then each person for whom they stand in.</param>
public sealed record Viewer(Reference Person, IReadOnlyList<Capacity> Capacities)
{
    /// <summary>Finds out what somebody is on a day; null for who does not work here then.</summary>
    public static async Task<Viewer?> LoadAsync(GovernanceContext db, Reference person, DateOnly on, CancellationToken cancel)
    {
        if (!await db.People.AnyAsync(p => p.Reference == person && p.JoinedOn <= on && (p.LeftOn == null || p.LeftOn >= on), cancel))
        {
            return null;
        }

        var absent = await db.Deputies.On(on).Where(d => d.Person == person).Select(d => d.For).Distinct().ToListAsync(cancel);
        var capacities = new List<Capacity>();
        foreach (var one in absent.Prepend(person))
        {
            capacities.Add(new(
                one,
                [.. (await db.RoleGrants.On(on).Where(g => g.Person == one).Select(g => new { g.Role, g.Is }).ToListAsync(cancel)).SelectMany(g => new[] { g.Role, g.Is }).Distinct()],
                await db.Management.On(on).Where(m => m.Manager == one).Select(m => m.Person).ToListAsync(cancel),
                await db.BelowAsync(one, on, cancel)));
        }

        return new(person, capacities);
    }
}

/// <summary>What somebody is, or is for somebody in whose place they stand.</summary>
/// <param name="For">Themselves, or the other.</param>
/// <param name="Roles">The roles that this person holds, by the ids of the rulebook, and what they correspond to: <c>data-privacy</c>, <c>information-governance</c>.</param>
/// <param name="Reports">Whom they manage.</param>
/// <param name="Line">Everybody below them.</param>
public sealed record Capacity(Reference For, IReadOnlyList<string> Roles, IReadOnlyList<Reference> Reports, IReadOnlyList<Reference> Line);
