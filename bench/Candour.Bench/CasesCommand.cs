using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Bench;

/// <summary>Many cases on SQLite: how long "my work" takes to open for one of two hundred people, and one case, answers replayed.</summary>
internal static class CasesCommand
{
    private const string Organisation = "bench";
    private const int People = 200;
    private const int Runs = 400;
    private const int Batch = 2000;

    public static async Task<int> RunAsync(string compiled, string[] args)
    {
        var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 100_000;
        var library = Library.Open(compiled);
        var rulebook = library.Get(library.Contents.Rulebooks.First(r => r.Id == "lpt"));
        var procedure = rulebook.Procedures.First(p => p.Id == "suspected-recording");
        var (answers, open) = Answered(rulebook, procedure);
        var folder = Directory.CreateTempSubdirectory("candour-bench-").FullName;
        try
        {
            using var store = Store.Open(folder);
            await store.MigrateAsync(CancellationToken.None);
            var operations = new Operations(store, TimeProvider.System);
            var system = Scope.OfSystem(Organisation, "bench");
            await new RegisterOrganisation(operations).RunAsync(Scope.OfInstallation("bench"), new() { Id = Organisation, Name = "Bench", Why = "a benchmark" }, CancellationToken.None);
            await new AdoptVersion(operations).RunAsync(system, new() { Rulebook = rulebook, From = rulebook.InForce, Why = "a benchmark" }, CancellationToken.None);
            var people = await PeopleAsync(operations, system, rulebook);
            var start = Stopwatch.GetTimestamp();
            var matters = new List<Reference>();
            for (var at = 0; at < count; at += Batch)
            {
                matters.AddRange(await FillAsync(operations, system, rulebook, procedure, people, answers, open, at, Math.Min(Batch, count - at)));
            }

            Console.WriteLine($"{count:N0} cases filled in, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {new FileInfo(Path.Combine(folder, Store.FileName)).Length / 1e6:N0} MB");
            var shelf = new RulebookShelf((_, _) => rulebook);
            var random = new Random(7);
            var today = TimeProvider.System.Today();
            await TimeAsync("my work, with counts", async () =>
            {
                var person = people[random.Next(People)];
                await using var db = store.Read(Scope.Of(Organisation, person));
                var viewer = (await Viewer.LoadAsync(db, person, today, CancellationToken.None))!;
                await MyWork.OpenAsync(db, viewer, 0, CancellationToken.None);
                await MyWork.CountAsync(db, viewer, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            });
            await TimeAsync("one case, replayed", async () =>
            {
                var matter = matters[random.Next(matters.Count)];
                await using var db = store.Read(Scope.Of(Organisation, people[0]));
                var one = await db.Cases.SingleAsync(c => c.Matter == matter);
                await db.CaseTasks.Where(t => t.Matter == matter).ToListAsync();
                await db.CasePeople.Where(p => p.Matter == matter).ToListAsync();
                await CaseSteps.ReplayAsync(db, one, shelf, CancellationToken.None);
            });
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (IReadOnlyList<string> Answers, string Open) Answered(Rulebook rulebook, Procedure procedure)
    {
        var walk = Walk.Begin(rulebook, procedure, new FactSet(), TimeProvider.System.GetUtcNow());
        for (var n = 0; n < 3 && walk.Open.FirstOrDefault(o => !o.Anytime) is { } step; n++)
        {
            var fields = step.Fields.Where(f => f.Required && f.Kind is "text").ToDictionary(f => f.Id, _ => FieldValue.Of("some words"));
            var answer = walk.AsExpected(step.Values is { } values ? StepAnswer.Of(step.Id, values.Keys.Last()) : StepAnswer.Of(step.Id)) with { Fields = fields, Reason = "a reason" };
            walk = walk.Answer(answer).Walk ?? walk;
        }

        return ([.. walk.Answers.Select(a => JsonSerializer.Serialize(a, EngineJson.Line.StepAnswer))], walk.Open[0].Id);
    }

    private static async Task<IReadOnlyList<Reference>> PeopleAsync(Operations operations, Scope system, Rulebook rulebook)
    {
        var people = new List<Reference>();
        for (var n = 0; n < People; n++)
        {
            var added = await new AddPerson(operations).RunAsync(system, new() { StaffNumber = $"B{n}", Name = $"Invented Person {n}", JoinedOn = new(2020, 1, 1), Why = "a benchmark" }, CancellationToken.None);
            people.Add(added.Value!.Reference);
        }

        for (var n = 0; n < People; n++)
        {
            await new GrantRole(operations).RunAsync(system, new() { Person = people[n], Rulebook = rulebook, Role = rulebook.Roles[n % rulebook.Roles.Count].Id, From = TimeProvider.System.Today(), Why = "a benchmark" }, CancellationToken.None);
        }

        return people;
    }

    // One operation a batch: cases come one by one in life, and the rows are the same.
    private static async Task<IReadOnlyList<Reference>> FillAsync(
        Operations operations, Scope system, Rulebook rulebook, Procedure procedure, IReadOnlyList<Reference> people, IReadOnlyList<string> answers, string open, int from, int count)
    {
        var matters = new List<Reference>();
        var done = await operations.RunAsync<object>(system, "bench-filled", "a benchmark", operation =>
        {
            matters.Clear();
            for (var n = from; n < from + count; n++)
            {
                var (reporter, matter, at) = (people[n % People], Reference.New(), operation.At.AddMinutes(-n));
                matters.Add(matter);
                operation.Db.Matters.Add(new() { Organisation = Organisation, Reference = matter, Policy = rulebook.Id, Kind = procedure.Kind, Text = "Somebody filmed.", OpenedAt = at, Reporter = reporter });
                operation.Db.Cases.Add(new() { Organisation = Organisation, Matter = matter, Policy = rulebook.Id, Version = rulebook.Version, Procedure = procedure.Id, Facts = "{}", OpenedAt = at });
                operation.Db.CasePeople.Add(new() { Organisation = Organisation, Reference = Reference.New(), Matter = matter, Part = Part.Reporter, Person = reporter });
                operation.Db.CaseAnswers.AddRange(answers.Select((a, i) => new CaseAnswer { Organisation = Organisation, Matter = matter, Number = i + 1, Step = "step", Answer = a, At = at, By = reporter.Text }));

                // One case in three waits for somebody: for whoever holds one of the roles.
                if (n % 3 == 0)
                {
                    var role = rulebook.Roles[n / 3 % rulebook.Roles.Count].Id;
                    operation.Db.CaseTasks.Add(new() { Organisation = Organisation, Reference = Reference.New(), Matter = matter, Step = open, Role = role, OpenedAt = at, DueAt = at.AddDays(3) });
                }
            }

            operation.Record("bench", new JsonObject { ["cases"] = count });
            return Task.FromResult<Candour.Governance.Result<object>>(new object());
        }, CancellationToken.None);
        return done.Error is { } error ? throw new InvalidOperationException(error.Message) : matters;
    }

    private static async Task TimeAsync(string what, Func<Task> work)
    {
        for (var n = 0; n < 20; n++)
        {
            await work();
        }

        var times = new double[Runs];
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        for (var n = 0; n < Runs; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Array.Sort(times);
        Console.WriteLine($"{what}: median {times[Runs / 2]:0.0} ms, 95th percentile {times[Runs * 95 / 100]:0.0} ms ({processor.TotalMilliseconds / Runs:0.0} ms of processor each)");
    }
}
