using Wolverine;

namespace Candour.Governance.Background;

/// <summary>Called by Wolverine with each job.</summary>
public static class JobHandler
{
    public static Task HandleAsync(Job job, Envelope envelope, JobDesk desk, CancellationToken cancel) => desk.HandleAsync(job, envelope.Attempts, cancel);
}

/// <summary>Hands jobs to whoever handles their kind.</summary>
public sealed class JobDesk(IServiceProvider services, IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<string, JobKind> _byName = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    internal Task HandleAsync(Job job, int attempt, CancellationToken cancel) => _byName.TryGetValue(job.Kind, out var kind)
        ? kind.HandleAsync(services, new(job.Id, job.Organisation, attempt), job.Body, cancel)
        : throw new InvalidOperationException($"Nothing here handles messages of kind `{job.Kind}`. Another version of Candour sent it.");
}
