using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;

namespace Candour.Cli;

/// <summary><c>candour procedure</c>: what to do when something has happened. Stores nothing.</summary>
internal static class ProcedureCommand
{
    private const int MostFound = 5;

    private static readonly Option<string> Policy = new("--policy") { Description = "Which policy, as las, or las@3.2 for one version.", Required = true };
    private static readonly Option<string> On = Doors.OnOption();
    private static readonly Option<string[]> FactOptions = Doors.FactOptions();
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static Command Create() => new("procedure", "Says what to do when something has happened, step by step: who, by when, and what never. Stores nothing.")
    {
        List(), Show(), Find(), Walked(),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists the procedures of a policy with their sections.") { Policy, On, Format };
        command.SetAction(parsed =>
        {
            var rulebook = Rulebook(parsed);
            var rows = rulebook.Procedures.Select(p => ListedProcedure.Of(p, rulebook)).ToArray();
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(rows, EngineJson.Readable.ListedProcedureArray));
                return (int)ExitCode.Done;
            }

            var width = rows.Select(r => r.Id.Length).DefaultIfEmpty().Max();
            foreach (var row in rows)
            {
                Console.Out.WriteLine($"{row.Id.PadRight(width)}  {row.Title} [{string.Join(", ", row.Sections.Take(4))}{(row.Sections.Count > 4 ? " ..." : "")}]");
            }

            Console.Out.WriteLine(rows.Length == 0 ? "This rulebook holds no procedures." : $"{rows.Length} procedures. `candour procedure find --text \"what has happened\"` finds the right one.");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "A procedure's id, as `procedure list` names it." };
        var command = new Command("show", "Shows a procedure: every step in order, who, when it applies, and what is never done.") { id, Policy, On, Format };
        command.SetAction(parsed =>
        {
            var rulebook = Rulebook(parsed);
            var procedure = Procedure(rulebook, parsed.GetRequiredValue(id));
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(procedure, EngineJson.Readable.Procedure));
            }
            else
            {
                ProcedureText.Write(Console.Out, procedure, rulebook);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Find()
    {
        var text = new Option<string>("--text") { Description = "What has happened, in your own words; - reads standard input. Name nobody: other users of this machine can see a command line.", Required = true };
        var command = new Command("find", "Finds the procedures that fit what has happened.") { Policy, text, FactOptions, On, Format };
        command.SetAction(parsed =>
        {
            var rulebook = Rulebook(parsed);
            var words = parsed.GetRequiredValue(text) is "-" ? Doors.ReadText("-") : parsed.GetRequiredValue(text);
            if (string.IsNullOrWhiteSpace(words))
            {
                throw new Refusal(ExitCode.WrongUse, "--text should say in a sentence or two what has happened.");
            }

            var found = ProcedureFinder.Of(rulebook).Find(words, Doors.Facts(parsed.GetValue(FactOptions) ?? [], rulebook));
            var sure = found is [{ Score: > 0 }, ..];
            var report = new FoundProcedures(
                [.. found.Take(MostFound).Select(f => ListedProcedure.Of(f.Procedure, rulebook) with { Score = f.Score, Because = f.Because })],
                sure ? null : found.Count == 0 ? "Nothing that was said points to a procedure of this policy. Ask whoever answers for the policy." : found.Any(f => f.Score > 0) ? "This sounds like an ordinary question, that no procedure is for. If something has happened, say it in a sentence; otherwise ask." : "Nothing that was said points to one procedure. These are for whatever else happens.");
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, EngineJson.Readable.FoundProcedures));
            }
            else
            {
                ProcedureText.Write(Console.Out, report);
            }

            return (int)(sure ? ExitCode.Done : ExitCode.NotClear);
        });
        return command;
    }

    private static Command Walked()
    {
        var id = new Argument<string>("id") { Description = "A procedure's id, as `procedure list` names it." };
        var answers = new Option<string>("--answers")
        {
            Description = "A JSON file, or - for standard input: a list of answers {\"step\", \"done\" | \"value\" | \"skip\", \"fields\", \"reason\", \"role\", \"at\"} in order, or an object {\"step\": \"done\" | \"value\" | {...}} whose answers are given as their steps open.",
        };
        var at = new Option<string>("--at") { Description = "When it begins, UK local, as 2026-04-02T10:00; now when not said." };
        var command = new Command("walk", "Walks through a procedure without storing anything: what is next, for whom, by when, and what is never done. --fact takes the procedure's own questions too.") { id, Policy, FactOptions, answers, at, On, Format };
        command.SetAction(parsed =>
        {
            var on = Doors.Day(parsed.GetValue(On));
            var rulebook = Rulebook(parsed);
            var procedure = Procedure(rulebook, parsed.GetRequiredValue(id));
            var walk = Walk.Begin(rulebook, procedure, Facts(parsed.GetValue(FactOptions) ?? [], procedure, rulebook), Instant(parsed.GetValue(at)));
            StepRefusal? refusal = null;
            if (parsed.GetValue(answers) is { } file)
            {
                (walk, refusal) = GivenAnswers.Read(Doors.ReadText(file), file).Give(walk);
            }

            var report = WalkReport.Of(walk, on, refusal);
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, EngineJson.Readable.WalkReport));
            }
            else
            {
                ProcedureText.Write(Console.Out, report, rulebook);
            }

            return (int)(refusal is null ? ExitCode.Done : ExitCode.NotClear);
        });
        return command;
    }

    private static Rulebook Rulebook(ParseResult parsed) => Doors.Rulebook(Doors.Library(), parsed.GetRequiredValue(Policy), Doors.Day(parsed.GetValue(On)));

    private static Procedure Procedure(Rulebook rulebook, string id) => rulebook.Procedures.FirstOrDefault(p => p.Id == id)
        ?? throw new Refusal(ExitCode.WrongUse, rulebook.Procedures.Count == 0 ? $"The rulebook of {rulebook.Id} holds no procedures." : $"There is no procedure `{id}`. Procedures are: {string.Join(", ", rulebook.Procedures.Select(p => p.Id))}.");

    private static FactSet Facts(string[] pairs, Procedure procedure, Rulebook rulebook)
    {
        var facts = new FactSet();
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var wrong = equals < 0 ? $"`{pair}` is no fact. Write name=value, such as actor=employee." : procedure.Give(facts, pair[..equals], pair[(equals + 1)..], rulebook);
            if (wrong is not null)
            {
                throw new Refusal(ExitCode.WrongUse, procedure.Questions.Count == 0 ? wrong : $"{wrong} Questions of this procedure are: {string.Join(", ", procedure.Questions.Select(q => q.Id))}.");
            }
        }

        return facts;
    }

    private static DateTimeOffset Instant(string? word) =>
        word is null ? TimeProvider.System.GetUtcNow()
        : DateTime.TryParseExact(word, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? UkTime.At(local)
        : DateTimeOffset.TryParseExact(word, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant
        : throw new Refusal(ExitCode.WrongUse, $"--at should be a time written as 2026-04-02T10:00, and is `{word}`.");
}
