using Candour.Governance.Ledger;

namespace Candour.Web.Hosting;

/// <summary>Numbers entries and signs checkpoints while the application runs, and once more when it stops.</summary>
internal sealed partial class LedgerAtWork(Sequencer sequencer, Signer signer, KeepingSettings settings, TimeProvider clock, ILogger<LedgerAtWork> log) : BackgroundService
{
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(5);

    /// <summary>Whether the last round failed.</summary>
    public bool HasFailed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Sequencer.Every, clock);
        DateTimeOffset? signed = null;
        do
        {
            try
            {
                await sequencer.NumberAllAsync(stoppingToken);
                if (signed is null || clock.GetUtcNow() - signed >= settings.SignEvery)
                {
                    signed = clock.GetUtcNow();
                    await signer.SignAllAsync(stoppingToken);
                    HasFailed = false;
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                HasFailed = true;

                // The next round tries again: entries wait where they are, and nothing is lost meanwhile.
                LogFailed(failed);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var last = new CancellationTokenSource(Last);
        try
        {
            await sequencer.NumberAllAsync(last.Token);
            await signer.SignAllAsync(last.Token);
        }
        catch (Exception failed)
        {
            LogFailed(failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Entries could not be numbered or checkpoints not be signed; it is tried again.")]
    private partial void LogFailed(Exception failed);
}
