using System.CommandLine;
using Candour.Governance.Backups;
using Candour.Governance.Ledger;

namespace Candour.Cli;

/// <summary><c>candour backup</c> and <c>candour restore</c>.</summary>
internal static class BackupCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The data folder." };
    private static readonly Option<string> Connection = new("--connection") { Description = "PostgreSQL's connection string, where the data is kept there. CANDOUR__CONNECTION in the environment when not said." };
    private static readonly Option<string> To = new("--to") { Description = "The file to write. It must not be there yet.", Required = true };
    private static readonly Option<string> Recipient = new("--recipient") { Description = "The OpenPGP public key that it is encrypted to: a file, or the key block itself. Make one with candour admin backup-key." };
    private static readonly Option<bool> Unencrypted = new("--unencrypted") { Description = "Not encrypted: whoever has the file reads everything." };

    private static readonly Option<string> NewData = new("--data") { Description = "The data folder to make. It must not be there yet, or be empty.", Required = true };
    private static readonly Option<string> From = new("--from") { Description = "The back-up.", Required = true };
    private static readonly Option<string> Identity = new("--identity") { Description = "A file with the OpenPGP secret key of the back-up's recipient." };
    private static readonly Option<string> PassphraseFile = new("--passphrase-file") { Description = "A file whose first line opens the secret key." };
    private static readonly Option<string> Keys = new("--keys") { Description = "The folder of signing keys with the newest checkpoints; the one that serving this data folder uses when not said." };
    private static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "A checkpoint that was kept elsewhere." };
    private static readonly Option<bool> ErasuresUnknown = new("--erasures-unknown") { Description = "Restore even where nobody can tell what was erased since the back-up was made. The ledger will say so." };

    public static Command CreateBackup()
    {
        var backup = new Command("backup", "Copies everything that an installation keeps into one file, while it goes on working.") { Data, Connection, To, Recipient, Unencrypted };
        backup.SetAction(async (parsed, cancel) => (int)await BackUpAsync(parsed, cancel));
        return backup;
    }

    public static Command CreateRestore()
    {
        var restore = new Command("restore", "Makes an installation anew from a back-up, all of it or nothing.") { From, NewData, Connection, Identity, PassphraseFile, Keys, Checkpoint, ErasuresUnknown };
        restore.SetAction(async (parsed, cancel) => (int)await RestoreAsync(parsed, cancel));
        return restore;
    }

    private static async Task<ExitCode> BackUpAsync(ParseResult parsed, CancellationToken cancel)
    {
        var key = parsed.GetValue(Recipient);
        if (key is null != parsed.GetValue(Unencrypted))
        {
            throw new Refusal(ExitCode.WrongUse, key is null ? "Say whom the back-up is encrypted to with --recipient, or --unencrypted if it shall be readable to whoever has it." : "--recipient and --unencrypted exclude each other.");
        }

        var recipient = key is null ? null : Good(BackupRecipient.Read(key.StartsWith("-----BEGIN", StringComparison.Ordinal) ? key : Doors.ReadText(key), TimeProvider.System.GetUtcNow()), ExitCode.WrongUse);
        var (data, connection) = AdminCommand.Where(parsed.GetValue(Data), parsed.GetValue(Connection));
        using var store = AdminCommand.Open(data, connection);
        var manifest = Good(await new MakeBackup(store, new(store, TimeProvider.System)).RunAsync(new() { Data = data, To = parsed.GetRequiredValue(To), Recipient = recipient, Why = "asked for on the command line" }, cancel), ExitCode.CouldNotCheck);
        Console.Out.WriteLine($"{parsed.GetValue(To)}: {manifest.Files.Count} file(s), {manifest.Ledgers.Sum(l => l.Size):N0} entries in {manifest.Ledgers.Count} ledger(s), {(recipient is null ? "not encrypted" : $"encrypted to {recipient.Fingerprint}")}.");
        return ExitCode.Done;
    }

    private static async Task<ExitCode> RestoreAsync(ParseResult parsed, CancellationToken cancel)
    {
        var data = parsed.GetRequiredValue(NewData);
        var passphrase = parsed.GetValue(PassphraseFile) is { } file ? Doors.ReadText(file).Split('\n')[0].TrimEnd('\r') : "";
        using (Doors.OpenFile(parsed.GetRequiredValue(From)))
        {
            // A file that is not there is told in the usual words.
        }

        var result = await new RestoreBackup(TimeProvider.System).RunAsync(
            new()
            {
                From = parsed.GetRequiredValue(From), Data = data, Connection = AdminCommand.Connected(parsed.GetValue(Connection)),
                Keys = KeyFolder.Open(parsed.GetValue(Keys) ?? KeyFolder.UsualFor(data), data),
                Identity = parsed.GetValue(Identity) is { } key ? Good(BackupIdentity.Read(Doors.ReadText(key), passphrase), ExitCode.WrongUse) : null,
                Checkpoint = parsed.GetValue(Checkpoint) is { } kept ? EvidenceCommand.ReadCheckpoint(kept) : null,
                EvenIfErasuresAreUnknown = parsed.GetValue(ErasuresUnknown), Why = "asked for on the command line",
            }, cancel);
        if (result.Error is { Code: "restore.altered" } altered)
        {
            throw new Refusal(ExitCode.NotClear, $"{altered.Message} {altered.Remedy}");
        }

        var report = Good(result, ExitCode.CouldNotCheck);
        Console.Out.WriteLine($"Restored from a back-up made on {report.MadeAt:yyyy-MM-dd HH:mm:ss}Z.");
        foreach (var ledger in report.Ledgers)
        {
            Console.Out.WriteLine($"Ledger of {ledger.Organisation}: {ledger.Size:N0} entries{(ledger.Newest > ledger.Size ? $" of {ledger.Newest:N0} that there were by the newest checkpoint" : "")}{(ledger.ErasedAgain > 0 ? $"; {ledger.ErasedAgain:N0} erased again" : "")}{(ledger.Newest is null && ledger.Size > 0 ? "; cannot tell what was erased since" : "")}.");
        }

        return ExitCode.Done;
    }

    private static T Good<T>(Governance.Result<T> result, ExitCode code) where T : class => result.Failed(out var error, out var value) ? throw new Refusal(code, $"{error.Message} {error.Remedy}") : value;
}
