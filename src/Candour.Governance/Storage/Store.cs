using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Candour.Governance.Storage;

/// <summary>The database of an installation: one file under its data folder, or PostgreSQL. Made once and shared.</summary>
public sealed class Store : IDisposable
{
    /// <summary>The database's file under the data folder.</summary>
    public const string FileName = "candour.db";

    private readonly string? _folder;
    private readonly DbContextOptions<SqliteContext>? _sqlite;
    private readonly DbContextOptions<PostgresContext>? _postgres;
    private readonly NpgsqlDataSource? _source;

    private Store(string folder)
    {
        _folder = folder;
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), ForeignKeys = true, DefaultTimeout = 30 };
        _sqlite = new DbContextOptionsBuilder<SqliteContext>().UseSqlite(connection.ToString()).Options;
    }

    private Store(NpgsqlDataSource source)
    {
        _source = source;
        _postgres = new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(source).Options;
    }

    /// <summary>Whether this is SQLite, on which one connection writes at a time.</summary>
    public bool IsSqlite => _sqlite is not null;

    // SQLite lets one writer in and makes the others poll; a queue is fair and does not sleep.
    internal SemaphoreSlim Writers { get; } = new(1, 1);

    /// <summary>The database of a data folder, or the one that the connection string names. Opens nothing yet.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="connection">For PostgreSQL, such as <c>Host=db;Database=candour;Username=candour</c>; null for SQLite.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Store Open(string data, string? connection = null) =>
        connection is null ? new(Path.GetFullPath(data)) : new(NpgsqlDataSource.Create(connection));

    /// <summary>A context that reaches one organisation. Reads; what it tracks is never written, since only an operation saves.</summary>
    public GovernanceContext Read(Scope scope)
    {
        var context = Create(scope);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return context;
    }

    /// <summary>Brings the database to the form that this version knows. Safe to call from several nodes at once; does nothing, and needs no right to, when nothing is pending.</summary>
    /// <exception cref="IOException">Another process is doing so for longer than a minute.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await using var context = Create(Scope.OfInstallation("migrations"));
        if (_folder is null)
        {
            if ((await context.Database.GetPendingMigrationsAsync(cancel)).Any())
            {
                await context.Database.MigrateAsync(cancel);
            }

            return;
        }

        Directory.CreateDirectory(_folder);
        await using var mine = await StartLock.TakeAsync(Path.Combine(_folder, "starting.lock"), cancel);
        if (File.Exists(Path.Combine(_folder, FileName)))
        {
            await ForgetKilledMigrationAsync(context, cancel);
        }

        await context.Database.MigrateAsync(cancel);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancel);
    }

    public void Dispose()
    {
        Writers.Dispose();
        _source?.Dispose();
        if (_sqlite is not null)
        {
            using var context = Create(Scope.OfInstallation("closing"));
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        }
    }

    internal GovernanceContext Create(Scope scope) => _sqlite is not null ? new SqliteContext(_sqlite, scope) : new PostgresContext(_postgres!, scope);

    // EF waits without end for a row that a killed process left. We hold the folder's lock, so nobody else is at it.
    private static async Task ForgetKilledMigrationAsync(GovernanceContext context, CancellationToken cancel)
    {
        const string Locks = "__EFMigrationsLock";
        if (await context.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = {Locks}").SingleAsync(cancel) > 0)
        {
            await context.Database.ExecuteSqlRawAsync($"DELETE FROM \"{Locks}\"", cancel);
        }
    }
}
