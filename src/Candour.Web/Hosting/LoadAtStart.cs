using Candour.Web.Asking;
using Candour.Web.Checking;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Candour.Web.Hosting;

/// <summary>Loads rulebooks and reader while the first pages are already served.</summary>
internal sealed class LoadAtStart(CheckDesk desk, AskDesk asking) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            asking.Load();
            desk.Load();
        },
        stoppingToken);
}

/// <summary>Ready when rulebooks, vocabulary and reader are loaded.</summary>
internal sealed class DeskHealth(CheckDesk desk) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(desk.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Rulebooks and reader are being loaded."));
}
