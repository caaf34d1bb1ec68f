using System.CommandLine;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;
using Spectre.Console;

namespace Candour.Cli;

/// <summary><c>candour policy</c>: reading, comparing and testing rulebooks.</summary>
internal static class PolicyCommand
{
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static Command Create() => new("policy", "Reads, searches, compares and tests policies.")
    {
        List(), Show(), Clause(), Search(), CompareCommand.Create(Format), CoverageOf(), Check(),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists the policies with their versions and states.") { Format };
        command.SetAction(parsed =>
        {
            var rows = Doors.Library().Contents.Rulebooks;
            if (parsed.GetValue(Format) is "json")
            {
                var library = Doors.Library();
                Console.Out.WriteLine(JsonSerializer.Serialize(rows.Select(r => new PolicyReference(r.Id, r.Reference, r.Version, library.Get(r).StateOn(Doors.Today))).ToArray(), EngineJson.Readable.PolicyReferenceArray));
                return (int)ExitCode.Done;
            }

            var table = new Table().Border(TableBorder.None).AddColumns("policy", "version", "reference", "in force from", "state", "title");
            foreach (var row in rows)
            {
                table.AddRow(new[] { row.Id, row.Version, row.Reference, $"{row.InForce:yyyy-MM-dd}", Doors.Library().Get(row).StateOn(Doors.Today), row.Title }.Select(Markup.Escape).ToArray());
            }

            Table(table);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = Id("id");
        var command = new Command("show", "Shows a policy: its state, contacts, and its clauses by section.") { id, Format };
        command.SetAction(parsed =>
        {
            var rulebook = Doors.Rulebook(Doors.Library(), parsed.GetRequiredValue(id), Doors.Today);
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(rulebook, EngineJson.Readable.Rulebook));
                return (int)ExitCode.Done;
            }

            foreach (var line in PolicyFacts.Lines(rulebook, Doors.Today))
            {
                Console.Out.WriteLine(line);
            }

            foreach (var section in rulebook.Clauses.GroupBy(c => c.Section))
            {
                Console.Out.WriteLine();
                Console.Out.WriteLine($"Section {section.Key}");
                foreach (var clause in section)
                {
                    Console.Out.WriteLine($"  {clause.Id}  {clause.Heading}: {clause.Says}");
                }
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Clause()
    {
        var id = new Argument<string>("clause") { Description = "A clause's id, such as las-5.14-03." };
        var command = new Command("clause", "Shows one clause with the rules that give effect to it and its examples.") { id, Format };
        command.SetAction(parsed =>
        {
            var library = Doors.Library();
            var wanted = parsed.GetRequiredValue(id);
            foreach (var entry in library.Contents.Rulebooks.Where(r => wanted.StartsWith(r.Id + "-", StringComparison.Ordinal)))
            {
                if (library.Get(entry).Clauses.FirstOrDefault(c => c.Id == wanted) is { } clause)
                {
                    WriteClause(library, entry, clause, parsed.GetValue(Format) is "json");
                    return (int)ExitCode.Done;
                }
            }

            throw new Refusal(ExitCode.WrongUse, $"There is no clause `{wanted}`. `candour policy show ID` lists the clauses of a policy.");
        });
        return command;
    }

    private static void WriteClause(Library library, Library.Entry entry, Clause clause, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(clause, EngineJson.Readable.Clause));
            return;
        }

        var rulebook = library.Get(entry);
        Console.Out.WriteLine($"{clause.Id}, section {clause.Section}: {clause.Heading} ({clause.Modality})");
        Console.Out.WriteLine($"In our words: {clause.Says}");
        Console.Out.WriteLine(clause.When is { } when ? $"When: {when}" : "When: always");
        Console.Out.WriteLine($"Software must: {clause.Needs}");
        Console.Out.WriteLine($"Rules: {string.Join(", ", rulebook.RulesOf(clause.Id).DefaultIfEmpty("none yet"))}");
        foreach (var example in library.Examples(entry).Where(e => e.Clause == clause.Id))
        {
            Console.Out.WriteLine($"  {example.Id}: {example.Given} -> {example.Expect}");
        }
    }

    private static Command Search()
    {
        var id = Id("id");
        var words = new Argument<string[]>("words") { Description = "Words that the clause should hold.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("search", "Finds clauses by words.") { id, words, Format };
        command.SetAction(parsed =>
        {
            var rulebook = Doors.Rulebook(Doors.Library(), parsed.GetRequiredValue(id), Doors.Today);
            var found = ClauseSearch.Find(rulebook, string.Join(' ', parsed.GetRequiredValue(words)));
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize([.. found], EngineJson.Readable.ClauseArray));
                return (int)ExitCode.Done;
            }

            foreach (var clause in found)
            {
                Console.Out.WriteLine($"{clause.Id}  (section {clause.Section}) {clause.Heading}: {clause.Says}");
            }

            Console.Out.WriteLine(found.Count == 0 ? "No clause holds these words. Try fewer or other words." : $"{found.Count} clause(s).");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command CoverageOf()
    {
        var id = new Argument<string?>("id") { Description = "A policy; all of them when not said.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var door = new Option<string[]>("--door") { Description = "Only this door: check, ask, page or walk. Name it again for more; all when not said." };
        var command = new Command("coverage", "Runs the worked examples and says for each clause and door: works, partly, not yet.") { id, door, Format };
        command.SetAction(parsed =>
        {
            var library = Doors.Library();
            var entries = parsed.GetValue(id) is { } one ? [Doors.Entry(library, one)] : library.Contents.Rulebooks;
            var only = parsed.GetValue(door) is { Length: > 0 } doors ? doors : null;
            // What reads texts takes seconds to load; the other doors do without.
            using var reader = only?.Contains("check") is false ? null : Readers.Load(library.Models);
            var screener = reader is null ? null : library.LoadScreener();
            var questions = library.LoadQuestionReader();
            var rows = entries.SelectMany(e =>
            {
                var rulebook = library.Get(e);
                return new Coverage(screener is null ? null : new Checker(rulebook, screener, reader), questions, rulebook).Run(library.Examples(e), e.InForce > Doors.Today ? e.InForce : Doors.Today, only);
            }).ToArray();
            if (parsed.GetValue(Format) is "json")
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(rows, EngineJson.Readable.IReadOnlyListClauseCoverage));
            }
            else
            {
                WriteCoverage(rows);
            }

            return (int)(rows.All(r => r.State is "works") ? ExitCode.Done : ExitCode.NotClear);
        });
        return command;
    }

    private static void WriteCoverage(IReadOnlyList<ClauseCoverage> rows)
    {
        foreach (var row in rows.Where(r => r.Door is not "none"))
        {
            Console.Out.WriteLine($"{row.State,-8} {row.Passed}/{row.Total} {row.Clause} ({row.Door})");
            foreach (var failing in row.Failing)
            {
                Console.Out.WriteLine($"           {failing.Example}: {failing.Reason}");
            }
        }

        foreach (var policy in rows.GroupBy(r => (Policy: r.Clause[..r.Clause.LastIndexOf('-', r.Clause.LastIndexOf('-') - 1)], r.Door)).OrderBy(g => g.Key.Policy, StringComparer.Ordinal))
        {
            var waiting = policy.SelectMany(r => r.Failing).Count(f => f.Reason.StartsWith("It waits", StringComparison.Ordinal));
            var (passed, total) = (policy.Sum(r => r.Passed), policy.Sum(r => r.Total));
            var share = total > waiting ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {100.0 * passed / (total - waiting):0} % of the others") : "";
            Console.Out.WriteLine($"{policy.Key.Policy}, door {policy.Key.Door}: {passed} of {total} examples pass ({waiting} wait for a part not built{share}); {policy.Count(r => r.State is "works")} of {policy.Count()} clauses work, {policy.Count(r => r.State is "partly")} partly.");
        }
    }

    private static Command Check()
    {
        var folder = new Argument<string>("folder") { Description = "A rulebook's folder, as rulebooks/las/3.2." };
        var command = new Command("check", "Reads a rulebook's files and lists every problem as file:line: message.") { folder };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(folder);
            if (!Directory.Exists(path))
            {
                throw new Refusal(ExitCode.WrongUse, $"There is no folder {path}.");
            }

            var (rulebook, problems) = RulebookFolder.Read(path);
            var all = problems.Concat(rulebook is null ? [] : ExampleFolder.Read(path, rulebook).Problems).ToArray();
            foreach (var problem in all)
            {
                Console.Out.WriteLine(problem);
            }

            Console.Out.WriteLine(all.Length == 0 ? "No problems." : $"{all.Length} problem(s).");
            return (int)(all.Length == 0 ? ExitCode.Done : ExitCode.NotClear);
        });
        return command;
    }

    private static Argument<string> Id(string name) => new(name) { Description = "A policy, as las, or las@3.2 for one version." };

    private static void Table(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 200;
        }

        console.Write(table);
    }
}
