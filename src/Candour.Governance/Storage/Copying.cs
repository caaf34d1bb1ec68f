using System.Data;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Candour.Governance.Storage;

/// <summary>Copies a whole database while others write, and puts a copy into an empty one. SQLite by its own <c>VACUUM INTO</c>, PostgreSQL by its own tools.</summary>
internal static class Copying
{
    /// <summary>The file of a copy of PostgreSQL.</summary>
    public const string PostgresFile = "candour.pgdump";

    private static readonly Scope Installation = Scope.OfInstallation("backup");

    /// <summary>Writes a copy as of one moment.</summary>
    /// <param name="store">What is copied.</param>
    /// <param name="folder">Where to; the file is named for the kind of database.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The newest migration, and how far each ledger was numbered, at that moment.</returns>
    /// <exception cref="InvalidDataException">PostgreSQL's tools are not there, or say no.</exception>
    public static async Task<(string Migration, IReadOnlyList<Numbered> Ledgers)> CopyAsync(Store store, string folder, CancellationToken cancel)
    {
        await using var db = store.Create(Installation);
        if (store.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {Path.Combine(folder, Store.FileName)}", cancel);
            using var copied = Store.Open(folder);
            await using var copy = copied.Create(Installation);
            return await StateAsync(copy, cancel);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var snapshot = await db.Database.SqlQueryRaw<string>("SELECT pg_export_snapshot() AS \"Value\"").SingleAsync(cancel);
        await ToolAsync(store, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={Path.Combine(folder, PostgresFile)}"], cancel);
        return await StateAsync(db, cancel);
    }

    /// <summary>Puts a copy of PostgreSQL into an empty database: all of it or nothing.</summary>
    public static Task PutBackAsync(Store store, string folder, CancellationToken cancel) =>
        ToolAsync(store, "pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={Database(store).Database}", Path.Combine(folder, PostgresFile)], cancel);

    /// <summary>Whether there is nothing in a PostgreSQL database yet.</summary>
    public static async Task<bool> IsEmptyAsync(Store store, CancellationToken cancel)
    {
        await using var db = store.Create(Installation);
        return await db.Database.SqlQuery<int>($"SELECT COUNT(*)::int AS \"Value\" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'").SingleAsync(cancel) == 0;
    }

    /// <summary>Takes back what was put into a database that was empty before.</summary>
    public static async Task EmptyAsync(Store store, CancellationToken cancel)
    {
        await using var db = store.Create(Installation);
        await db.Database.ExecuteSqlRawAsync("""
            DO $$ DECLARE name text; BEGIN
              FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT LIKE 'pg\_%' AND schemaname <> 'information_schema' LOOP EXECUTE 'DROP TABLE ' || name || ' CASCADE'; END LOOP;
              DROP SCHEMA IF EXISTS wolverine CASCADE;
            END $$
            """, cancel);
    }

    /// <summary>The migrations that this version knows, oldest first.</summary>
    public static IReadOnlyList<string> KnownMigrations(Store store)
    {
        using var db = store.Create(Installation);
        return [.. db.Database.GetMigrations()];
    }

    /// <summary>Writes what waits in the log into the file of SQLite, so that it can be moved.</summary>
    public static async Task SettleAsync(Store store, CancellationToken cancel)
    {
        await using var db = store.Create(Installation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
    }

    private static async Task<(string, IReadOnlyList<Numbered>)> StateAsync(GovernanceContext db, CancellationToken cancel)
    {
        // Of all organisations: sizes and names of ledgers, for whoever runs the installation.
        var ledgers = await db.Database.SqlQueryRaw<Numbered>("SELECT \"Organisation\", \"Origin\", \"Size\" FROM ledgers ORDER BY \"Organisation\"").ToListAsync(cancel);
        return ((await db.Database.GetAppliedMigrationsAsync(cancel)).Last(), ledgers);
    }

    private static NpgsqlConnectionStringBuilder Database(Store store) => store.Connection!;

    private static async Task ToolAsync(Store store, string tool, string[] arguments, CancellationToken cancel)
    {
        var path = Find(tool) ?? throw new InvalidDataException($"{tool} is not installed: copies of PostgreSQL are made by its own tools. On Debian: apt-get install postgresql-client");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        var to = Database(store);
        foreach (var (name, value) in new[]
        {
            ("PGHOST", to.Host), ("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture)), ("PGDATABASE", to.Database), ("PGUSER", to.Username), ("PGPASSWORD", to.Password), ("PGPASSFILE", to.Passfile),
            ("PGSSLMODE", to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() }), ("PGSSLROOTCERT", to.RootCertificate), ("PGSSLCERT", to.SslCertificate), ("PGSSLKEY", to.SslKey),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var error = await process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
            {
                throw new InvalidDataException($"{tool} ended with {process.ExitCode}. {error.Trim()}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    // Debian keeps each major version in a folder of its own; a newer tool reads an older server, and not the other way.
    private static string? Find(string tool) =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var major) ? major : 0)
        .Select(d => Path.Combine(d, "bin", tool))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, OperatingSystem.IsWindows() ? $"{tool}.exe" : tool)))
        .FirstOrDefault(File.Exists);

    /// <summary>How far a ledger was numbered.</summary>
    internal sealed record Numbered(string Organisation, string Origin, long Size);
}
