using System.Security.Cryptography;
using System.Text.Json;
using Candour.Governance.Background;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Candour.Web.Hosting;

/// <summary><c>/health/ready</c>: whether this node may be sent requests. It names which part is not well, and never says more to whoever asks.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services, KeepingSettings? keeping)
    {
        var checks = services.AddHealthChecks().AddCheck<DeskHealth>("desk");
        if (keeping is not null)
        {
            checks.AddCheck<DatabaseHealth>("database").AddCheck<LedgerHealth>("ledger").AddCheck<SealingHealth>("keys").AddCheck<BackgroundHealth>("background");
        }
    }

    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { status = $"{report.Status}", checks = report.Entries.ToDictionary(e => e.Key, e => $"{e.Value.Status}") }, JsonSerializerOptions.Web));
    }
}

/// <summary>The database answers and has the form of this version.</summary>
internal sealed class DatabaseHealth(Store store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await store.IsCurrentAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database has the form of another version.");
}

/// <summary>Entries are numbered and checkpoints signed.</summary>
internal sealed class LedgerHealth(Sequencer sequencer, LedgerAtWork work) : IHealthCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await sequencer.LagAsync(cancellationToken) is var lag && lag > Longest ? HealthCheckResult.Unhealthy($"An entry has waited {lag.TotalSeconds:N0} seconds for its number.")
        : work.HasFailed ? HealthCheckResult.Degraded("The last round of numbering and signing failed.")
        : HealthCheckResult.Healthy();
}

/// <summary>The keys that seal cookies can be unwrapped here. Otherwise this node does not know the sessions of others, or of before; it goes on all the same, since a certificate may be lost for good.</summary>
internal sealed class SealingHealth(IKeyManager keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var key in keys.GetAllKeys().Where(k => !k.IsRevoked))
            {
                _ = key.CreateEncryptor() ?? throw new CryptographicException("The key is of an unknown kind.");
            }

            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (Exception wrapped) when (wrapped is CryptographicException or InvalidOperationException)
        {
            return Task.FromResult(HealthCheckResult.Degraded("A key that seals cookies is wrapped by another certificate than this node has: it does not know every session.", wrapped));
        }
    }
}

/// <summary>No message was put aside.</summary>
internal sealed class BackgroundHealth(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await BackgroundWork.PutAsideAsync(services, cancellationToken) is var count && count > 0 ? HealthCheckResult.Degraded($"{count} message(s) were put aside after their handlers failed again and again.") : HealthCheckResult.Healthy();
}
