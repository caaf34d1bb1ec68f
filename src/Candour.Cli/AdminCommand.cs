using System.CommandLine;
using Candour.Governance.Background;
using Candour.Governance.Storage;

namespace Candour.Cli;

/// <summary><c>candour admin</c>: what whoever runs the installation does beside the pages.</summary>
internal static class AdminCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The data folder, where the data is kept in SQLite." };
    private static readonly Option<string> Connection = new("--connection") { Description = "PostgreSQL's connection string, of the account that owns the tables. CANDOUR__CONNECTION in the environment when not said." };
    private static readonly Option<string> Grant = new("--grant") { Description = "The account that Candour serves with: it is given the right to read and write rows, and none to change tables." };

    public static Command Create()
    {
        var migrate = new Command("migrate", "Brings the database to the form that this version knows. Serving with an account that may not change tables needs it after each upgrade.") { Data, Connection, Grant };
        migrate.SetAction(async (parsed, cancel) => (int)await MigrateAsync(parsed, cancel));
        return new Command("admin", "What whoever runs the installation does beside the pages.") { migrate };
    }

    private static async Task<ExitCode> MigrateAsync(ParseResult parsed, CancellationToken cancel)
    {
        var connection = parsed.GetValue(Connection) ?? Environment.GetEnvironmentVariable("CANDOUR__CONNECTION");
        var data = parsed.GetValue(Data);
        if (connection is null && data is null)
        {
            throw new Refusal(ExitCode.WrongUse, "Name the database: --connection for PostgreSQL, --data for SQLite.");
        }

        if (connection is null && parsed.GetValue(Grant) is not null)
        {
            throw new Refusal(ExitCode.WrongUse, "--grant is for PostgreSQL: whoever has the file of SQLite may do everything with it.");
        }

        using var store = Open(data ?? "", connection);
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

    internal static Store Open(string data, string? connection)
    {
        try
        {
            return Store.Open(data, connection);
        }
        catch (ArgumentException wrong)
        {
            throw new Refusal(ExitCode.WrongUse, $"The connection string cannot be read. {wrong.Message}");
        }
    }
}
