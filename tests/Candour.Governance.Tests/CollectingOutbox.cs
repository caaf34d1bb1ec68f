using System.Collections.Concurrent;
using System.Data.Common;
using Candour.Governance.Background;

namespace Candour.Governance.Tests;

/// <summary>Keeps what operations send, for tests of operations; nothing is done about it.</summary>
internal sealed class CollectingOutbox() : Outbox([])
{
    private readonly ConcurrentQueue<(object Message, DateTimeOffset? At)> _sent = [];
    private readonly ConcurrentDictionary<Guid, object> _packed = [];

    /// <summary>What was sent by operations that were stored, in order.</summary>
    public IReadOnlyCollection<(object Message, DateTimeOffset? At)> All => _sent;

    internal override Job Pack(string organisation, object message)
    {
        var job = new Job(Guid.NewGuid(), message.GetType().Name, organisation, "");
        _packed[job.Id] = message;
        return job;
    }

    internal override Task<Func<Task>> StoreAsync(DbTransaction transaction, IReadOnlyList<(Job Job, DateTimeOffset? At)> jobs) => Task.FromResult<Func<Task>>(() =>
    {
        foreach (var (job, at) in jobs)
        {
            _sent.Enqueue((_packed[job.Id], at));
        }

        return Task.CompletedTask;
    });
}
