using Candour.Governance.Background;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Candour.Governance.Tests.Background;

/// <summary>What a test asks for in the background: a person of that number is to be there afterwards.</summary>
public sealed record Wish(string StaffNumber);

/// <summary>A node with work in the background and no web.</summary>
internal sealed class Node(IHost host) : IAsyncDisposable
{
    public const string Granted = "wish-granted";

    public IServiceProvider Services => host.Services;

    public Operations Operations => host.Services.GetRequiredService<Operations>();

    public static async Task<Node> StartAsync(string folder, string? connection, Func<IServiceProvider, Delivery, Wish, CancellationToken, Task>? handle = null, string? cron = null)
    {
        var store = Store.Open(folder, connection);
        if (await store.MayMigrateAsync(House.Cancel))
        {
            await BackgroundWork.MigrateAsync(store, House.Cancel);
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        var kind = JobKind.Of("wish", handle ?? GrantAsync);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(_ => store).AddSingleton<Operations>().AddSingleton(kind)
            .AddBackgroundWork(folder, connection, cron is null ? [] : [new JobSchedule("wishes", cron, kind, new Wish("W1"))]);
        var host = builder.Build();
        await host.StartAsync(House.Cancel);
        return new(host);
    }

    /// <summary>An operation that wishes, and is stored or not.</summary>
    public Task<Result<string>> WishAsync(string staffNumber, bool stored = true, DateTimeOffset? at = null) => Operations.RunAsync<string>(Scope.OfSystem(House.Bellweather, "tests"), "wish-made", House.Why, operation =>
    {
        operation.Send(new Wish(staffNumber), at);
        operation.Record(staffNumber, []);
        return Task.FromResult<Result<string>>(stored ? staffNumber : new Error("wish.refused", "No.", "Nothing."));
    }, House.Cancel);

    /// <summary>Grants a wish, once however often it comes.</summary>
    public static async Task GrantAsync(IServiceProvider services, Delivery delivery, Wish wish, CancellationToken cancel)
    {
        var result = await services.GetRequiredService<Operations>().RunAsync<string>(delivery.Scope("wishes"), Granted, House.Why, async operation =>
        {
            if (!await operation.IsFirstAsync(delivery))
            {
                return Delivery.DoneBefore;
            }

            operation.Record(wish.StaffNumber, []);
            return wish.StaffNumber;
        }, cancel);
        if (result.Error is { } error && error != Delivery.DoneBefore)
        {
            throw new InvalidOperationException(error.Code);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}
