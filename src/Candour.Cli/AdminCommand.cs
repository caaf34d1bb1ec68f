using System.CommandLine;
using Candour.Governance.Background;
using Candour.Governance.Backups;
using Candour.Governance.Storage;

namespace Candour.Cli;

/// <summary><c>candour admin</c>: what whoever runs the installation does beside the pages.</summary>
internal static class AdminCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The data folder, where the data is kept in SQLite." };
    private static readonly Option<string> Connection = new("--connection") { Description = "PostgreSQL's connection string, of the account that owns the tables. CANDOUR__CONNECTION in the environment when not said." };
    private static readonly Option<string> Grant = new("--grant") { Description = "The account that Candour serves with: it is given the right to read and write rows, and none to change tables." };

    private static readonly Option<string> To = new("--to") { Description = "Where: NAME makes NAME.public.asc and NAME.secret.asc.", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "What the keys say they are for.", DefaultValueFactory = _ => "Candour back-ups" };

    public static Command Create()
    {
        var migrate = new Command("migrate", "Brings the database to the form that this version knows. Serving with an account that may not change tables needs it after each upgrade.") { Data, Connection, Grant };
        migrate.SetAction(async (parsed, cancel) => (int)await MigrateAsync(parsed, cancel));
        var key = new Command("backup-key", "Makes a pair of OpenPGP keys: back-ups are encrypted to the public one, and the secret one reads them.") { To, Name };
        key.SetAction(parsed => (int)MakeKey(parsed));
        return new Command("admin", "What whoever runs the installation does beside the pages.") { migrate, key };
    }

    private static ExitCode MakeKey(ParseResult parsed)
    {
        var to = parsed.GetRequiredValue(To);
        var (secret, open) = ($"{to}.secret.asc", $"{to}.public.asc");
        if (Path.Exists(secret) || Path.Exists(open))
        {
            throw new Refusal(ExitCode.CouldNotCheck, $"{secret} or {open} is there already. Name another.");
        }

        var pair = BackupIdentity.Make(parsed.GetRequiredValue(Name), TimeProvider.System.GetUtcNow());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(secret, options))
        {
            writer.Write(pair.Secret);
        }

        File.WriteAllText(open, pair.Public);
        Console.Out.WriteLine($"{open}: give it to candour backup --recipient.");
        Console.Out.WriteLine($"{secret}: whoever has it reads every back-up. It has no passphrase: keep it away from this machine and from the back-ups, twice.");
        return ExitCode.Done;
    }

    private static async Task<ExitCode> MigrateAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (data, connection) = Where(parsed.GetValue(Data), parsed.GetValue(Connection));
        if (connection is null && parsed.GetValue(Grant) is not null)
        {
            throw new Refusal(ExitCode.WrongUse, "--grant is for PostgreSQL: whoever has the file of SQLite may do everything with it.");
        }

        using var store = Open(data, connection);
        if (!await store.MayMigrateAsync(cancel))
        {
            throw new Refusal(ExitCode.CouldNotCheck, "This account may not make or change tables. Use the connection string of the account that owns them.");
        }

        await store.MigrateAsync(cancel);
        await BackgroundWork.MigrateAsync(store, cancel);
        Console.Out.WriteLine("The database has the form of this version.");
        if (parsed.GetValue(Grant) is { } role)
        {
            await store.GrantAsync(role, cancel);
            Console.Out.WriteLine($"{role} may read and write rows, and may not change tables.");
        }

        return ExitCode.Done;
    }

    /// <summary>What was named on the command line, else in the environment.</summary>
    internal static string? Connected(string? connection) => connection ?? Environment.GetEnvironmentVariable("CANDOUR__CONNECTION");

    /// <summary>Which database is meant.</summary>
    internal static (string? Data, string? Connection) Where(string? data, string? named)
    {
        var connection = Connected(named);
        return connection is null && data is null ? throw new Refusal(ExitCode.WrongUse, "Name the database: --connection for PostgreSQL, --data for SQLite.")
            : (data, connection);
    }

    internal static Store Open(string? data, string? connection)
    {
        try
        {
            return Store.Open(data ?? "", connection);
        }
        catch (ArgumentException wrong)
        {
            throw new Refusal(ExitCode.WrongUse, $"The connection string cannot be read. {wrong.Message}");
        }
    }
}
