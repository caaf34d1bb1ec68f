using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>Records that somebody looked at a case, and why: once a day each. It is their receipt for what they were told. Whoever has a task in it looks for that reason; anybody else says theirs.</summary>
public sealed class RecordLook(Operations operations, AccessPolicy access)
{
    public const string What = "case-looked-at";

    /// <summary>Whether a look today is on record already.</summary>
    public static Task<bool> IsRecordedAsync(GovernanceContext db, Reference matter, DateTimeOffset at, CancellationToken cancel)
    {
        var since = Instants.StartOf(at.UkDay());
        return db.Entries.AnyAsync(e => e.Subject == matter.Text && e.What == What && e.By == db.Scope.By && e.At >= since, cancel);
    }

    /// <returns>The case, or <c>case.not-found</c>.</returns>
    public Task<Result<Case>> RunAsync(Scope scope, Reference matter, string why, CancellationToken cancel) =>
        operations.RunAsync<Case>(scope, What, why, async operation =>
        {
            if ((await CaseInReach.FindAsync(operation, access, matter)).Failed(out var error, out var reach))
            {
                return error;
            }

            var news = await operation.Db.CaseTasks.Where(t => t.Matter == matter && t.News && t.DoneAt == null).ToListAsync(operation.Cancel);
            foreach (var task in news.Where(t => t.Person == scope.Person || (t.Role is { } role && reach.Roles.Contains(role))))
            {
                (task.DoneAt, task.DoneBy) = (operation.At, scope.Person);
            }

            operation.Record(matter.Text, []);
            return reach.Case;
        }, cancel);
}
