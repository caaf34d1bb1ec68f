using Candour.Governance.Background;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Candour.Web.Checking;
using Candour.Web.Demo;
using Candour.Web.Keeping;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Hosting;

/// <summary>Opens what is kept: the store, every operation, and what works on the ledgers while the application runs.</summary>
internal static class Keeping
{
    public static void AddKeeping(this IServiceCollection services, KeepingSettings settings, RunningSettings running)
    {
        services.AddSingleton(settings);
        services.AddSingleton<TemporaryFolder>();
        services.AddSingleton(provider =>
        {
            // Made before the store, so that it is disposed of after it.
            provider.GetRequiredService<TemporaryFolder>();
            return Store.Open(settings.Data ?? "", settings.Connection);
        });
        services.AddSingleton(_ => KeyFolder.Open(settings.Keys, settings.Data));
        services.AddSingleton<Operations>();
        services.AddSingleton<Sequencer>();
        services.AddSingleton<Signer>();
        services.AddSingleton<LedgerCheck>();
        services.AddSingleton(provider => CaseDesk.RulesOf(provider.GetRequiredService<CheckDesk>()));
        services.AddSingleton(provider => new RulebookShelf(provider.GetRequiredService<CheckDesk>().Version));
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<KeepingDesk>();
        services.AddSingleton<RequestDesk>();
        foreach (var operation in typeof(Operations).Assembly.GetExportedTypes().Where(IsOperation))
        {
            services.AddSingleton(operation);
        }

        services.AddHostedService<MigrateAtStart>();
        if (settings.Demo)
        {
            services.AddSingleton<DemoAccounts>();
            services.AddSingleton<DemoSeed>();
        }

        services.AddBackground(settings, running);
        services.AddSingleton<LedgerAtWork>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerAtWork>());
    }

    // Each operation is a class that is made with Operations and has nothing else of its own.
    private static bool IsOperation(Type type) => type is { IsSealed: true, IsAbstract: false } && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(Operations)));

    /// <summary>A demonstration without a data folder leaves nothing behind.</summary>
    internal sealed class TemporaryFolder(KeepingSettings settings) : IDisposable
    {
        public void Dispose()
        {
            if (settings.Temporary is { } folder && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}

/// <summary>Brings the database up to date before anything is served.</summary>
internal sealed class MigrateAtStart(Store store, KeepingSettings settings, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // An account without the right to change tables is the safer one to serve with; the owner migrates beforehand.
        if (await store.MayMigrateAsync(cancellationToken))
        {
            await store.MigrateAsync(cancellationToken);
            await BackgroundWork.MigrateAsync(store, cancellationToken);
        }
        else if (!await store.IsCurrentAsync(cancellationToken) || !await BackgroundWork.IsCurrentAsync(store, cancellationToken))
        {
            throw new InvalidDataException("The database has not the form of this version of Candour, and this account may not change tables. Run as the account that owns them: candour admin migrate --connection ... --grant THIS-ACCOUNT");
        }

        await RefuseMixedAsync(cancellationToken);
        if (services.GetService<DemoSeed>() is { } seed)
        {
            await seed.RunAsync(cancellationToken);
        }
        else
        {
            await services.GetRequiredService<SetUpCode>().TellAsync(settings.Console, cancellationToken);
        }
    }

    // In a demonstration anybody is anybody: over real people it would open every door, and its sessions are no sessions of a real installation.
    private async Task RefuseMixedAsync(CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfInstallation(DemoSeed.Part));
        var registered = db.Entries.Where(e => e.What == RegisterOrganisation.Deed);
        if (settings.Demo && await registered.AnyAsync(e => e.By != db.Scope.By, cancel))
        {
            throw new InvalidDataException("There are organisations here that are not invented, and a demonstration lets anybody be anybody. Start without --demo (Candour:Demo), or name an empty data folder or database.");
        }

        if (!settings.Demo && await registered.AnyAsync(e => e.By == db.Scope.By, cancel))
        {
            throw new InvalidDataException("What lies here is a demonstration's: invented people, whom anybody could be. Start with --demo, or name an empty data folder or database.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
