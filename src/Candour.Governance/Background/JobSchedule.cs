using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Candour.Governance.Storage;

namespace Candour.Governance.Background;

/// <summary>A message that comes again and again by the clock of the United Kingdom, once over all nodes.</summary>
/// <param name="Name">Pinned.</param>
/// <param name="Cron">Such as <c>0 6 * * *</c>: at six in the morning. Six fields begin with seconds.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Message">What comes; it belongs to the installation.</param>
public sealed record JobSchedule(string Name, string Cron, JobKind Kind, object Message)
{
    internal Job At(DateTimeOffset at) => new(IdAt(at), Kind.Name, Scope.InstallationId, JsonSerializer.Serialize(Message, Kind.Message));

    // The same occurrence has the same id on every node.
    private Guid IdAt(DateTimeOffset at) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {at.ToUnixTimeSeconds()}")).AsSpan(0, 16));
}
