using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Candour.Governance.Tests.Cluster))]

namespace Candour.Governance.Tests;

/// <summary>A PostgreSQL of the tests' own: a temporary cluster on a free loopback port, started when first asked for.</summary>
public sealed class Cluster : IAsyncDisposable
{
    public const string Missing = "PostgreSQL is not installed (no initdb): apt-get install postgresql";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private Process? _process;
    private string? _folder;
    private string? _connection;

    public static bool IsInstalled => Initdb is not null;

    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    private static bool IsRoot => Environment.UserName == "root";

    // Debian keeps each major version in a folder of its own, off the path.
    private static string? Initdb { get; } =
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var major) ? major : 0)
        .Select(d => Path.Combine(d, "bin", "initdb"))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, "initdb")))
        .FirstOrDefault(File.Exists);

    /// <summary>A connection string without a database.</summary>
    public async Task<string> StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _connection ??= await StartOnceAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{await StartAsync()};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
            Directory.Delete(_folder!, recursive: true);
        }

        _starting.Dispose();
    }

    private async Task<string> StartOnceAsync()
    {
        var bin = Path.GetDirectoryName(Initdb ?? throw new InvalidOperationException(Missing))!;
        _folder = Directory.CreateTempSubdirectory("candour-postgres-").FullName;
        if (IsRoot)
        {
            await EndAsync(Shell($"chown postgres '{_folder}'", asPostgres: false));
        }

        await EndAsync(Shell($"'{bin}/initdb' -A trust -N -U postgres -E UTF8 --locale=C -D '{_folder}/data' >/dev/null"));
        var port = FreePort();

        // The shell ends PostgreSQL when its input closes: at our end, also when we are killed.
        _process = Shell($"'{bin}/postgres' -D '{_folder}/data' -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 >'{_folder}/log' 2>&1 & pid=$!; read -r line; kill -INT $pid; wait");
        var connection = $"Host=127.0.0.1;Port={port};Username=postgres;Include Error Detail=true";
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var ready = new NpgsqlConnection($"{connection};Database=postgres;Pooling=false");
                await ready.OpenAsync();
                return connection;
            }
            catch (NpgsqlException) when (tries < 300)
            {
                await Task.Delay(50);
            }
        }
    }

    private static Process Shell(string script, bool asPostgres = true)
    {
        var start = new ProcessStartInfo(IsRoot && asPostgres ? "runuser" : "sh") { RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var argument in IsRoot && asPostgres ? ["-u", "postgres", "--", "sh", "-c", script] : new[] { "-c", script })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{string.Join(' ', process.StartInfo.ArgumentList)} ended with {process.ExitCode}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
