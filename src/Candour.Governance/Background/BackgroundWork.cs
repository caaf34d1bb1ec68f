using Candour.Governance.Storage;
using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Postgresql;
using Wolverine.Runtime;
using Wolverine.Sqlite;

namespace Candour.Governance.Background;

/// <summary>Durable work in the background, by Wolverine: messages lie in the same database, on SQLite for one node, on PostgreSQL shared by all.</summary>
public static class BackgroundWork
{
    /// <summary>The schema of PostgreSQL that its tables lie in.</summary>
    public const string Schema = "wolverine";

    /// <summary>Adds it to a host. What is done is said by registering <see cref="JobKind"/>s.</summary>
    /// <param name="services">The host's services, with a <see cref="TimeProvider"/> and the <see cref="Store"/>, migrated before the host starts.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="connection">PostgreSQL's connection string; null for SQLite.</param>
    /// <param name="schedules">What comes by the clock.</param>
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services, string data, string? connection, params JobSchedule[] schedules)
    {
        services.AddSingleton<JobDesk>();
        services.AddSingleton<Outbox, WolverineOutbox>();
        return services.AddWolverine(ExtensionDiscovery.ManualOnly, wolverine =>
        {
            Configure(wolverine);
            if (connection is null)
            {
                OnSqlite(wolverine, data);
            }
            else
            {
                OnPostgres(wolverine);
            }

            foreach (var schedule in schedules)
            {
                wolverine.Schedules.ScheduleRecurring(schedule.Name, schedule.Cron, schedule.At, Instants.Uk);
            }
        });
    }

    /// <summary>Makes its tables in PostgreSQL, or brings them to the form that this version knows; needs the right to. On SQLite a host does so itself when it starts.</summary>
    public static async Task MigrateAsync(Store store, CancellationToken cancel)
    {
        if (!store.IsSqlite)
        {
            await using var alone = Alone(store);
            await alone.GetRequiredService<IWolverineRuntime>().Storage.Admin.MigrateAsync(AutoCreate.CreateOrUpdate).WaitAsync(cancel);
        }
    }

    /// <summary>Whether its tables have the form that this version knows.</summary>
    public static async Task<bool> IsCurrentAsync(Store store, CancellationToken cancel)
    {
        if (store.IsSqlite)
        {
            return true;
        }

        await using var alone = Alone(store);
        try
        {
            await alone.GetRequiredService<IWolverineRuntime>().Storage.Admin.AssertStorageProvisionedAsync(cancel);
            return true;
        }
        catch (Exception missing) when (missing is not (OperationCanceledException or NpgsqlException { SqlState: null }))
        {
            return false;
        }
    }

    /// <summary>How many messages were put aside because their handlers failed again and again.</summary>
    public static async Task<int> PutAsideAsync(IServiceProvider services, CancellationToken cancel) =>
        (await services.GetRequiredService<IWolverineRuntime>().Storage.Admin.FetchCountsAsync().WaitAsync(cancel)).DeadLetter;

    private static ServiceProvider Alone(Store store) => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
        .AddSingleton<IHostEnvironment>(new HostingEnvironment { ApplicationName = "candour" }).AddSingleton(store).AddBackgroundWork("", "").BuildServiceProvider();

    private static void Configure(WolverineOptions wolverine)
    {
        wolverine.ApplicationAssembly = typeof(BackgroundWork).Assembly;
        wolverine.ServiceName = "candour";
        wolverine.Discovery.DisableConventionalDiscovery().IncludeType(typeof(JobHandler));
        wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        wolverine.Policies.UseDurableLocalQueues();
        wolverine.Policies.OnAnyException()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5))
            .Then.ScheduleRetry(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6))
            .Then.MoveToErrorQueue();
        wolverine.Durability.ScheduledJobFirstExecution = TimeSpan.FromSeconds(1);
        wolverine.Durability.ScheduledJobPollingTime = TimeSpan.FromSeconds(2);
    }

    private static void OnSqlite(WolverineOptions wolverine, string data)
    {
        wolverine.PersistMessagesWithSqlite(Store.FileConnection(data));

        // One node: nobody to share with, and what was left by a kill is taken up at once.
        wolverine.Durability.Mode = DurabilityMode.Solo;
    }

    private static void OnPostgres(WolverineOptions wolverine)
    {
        wolverine.PersistMessagesWithPostgresqlUsingDataSourceFromContainer(services => services.GetRequiredService<Store>().Source!, Schema);
        wolverine.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        wolverine.Durability.Mode = DurabilityMode.Balanced;

        // A killed node's work is taken over within some 20 seconds.
        wolverine.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(10);
        wolverine.Durability.HealthCheckPollingTime = TimeSpan.FromSeconds(2);
        wolverine.Durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(3);
    }
}
