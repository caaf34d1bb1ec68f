using System.CommandLine;
using System.Text.Json.Nodes;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Cli;

/// <summary><c>candour case</c>: cases of an installation, for who runs it. Every look at one is recorded, with its reason.</summary>
internal static class CaseCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The data folder.", Required = true };
    private static readonly Option<string> Connection = new("--connection") { Description = "PostgreSQL's connection string, where the data is kept there." };
    private static readonly Option<string> Organisation = new("--organisation") { Description = "Whose cases: the organisation's id.", Required = true };
    private static readonly Option<string> State = new Option<string>("--state") { Description = "open, ended, closed or merged; all when not said." }.AcceptOnlyFromAmong("open", "ended", "closed", "merged");
    private static readonly Option<string> Why = new("--why") { Description = "Why you look; it stands in the ledger.", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "The file to write; it must not exist.", Required = true };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");
    private static readonly Argument<string> Case = new("reference") { Description = "The case's reference, such as K7QX-3MPD." };

    public static Command Create()
    {
        var list = new Command("list", "Lists cases, the newest first: reference, state, policy and procedure, never what they are about.") { Data, Connection, Organisation, State, Format };
        list.SetAction(async (parsed, cancel) => (int)await ListAsync(parsed, cancel));
        var show = new Command("show", "Prints a case: what it is, who is in it, its story. The look is recorded.") { Case, Data, Connection, Organisation, Why };
        show.SetAction(async (parsed, cancel) => (int)await ShowAsync(parsed, cancel));
        var export = new Command("export", "Writes a case into a JSON file that another system can take. The look is recorded.") { Case, Data, Connection, Organisation, Why, Out };
        export.SetAction(async (parsed, cancel) => (int)await ExportAsync(parsed, cancel));
        return new Command("case", "Cases: runs of procedures, as they are kept.") { list, show, export };
    }

    private static async Task<ExitCode> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var store = await LogCommand.OpenAsync(parsed.GetRequiredValue(Data), parsed.GetValue(Connection), cancel);
        await using var db = store.Read(await ScopeAsync(store, parsed, cancel));
        var cases = db.Cases.AsQueryable();
        if (parsed.GetValue(State) is { } wanted)
        {
            var state = Enum.Parse<CaseState>(wanted, ignoreCase: true);
            cases = cases.Where(c => c.State == state);
        }

        var all = await cases.OrderByDescending(c => c.OpenedAt).ThenBy(c => c.Matter).ToListAsync(cancel);
        if (parsed.GetValue(Format) is "json")
        {
            Console.Out.WriteLine(new JsonArray([.. all.Select(c => new JsonObject
            {
                ["case"] = c.Matter.Text, ["state"] = Word(c), ["policy"] = c.Policy, ["version"] = c.Version, ["procedure"] = c.Procedure, ["openedAt"] = $"{c.OpenedAt:yyyy-MM-ddTHH:mm:ssZ}", ["closedAt"] = c.ClosedAt is { } at ? $"{at:yyyy-MM-ddTHH:mm:ssZ}" : null,
            })]).ToJsonString(Engine.EngineJson.Readable.Options));
            return ExitCode.Done;
        }

        foreach (var one in all)
        {
            Console.Out.WriteLine($"{one.Matter}  {Word(one),-7} {one.OpenedAt:yyyy-MM-dd}  {one.Policy}@{one.Version}  {one.Procedure}");
        }

        Console.Out.WriteLine($"{all.Count} case(s).");
        return ExitCode.Done;
    }

    private static async Task<ExitCode> ShowAsync(ParseResult parsed, CancellationToken cancel)
    {
        Console.Out.WriteLine(await ReadAsync(parsed, cancel));
        return ExitCode.Done;
    }

    private static async Task<ExitCode> ExportAsync(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(Out);
        if (File.Exists(path))
        {
            throw new Refusal(ExitCode.WrongUse, $"{path} exists. Name a file that does not.");
        }

        await File.WriteAllTextAsync(path, await ReadAsync(parsed, cancel), cancel);
        Console.Out.WriteLine($"Written: {path}");
        return ExitCode.Done;
    }

    private static async Task<string> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (!Reference.TryParse(parsed.GetRequiredValue(Case), out var matter))
        {
            throw new Refusal(ExitCode.WrongUse, $"`{parsed.GetRequiredValue(Case)}` is no reference. It looks like K7QX-3MPD.");
        }

        using var store = await LogCommand.OpenAsync(parsed.GetRequiredValue(Data), parsed.GetValue(Connection), cancel);
        var scope = await ScopeAsync(store, parsed, cancel);
        if ((await new RecordLook(new Operations(store, TimeProvider.System), new AccessPolicy([])).RunAsync(scope, matter, parsed.GetRequiredValue(Why), cancel)).Failed(out var error, out _))
        {
            throw new Refusal(ExitCode.WrongUse, $"{error.Message} {error.Remedy}");
        }

        await using var db = store.Read(scope);
        return (await CaseExport.WriteAsync(db, matter, cancel))!;
    }

    private static async Task<Scope> ScopeAsync(Store store, ParseResult parsed, CancellationToken cancel)
    {
        var organisation = parsed.GetRequiredValue(Organisation);
        await using var db = store.Read(Scope.OfInstallation("command line"));
        var all = await db.Organisations.Select(o => o.Id).ToListAsync(cancel);
        return all.Contains(organisation) ? Scope.OfSystem(organisation, "command line") : throw new Refusal(ExitCode.WrongUse, $"There is no organisation `{organisation}`. Organisations are: {string.Join(", ", all.Order())}.");
    }

    private static string Word(Case one) => $"{one.State}".ToLowerInvariant();
}
