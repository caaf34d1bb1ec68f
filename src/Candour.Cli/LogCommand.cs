using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine;
using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Cli;

/// <summary><c>candour log verify</c>: whether the ledgers of an installation are as they were committed.</summary>
internal static class LogCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The data folder.", Required = true };
    private static readonly Option<string> Connection = new("--connection") { Description = "PostgreSQL's connection string, where the data is kept there." };
    private static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "A checkpoint that was kept elsewhere: an older copy put in place of a newer one is found only against one." };
    private static readonly Option<string> Keys = new("--keys") { Description = "The folder of signing keys, outside the data folder; the one that serving this data folder uses when not said." };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    private static readonly Option<string> Organisation = new("--organisation") { Description = "Whose ledger: the organisation's id, or `installation`.", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "The file to write; it must not exist.", Required = true };

    public static Command Create()
    {
        var verify = new Command("verify", "Verifies every ledger of an installation: holds (0), altered (2) or cannot tell (3).") { Data, Connection, Checkpoint, Keys, Format };
        verify.SetAction(async (parsed, cancel) => (int)await VerifyAsync(parsed, cancel));
        var export = new Command("export", "Writes one ledger into a file that verifies offline. It holds everything, matters too: give it to nobody who must not know of one.") { Data, Connection, Organisation, Out };
        export.SetAction(async (parsed, cancel) => (int)await ExportAsync(parsed, cancel));
        return new Command("log", "The ledgers: who did what, when and why.") { verify, export };
    }

    private static async Task<ExitCode> VerifyAsync(ParseResult parsed, CancellationToken cancel)
    {
        var data = parsed.GetRequiredValue(Data);
        var kept = parsed.GetValue(Checkpoint) is { } file ? EvidenceCommand.ReadCheckpoint(file) : null;
        using var store = await OpenAsync(data, parsed.GetValue(Connection), cancel);
        var keys = KeyFolder.Open(parsed.GetValue(Keys) ?? KeyFolder.UsualFor(data), data);
        var check = new LedgerCheck(store);
        var reports = new List<LedgerReport>();
        var met = false;
        foreach (var ledger in await check.LedgersAsync(keys, cancel))
        {
            var mine = kept is not null && Engine.Evidence.Checkpoint.TryParse(kept.Text, out var read, out _) && read.Origin == await check.OriginAsync(ledger, cancel);
            met |= mine;
            if (await check.VerifyAsync(ledger, keys, mine ? kept : null, cancel) is { } report)
            {
                reports.Add(report);
            }
        }

        Write(reports, parsed.GetValue(Format) is "json");
        if (kept is not null && !met)
        {
            throw new Refusal(ExitCode.CouldNotCheck, $"{parsed.GetValue(Checkpoint)} is a checkpoint of none of these ledgers.");
        }

        return reports.Exists(r => r.Outcome is Standing.Altered) ? ExitCode.NotClear : reports.Exists(r => r.Outcome is Standing.CannotTell) ? ExitCode.CouldNotCheck : ExitCode.Done;
    }

    private static async Task<ExitCode> ExportAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var store = await OpenAsync(parsed.GetRequiredValue(Data), parsed.GetValue(Connection), cancel);
        var check = new LedgerCheck(store);
        var organisation = parsed.GetRequiredValue(Organisation);
        if (await check.OriginAsync(organisation, cancel) is null)
        {
            throw new Refusal(ExitCode.WrongUse, $"There is no ledger of `{organisation}`, or nothing in it is numbered yet.");
        }

        await using var file = new FileStream(parsed.GetRequiredValue(Out), FileMode.CreateNew, FileAccess.Write);
        var differing = await check.ExportAsync(organisation, file, cancel);
        Console.Out.WriteLine(differing.Count == 0 ? $"Written: {parsed.GetRequiredValue(Out)}" : $"Written: {parsed.GetRequiredValue(Out)}. {differing.Count} row(s) are not as they were committed: verify the ledger.");
        return differing.Count == 0 ? ExitCode.Done : ExitCode.NotClear;
    }

    internal static async Task<Store> OpenAsync(string data, string? connection, CancellationToken cancel)
    {
        if (connection is null && !File.Exists(Path.Combine(data, Store.FileName)))
        {
            throw new Refusal(ExitCode.CouldNotCheck, $"There is no {Store.FileName} in {data}. Name the data folder, or PostgreSQL with --connection.");
        }

        var store = AdminCommand.Open(data, connection);
        return await store.IsCurrentAsync(cancel) ? store
            : throw new Refusal(ExitCode.CouldNotCheck, "The database has the form of another version of Candour. Verify with that version, or start this one once, which brings it up to date.");
    }

    private static void Write(List<LedgerReport> reports, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(new JsonArray([.. reports.Select(r => JsonSerializer.SerializeToNode(r, EngineJson.Readable.LedgerReport))]).ToJsonString(EngineJson.Readable.Options));
            return;
        }

        foreach (var report in reports)
        {
            EvidenceCommand.Write(Console.Out, report);
            Console.Out.WriteLine();
        }

        Console.Out.WriteLine(reports.Count == 0 ? "No ledger has an entry yet." : $"{reports.Count} ledger(s).");
    }
}
