using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Who is above and below whom.</summary>
public static class Line
{
    /// <summary>Everybody below a person on a day, at any depth; a statement a level.</summary>
    public static async Task<IReadOnlyList<Reference>> BelowAsync(this GovernanceContext db, Reference manager, DateOnly on, CancellationToken cancel)
    {
        var below = new List<Reference>();
        for (IReadOnlyList<Reference> level = [manager]; level.Count > 0;)
        {
            var above = level;
            level = await db.Management.On(on).Where(m => above.Contains(m.Manager)).Select(m => m.Person).Distinct().ToListAsync(cancel);
            level = [.. level.Where(p => p != manager && !below.Contains(p))];
            below.AddRange(level);
        }

        return below;
    }

    /// <summary>A person's managers on a day, the nearest first.</summary>
    public static async Task<IReadOnlyList<Reference>> AboveAsync(this GovernanceContext db, Reference person, DateOnly on, CancellationToken cancel)
    {
        var above = new List<Reference>();
        for (var next = (Reference?)person; next is { } one;)
        {
            next = await db.Management.On(on).Where(m => m.Person == one).Select(m => (Reference?)m.Manager).FirstOrDefaultAsync(cancel);
            if (next is { } found)
            {
                if (found == person || above.Contains(found))
                {
                    break;
                }

                above.Add(found);
            }
        }

        return above;
    }

    /// <summary>Whether a manager for a person would put somebody above themselves, on a day or on any later one.</summary>
    internal static async Task<bool> WouldCircleAsync(this GovernanceContext db, Reference person, Reference manager, DateOnly from, CancellationToken cancel)
    {
        var days = await db.Management.Where(m => m.From > from).Select(m => m.From).Distinct().ToListAsync(cancel);
        foreach (var day in days.Prepend(from))
        {
            if (manager == person || (await db.AboveAsync(manager, day, cancel)).Contains(person))
            {
                return true;
            }
        }

        return false;
    }
}
