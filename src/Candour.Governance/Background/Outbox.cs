using System.Data.Common;
using System.Text.Json;

namespace Candour.Governance.Background;

/// <summary>Where operations put what is to be done afterwards: stored in their own transaction, so that it happens if they do, and not otherwise.</summary>
public abstract class Outbox(IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<Type, JobKind> _byMessage = kinds.ToDictionary(k => k.Message);

    /// <summary>Stores jobs in a transaction.</summary>
    /// <returns>What to do once it is committed: see to them at once rather than at the next look round.</returns>
    internal abstract Task<Func<Task>> StoreAsync(DbTransaction transaction, IReadOnlyList<(Job Job, DateTimeOffset? At)> jobs);

    internal virtual Job Pack(string organisation, object message) => _byMessage.TryGetValue(message.GetType(), out var kind)
        ? new(Guid.CreateVersion7(), kind.Name, organisation, JsonSerializer.Serialize(message, message.GetType()))
        : throw new InvalidOperationException($"Nothing here handles {message.GetType().Name}: register a JobKind of it.");
}
