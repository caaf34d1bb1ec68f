using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Candour.Governance.Storage;

/// <summary>The database of an installation: one file under its data folder, or PostgreSQL. Made once and shared.</summary>
public sealed class Store : IDisposable
{
    /// <summary>The database's file under the data folder.</summary>
    public const string FileName = "candour.db";

    // Any number that no other software takes in the same database.
    private const long MigrationLock = 0x43_61_6E_64_6F_75_72;

    private readonly SemaphoreSlim _writers;
    private readonly string? _folder;
    private readonly DbContextOptions<SqliteContext>? _sqlite;
    private readonly DbContextOptions<PostgresContext>? _postgres;
    private readonly NpgsqlDataSource? _source;

    private Store(string folder)
    {
        // SQLite lets one writer in and makes the others poll; a queue is fair and does not sleep.
        _writers = new(1);
        _folder = folder;
        _sqlite = new DbContextOptionsBuilder<SqliteContext>().UseSqlite(FileConnection(folder)).AddInterceptors(Overwrite.Erased).Options;
    }

    private Store(NpgsqlConnectionStringBuilder connection)
    {
        Connection = connection;
        var source = NpgsqlDataSource.Create(connection);
        // Fewer than the pool has connections, so that readers get one too.
        _writers = new(16);
        _source = source;
        _postgres = new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(source).Options;
    }

    /// <summary>Whether this is SQLite, on which one connection writes at a time.</summary>
    public bool IsSqlite => _sqlite is not null;

    /// <summary>The database of a data folder, or the one that the connection string names. Opens nothing yet.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="connection">For PostgreSQL, such as <c>Host=db;Database=candour;Username=candour</c>; null for SQLite.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Store Open(string data, string? connection = null) =>
        connection is null ? new(Path.GetFullPath(data)) : new(new NpgsqlConnectionStringBuilder(connection));

    /// <summary>PostgreSQL's connections; null for SQLite.</summary>
    internal NpgsqlDataSource? Source => _source;

    /// <summary>How PostgreSQL is reached, with the password; null for SQLite.</summary>
    internal NpgsqlConnectionStringBuilder? Connection { get; }

    internal static string FileConnection(string folder) => new SqliteConnectionStringBuilder { DataSource = Path.Combine(Path.GetFullPath(folder), FileName), ForeignKeys = true, DefaultTimeout = 30 }.ToString();

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
                await MigrateAloneAsync(context, cancel);
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

    // EF lets go of its own lock after each migration, and does not look again what is pending: with several, a second node would do one twice. What is pending is found anew under this lock.
    private async Task MigrateAloneAsync(GovernanceContext context, CancellationToken cancel)
    {
        await using var alone = Create(Scope.OfInstallation("migrations"));
        await alone.Database.OpenConnectionAsync(cancel);
        await alone.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancel);
        try
        {
            await context.Database.MigrateAsync(cancel);
        }
        finally
        {
            await alone.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    /// <summary>Whether the database has the form that this version knows. Changes nothing.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancel)
    {
        await using var context = Create(Scope.OfInstallation("migrations"));
        var applied = await context.Database.GetAppliedMigrationsAsync(cancel);
        return applied.SequenceEqual(context.Database.GetMigrations());
    }

    /// <summary>Whether this account may make and change tables. On SQLite whoever has the file may.</summary>
    public async Task<bool> MayMigrateAsync(CancellationToken cancel)
    {
        await using var context = Create(Scope.OfInstallation("migrations"));
        return IsSqlite || await context.Database.SqlQuery<bool>($"SELECT has_schema_privilege(current_user, current_schema(), 'CREATE') AND has_database_privilege(current_user, current_database(), 'CREATE') AS \"Value\"").SingleAsync(cancel);
    }

    /// <summary>Gives an account of PostgreSQL what serving needs: to read and write rows, and nothing beyond.</summary>
    /// <param name="role">The account, which exists already.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="PostgresException">There is none of that name, or we may not.</exception>
    public async Task GrantAsync(string role, CancellationToken cancel)
    {
        await using var context = Create(Scope.OfInstallation("migrations"));
        var name = $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        foreach (var schema in await context.Database.SqlQuery<string>($"SELECT nspname AS \"Value\" FROM pg_namespace WHERE nspname IN (current_schema(), {Background.BackgroundWork.Schema})").ToListAsync(cancel))
        {
            var grants = $"""
                GRANT USAGE ON SCHEMA {schema} TO {name};
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {name};
                GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name};
                GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {name};
                """;
            await context.Database.ExecuteSqlRawAsync(grants, cancel);
        }
    }

    public void Dispose()
    {
        _writers.Dispose();
        _source?.Dispose();
        if (_sqlite is not null)
        {
            using var context = Create(Scope.OfInstallation("closing"));
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        }
    }

    /// <summary>One serialisable transaction that saves what the work changed, with the entry that it added, or nothing. For operations alone.</summary>
    /// <param name="scope">Whose rows.</param>
    /// <param name="alone">Keep others of this organisation out meanwhile: after a conflict, so that the second attempt succeeds. On SQLite everybody is alone.</param>
    /// <param name="work">What is done, and whether it is to be saved.</param>
    /// <param name="send">Stores messages in the same transaction, and says what to do when it is committed.</param>
    /// <param name="cancel">Stops it.</param>
    internal Task<T> WriteAsync<T>(Scope scope, bool alone, Func<GovernanceContext, Task<(T Result, bool Save)>> work, Func<DbTransaction, Task<Func<Task>?>> send, CancellationToken cancel) => InQueueAsync(scope, async db =>
    {
        if (IsSqlite)
        {
            return await TransactAsync(db, IsolationLevel.Serializable, work, send, cancel);
        }

        // Taken before the transaction begins: its snapshot must not be older than the lock.
        await db.Database.OpenConnectionAsync(cancel);
        var key = $"candour-write-{scope.Organisation}";
        await (alone ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock(hashtextextended({key}, 0))", cancel) : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock_shared(hashtextextended({key}, 0))", cancel));
        try
        {
            return await TransactAsync(db, IsolationLevel.Serializable, work, send, cancel);
        }
        finally
        {
            // A connection that broke has lost its locks with it.
            if (db.Database.GetDbConnection().State is ConnectionState.Open)
            {
                await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock_all()", CancellationToken.None);
            }
        }
    }, cancel);

    /// <summary>For the ledger's own book-keeping, which is no operation: numbers and checkpoints. One at a time for an organisation, over all nodes.</summary>
    internal Task<T> InLockAsync<T>(Scope scope, Func<GovernanceContext, Task<T>> work, CancellationToken cancel) =>
        // Each statement must see what was committed before the lock was given, so no snapshot from before.
        InQueueAsync(scope, db => TransactAsync(db, IsolationLevel.ReadCommitted, async db =>
        {
            if (!IsSqlite)
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"candour-ledger-" + scope.Organisation}, 0))", cancel);
            }

            return (await work(db), true);
        }, _ => Task.FromResult<Func<Task>?>(null), cancel), cancel);

    /// <summary>Reads everything as it was at one moment, while others go on writing.</summary>
    internal async Task<T> SnapshotAsync<T>(Scope scope, Func<GovernanceContext, Task<T>> work, CancellationToken cancel)
    {
        await using var db = Read(scope);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (IsSqlite)
        {
            // EF's own transaction would take the write lock.
            await db.Database.OpenConnectionAsync(cancel);
            await using var deferred = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await db.Database.UseTransactionAsync(deferred, cancel);
            return await work(db);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        return await work(db);
    }

    /// <summary>Overwrites what was erased, as far as the database does so by itself: copies made before, and free blocks of the disk, are out of its reach.</summary>
    internal async Task ForgetAsync(CancellationToken cancel)
    {
        await using var db = Create(Scope.OfInstallation("erasure"));
        await db.Database.ExecuteSqlRawAsync(IsSqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM entries", cancel);
    }

    private async Task<T> InQueueAsync<T>(Scope scope, Func<GovernanceContext, Task<T>> work, CancellationToken cancel)
    {
        await _writers.WaitAsync(cancel);
        try
        {
            await using var db = Create(scope);
            return await work(db);
        }
        finally
        {
            _writers.Release();
        }
    }

    // On SQLite any level takes the write lock at once.
    private static async Task<T> TransactAsync<T>(GovernanceContext db, IsolationLevel isolation, Func<GovernanceContext, Task<(T Result, bool Save)>> work, Func<DbTransaction, Task<Func<Task>?>> send, CancellationToken cancel)
    {
        Func<Task>? sent = null;
        T result;
        await using (var transaction = await db.Database.BeginTransactionAsync(isolation, cancel))
        {
            (result, var save) = await work(db);
            if (save)
            {
                db.IsSaving = true;
                await db.SaveChangesAsync(cancel);
                sent = await send(transaction.GetDbTransaction());
                await transaction.CommitAsync(cancel);
            }
        }

        if (sent is not null)
        {
            await sent();
        }

        return result;
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
