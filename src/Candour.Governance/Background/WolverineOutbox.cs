using System.Data.Common;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Candour.Governance.Background;

/// <summary>Jobs as messages of Wolverine, which keeps them in the same database.</summary>
internal sealed class WolverineOutbox(IWolverineRuntime runtime, IEnumerable<JobKind> kinds) : Outbox(kinds)
{
    internal override async Task<Func<Task>> StoreAsync(DbTransaction transaction, IReadOnlyList<(Job Job, DateTimeOffset? At)> jobs)
    {
        var context = new MessageContext(runtime);
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)runtime.Storage, transaction));
        foreach (var (job, at) in jobs)
        {
            await context.PublishAsync(job, at is null ? null : new() { ScheduledTime = at });
        }

        return context.FlushOutgoingMessagesAsync;
    }
}
