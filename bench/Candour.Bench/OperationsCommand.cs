using System.Diagnostics;
using System.Globalization;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;

namespace Candour.Bench;

/// <summary>How many durable operations a second SQLite takes, each with its entry in the ledger, and how long each waits.</summary>
internal static class OperationsCommand
{
    private const string Organisation = "bench";
    private const int Writers = 8;

    // A server that just started compiles as it goes; one that runs does not.
    private const int WarmUp = 3000;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 6000;
        var folder = Directory.CreateTempSubdirectory("candour-bench-").FullName;
        try
        {
            using var store = Store.Open(folder);
            await store.MigrateAsync(CancellationToken.None);
            var operations = new Operations(store, TimeProvider.System);
            await new RegisterOrganisation(operations).RunAsync(Scope.OfInstallation("bench"), new() { Id = Organisation, Name = "Bench", Why = "a benchmark" }, CancellationToken.None);
            using var stop = new CancellationTokenSource();
            var numbering = NumberAsync(new Sequencer(store, TimeProvider.System), stop.Token);
            await RunAsync(operations, "W", WarmUp);
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            var waits = await RunAsync(operations, "B", count);
            var took = Stopwatch.GetElapsedTime(start);
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            await stop.CancelAsync();
            await numbering;
            Array.Sort(waits);
            Console.WriteLine($"{count:N0} operations by {Writers} writers, after {WarmUp:N0} to warm up: {count / took.TotalSeconds:N0} a second, median {waits[count / 2]:0.0} ms, 95th percentile {waits[count * 95 / 100]:0.0} ms; {processor.TotalMilliseconds / count:0.00} ms of processor each");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>How long each took, in milliseconds.</returns>
    private static async Task<double[]> RunAsync(Operations operations, string prefix, int count)
    {
        var (next, waits) = (0, new double[count]);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (int n; (n = Interlocked.Increment(ref next) - 1) < count;)
            {
                var begun = Stopwatch.GetTimestamp();
                var added = await new AddPerson(operations).RunAsync(Scope.OfSystem(Organisation, "bench"), new() { StaffNumber = $"{prefix}{n}", Name = $"Invented Person {n}", JoinedOn = new(2026, 1, 1), Why = "a benchmark" }, CancellationToken.None);
                waits[n] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                if (added.Error is { } error)
                {
                    throw new InvalidOperationException(error.Message);
                }
            }
        })));
        return waits;
    }

    private static async Task NumberAsync(Sequencer sequencer, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await sequencer.NumberAllAsync(CancellationToken.None);
            await Task.Delay(500, CancellationToken.None);
        }
    }
}
