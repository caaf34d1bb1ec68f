using Candour.Governance.Access;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>What falls to somebody, what falls to those below them, and what is late.</summary>
public static class MyWork
{
    /// <summary>Most tasks that one list shows.</summary>
    public const int PageSize = 50;

    /// <summary>What is open for somebody: theirs by name first, then what their roles share; the most urgent first.</summary>
    /// <param name="db">In the viewer's own scope, so that their walls hold.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="after">How many to leave out: pages before this one.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task<List<WorkItem>> OpenAsync(GovernanceContext db, Viewer viewer, int after, CancellationToken cancel) =>
        ListAsync(db, Mine(db, viewer), after, cancel);

    /// <summary>What is open with people below somebody. Theirs by name only: what a role shares belongs to nobody's team.</summary>
    public static Task<List<WorkItem>> TeamAsync(GovernanceContext db, AccessPolicy access, Viewer viewer, int after, CancellationToken cancel)
    {
        var line = viewer.Capacities.SelectMany(c => c.Line).Distinct().ToList();
        var visible = access.Matters(db, viewer);
        return ListAsync(db, db.CaseTasks.Where(t => t.DoneAt == null && t.Person != null && line.Contains(t.Person.Value) && visible.Any(m => m.Reference == t.Matter)), after, cancel);
    }

    /// <summary>What of somebody's work is past its time.</summary>
    public static Task<List<WorkItem>> LateAsync(GovernanceContext db, Viewer viewer, DateTimeOffset now, CancellationToken cancel) =>
        ListAsync(db, Mine(db, viewer).Where(t => t.DueAt < now), 0, cancel);

    /// <summary>How many are open and how many of them are late.</summary>
    public static async Task<(int Open, int Late)> CountAsync(GovernanceContext db, Viewer viewer, DateTimeOffset now, CancellationToken cancel) =>
        (await Mine(db, viewer).CountAsync(cancel), await Mine(db, viewer).CountAsync(t => t.DueAt < now, cancel));

    /// <summary>Whether a task is open and falls to somebody.</summary>
    internal static Task<bool> HasAsync(GovernanceContext db, Viewer viewer, Reference task, CancellationToken cancel) => Mine(db, viewer).AnyAsync(t => t.Reference == task, cancel);

    // A task for a role is nobody's until somebody takes it. What somebody stands in for is kept from them where it would be kept from that person.
    private static IQueryable<CaseTask> Mine(GovernanceContext db, Viewer viewer)
    {
        var self = viewer.Person;
        var roles = viewer.Capacities.Where(c => c.For == self).SelectMany(c => c.Roles).ToList();
        var tasks = db.CaseTasks.Where(t => t.DoneAt == null && (t.Person == self || (t.Person == null && t.Role != null && roles.Contains(t.Role))));
        foreach (var capacity in viewer.Capacities.Where(c => c.For != self))
        {
            var (absent, theirs) = (capacity.For, capacity.Roles);
            tasks = tasks.Union(db.CaseTasks.Where(t => t.DoneAt == null && (t.Person == absent || (t.Person == null && t.Role != null && theirs.Contains(t.Role)))).KnownTo(db, absent));
        }

        return tasks;
    }

    private static async Task<List<WorkItem>> ListAsync(GovernanceContext db, IQueryable<CaseTask> tasks, int after, CancellationToken cancel)
    {
        var page = await tasks.OrderByDescending(t => t.AtOnce).ThenBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.OpenedAt).ThenBy(t => t.Reference).Skip(after).Take(PageSize).ToListAsync(cancel);
        var matters = page.Select(t => t.Matter).Distinct().ToList();
        var cases = await db.Cases.Where(c => matters.Contains(c.Matter)).ToDictionaryAsync(c => c.Matter, cancel);
        return [.. page.Select(t => new WorkItem(t, cases[t.Matter]))];
    }
}

/// <summary>A task and the case to which it belongs.</summary>
public sealed record WorkItem(CaseTask Task, Case Case);
