using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Candour.Web.Tests.Hosting;

/// <summary><c>candour serve</c> as it was built: a process of its own, in an empty working directory, with an empty home and temporary folder.</summary>
internal sealed class Serving : IAsyncDisposable
{
    private readonly Process _process;

    private Serving(Process process, DirectoryInfo folder, Uri address)
    {
        (_process, Folder, Address) = (process, folder, address);
        process.OutputDataReceived += (_, line) => Said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => Said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Program => Path.Combine(Repository.Root, "src", "Candour.Cli", "bin", Repository.Configuration, "net10.0", "candour.dll");

    /// <summary>Everything it may write to: work, home and temporary folder.</summary>
    public DirectoryInfo Folder { get; }

    public Uri Address { get; }

    /// <summary>Everything it said.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    public static Task<Serving> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string>(), arguments);

    public static async Task<Serving> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Assert.True(File.Exists(Program), $"{Program} is not built.");
        var folder = Directory.CreateTempSubdirectory("candour-serve-");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Program, "serve", "--urls", address.ToString(), .. arguments])
        {
            WorkingDirectory = folder.CreateSubdirectory("work").FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder.CreateSubdirectory("home").FullName;
        start.Environment["TMPDIR"] = folder.CreateSubdirectory("tmp").FullName;
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // its pipes in the temporary folder would block whoever reads them
        start.Environment["Logging__LogLevel__Default"] = "Trace";
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var serving = new Serving(Process.Start(start)!, folder, address);
        using var client = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var ready = await client.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode)
                {
                    return serving;
                }
            }
            catch (HttpRequestException) when (!serving._process.HasExited)
            {
                // Not listening so far.
            }

            await Task.Delay(100);
        }

        await serving.DisposeAsync();
        throw new TimeoutException("candour serve was not ready within a minute.");
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    /// <returns>What it ended with.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it without asking.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
