using Candour.Governance.Access;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Retention;

/// <summary>Certificates of disposal, for those who keep matters. Whoever was kept from a matter finds no certificate of it either.</summary>
public static class CertificateList
{
    /// <summary>The certificates that somebody may read.</summary>
    /// <param name="db">In the viewer's own scope.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IQueryable<DisposalCertificate>> OfAsync(GovernanceContext db, Viewer viewer, DateOnly today, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(viewer);
        var keeps = viewer.Capacities.Any(c => c.Roles.Contains(AccessPolicy.Keeper));
        // One from before somebody could read certificates was never kept from them: nothing that they see could differ.
        var since = (await SinceAsync(db, today, cancel)).TryGetValue(viewer.Person, out var first) ? Instants.StartOf(first) : DateTimeOffset.MaxValue;
        var me = viewer.Person.Text;
        return db.DisposalCertificates.Where(c => keeps && (c.Readers == null || c.Readers.Contains(me) || c.At < since));
    }

    /// <summary>Everybody who could read certificates until a day, with the first day on which they could: by a role, or standing in for who holds one.</summary>
    internal static async Task<Dictionary<Reference, DateOnly>> SinceAsync(GovernanceContext db, DateOnly today, CancellationToken cancel)
    {
        var holders = await db.RoleGrants.Where(g => g.From <= today && (g.Role == AccessPolicy.Keeper || g.Is == AccessPolicy.Keeper)).Select(g => new { g.Person, g.From }).ToListAsync(cancel);
        var people = holders.Select(h => h.Person).Distinct().ToList();
        var deputies = await db.Deputies.Where(d => d.From <= today && people.Contains(d.For)).Select(d => new { d.Person, d.From }).ToListAsync(cancel);
        return holders.Concat(deputies).GroupBy(h => h.Person).ToDictionary(g => g.Key, g => g.Min(h => h.From));
    }
}
