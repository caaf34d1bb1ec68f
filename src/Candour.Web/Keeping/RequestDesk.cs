using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Keeping;

/// <summary>A request for data as whoever answers it sees it.</summary>
/// <param name="Request">It.</param>
/// <param name="Case">Its case.</param>
/// <param name="Reply">What whoever asked sees.</param>
/// <param name="Name">Who asked.</param>
/// <param name="Items">Everything kept about them, as far as the viewer may know of it.</param>
/// <param name="Decisions">By item.</param>
/// <param name="Kinds">The kind of each matter, for people.</param>
public sealed record RequestView(DataRequest Request, Case Case, DataReply Reply, string Name, IReadOnlyList<DataItem> Items, IReadOnlyDictionary<string, DataDecision> Decisions, IReadOnlyDictionary<Reference, string> Kinds)
{
    /// <summary>Items that are not decided.</summary>
    public int Left => Items.Count(i => !Decisions.ContainsKey(i.Item));

    /// <summary>Whether it can still be worked on.</summary>
    public bool GoesOn => Reply.AnsweredAt is null;
}

/// <summary>Reads requests for data. Whoever may not see one gets the same as for one that there is not.</summary>
public sealed class RequestDesk(Store store, AccessPolicy access)
{
    /// <summary>Reads one by its case.</summary>
    public async Task<RequestView?> FindAsync(CurrentPerson current, string? reference, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (!Reference.TryParse(reference, out var wanted))
        {
            return null;
        }

        await using var db = store.Read(current.Scope);
        if (!await access.Matters(db, current.Viewer).AnyAsync(m => m.Reference == wanted, cancel) || await db.DataRequests.SingleOrDefaultAsync(r => r.Matter == wanted, cancel) is not { } request)
        {
            return null;
        }

        var items = await DataAbout.ReadAsync(db, store, request, cancel);
        var matters = items.Select(i => i.Matter).OfType<Reference>().Distinct().ToList();
        var kinds = await db.Matters.Where(m => matters.Contains(m.Reference)).ToDictionaryAsync(m => m.Reference, m => current.Rulebooks.FirstOrDefault(r => r.Id == m.Policy)?.Matters.FirstOrDefault(k => k.Id == m.Kind)?.Title ?? m.Kind, cancel);
        return new(
            request, await db.Cases.SingleAsync(c => c.Matter == wanted, cancel), await db.DataReplies.SingleAsync(r => r.Request == request.Reference, cancel),
            await db.People.Where(p => p.Reference == request.Person).Select(p => p.Name).SingleAsync(cancel), items,
            await db.DataDecisions.Where(d => d.Matter == wanted).ToDictionaryAsync(d => d.Item, cancel), kinds);
    }

    /// <summary>Requests that somebody may see, those still to be answered first.</summary>
    public async Task<IReadOnlyList<(Reference Case, string Name, DataReply Reply)>> ListAsync(CurrentPerson current, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        await using var db = store.Read(current.Scope);
        var found = await (from matter in access.Matters(db, current.Viewer)
                           join request in db.DataRequests on matter.Reference equals request.Matter
                           join reply in db.DataReplies on request.Reference equals reply.Request
                           join person in db.People on request.Person equals person.Reference
                           orderby reply.AnsweredAt != null, reply.DueOn, request.Reference
                           select new { request.Matter, person.Name, Reply = reply }).Take(100).ToListAsync(cancel);
        return [.. found.Select(f => (f.Matter, f.Name, f.Reply))];
    }
}
