using System.Text;
using Candour.Engine.Procedures;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Cases;

/// <summary>A process that is killed with steps of many cases in the middle: this assembly once more, as a child.</summary>
public class KilledStepTests
{
    private const int Enough = 120;

    private const int Cases = 400;

    [Theory]
    [EachDatabase]
    public async Task Kill_InTheMiddleOfSteps_LeavesEachDoneOrUndone(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var acknowledged = Path.Combine(house.House.KeysAt, "acknowledged");
        using var child = Child.Start(typeof(KilledStepTests), nameof(Answer_AsTheChild), house.House.Folder, house.House.Connection, acknowledged);
        var output = child.StandardOutput.ReadToEndAsync(House.Cancel);
        for (var tries = 0; !File.Exists(acknowledged) || Lines(acknowledged).Length < Enough; tries++)
        {
            Assert.False(child.HasExited, child.HasExited ? await output : "");
            Assert.True(tries < 30_000, "the child has not answered enough in ten minutes");
            await Task.Delay(20, House.Cancel);
        }

        child.Kill();
        await child.WaitForExitAsync(House.Cancel);
        var told = Lines(acknowledged).Select(l => l.Split(' ')).ToArray();
        Assert.InRange(told.Length, Enough, (Cases * 4) - 1); // killed amid them, not after

        await house.House.Store.MigrateAsync(House.Cancel);
        await house.House.SealAsync();
        await using var db = house.House.Read(House.Bellweather);
        var answers = (await db.CaseAnswers.ToListAsync(House.Cancel)).ToLookup(a => a.Matter);
        var tasks = (await db.CaseTasks.ToListAsync(House.Cancel)).ToLookup(t => t.Matter);
        var lines = (await db.RegisterLines.ToListAsync(House.Cancel)).ToLookup(l => l.Matter);
        var entries = (await db.Entries.ToListAsync(House.Cancel)).ToLookup(e => e.Subject);
        var cases = await db.Cases.ToListAsync(House.Cancel);
        foreach (var one in cases)
        {
            var matter = one.Matter;
            var walk = await CaseSteps.ReplayAsync(db, one, house.Shelf, House.Cancel); // throws where an answer is half there
            var open = tasks[matter].Where(t => t is { DoneAt: null, News: false }).ToArray();
            var waiting = tasks[matter].Count(t => t.Said is not null) - (answers[matter].Any(a => a.Step == "serious") ? 2 : 0);

            Assert.Equal(one.Answers, answers[matter].Count());
            Assert.Equal(walk.Open.Select(o => o.Id), open.Select(t => t.Step).Distinct());
            Assert.Equal(answers[matter].Any(a => a.Step == "tell") ? 1 : 0, lines[matter].Count());
            Assert.Equal(answers[matter].Any(a => a.Step == "tell") ? 1 : 0, tasks[matter].Count(t => t.News));
            Assert.Equal(one.Answers + waiting + (answers[matter].Any(a => a.Step == "serious") ? 1 : 0), entries[matter.Text].Count(e => e.What == "step-answered"));
            Assert.Single(entries[matter.Text], e => e.What == "case-opened");
        }

        Assert.All(told, t => Assert.Contains(cases, c => c.Matter.Text == t[1]));
        Assert.All(told.Where(t => t[0] is "tell" or "serious"), t => Assert.Contains(answers[new Reference(t[1])], a => a.Step == t[0]));
        Assert.All(told.Where(t => t[0] is "said"), t => Assert.Contains(tasks[new Reference(t[1])], k => k is { Step: "serious", Said: "no" }));
        Assert.Equal(Engine.Evidence.Standing.Holds, (await new LedgerCheck(house.House.Store).VerifyAsync(House.Bellweather, house.House.Keys, null, House.Cancel))!.Outcome);
    }

    [Fact(Explicit = true)]
    public async Task Answer_AsTheChild()
    {
        if (!Child.IsOne(out var folder, out var connection, out var acknowledged))
        {
            Assert.Skip("Only the test above runs this.");
            return;
        }

        using var store = Store.Open(folder, connection);
        var operations = new Operations(store, TimeProvider.System, new CollectingOutbox());
        var shelf = new RulebookShelf((_, _) => CaseHouse.Policy);
        Scope nurse, guard, guardian;
        await using (var db = store.Read(Scope.OfSystem(House.Bellweather, "child")))
        {
            var people = await db.People.ToDictionaryAsync(p => p.Name, p => Scope.Of(House.Bellweather, p.Reference), House.Cancel);
            (nurse, guard, guardian) = (people["Nia Nurse"], people["Sami Security"], people["Gwen Guardian"]);
        }

        await using var file = new FileStream(acknowledged, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var telling = new Lock();
        await Parallel.ForEachAsync(Enumerable.Range(0, Cases), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = House.Cancel }, async (_, cancel) =>
        {
            var matter = House.Good(await new OpenCase(operations).RunAsync(nurse, new() { Rulebook = CaseHouse.Policy, Procedure = "filming", Text = "Somebody filmed in the lounge.", ManagerImplicated = false }, cancel)).Matter;
            Tell("open", matter);
            await AnswerAsync("tell", nurse, matter, CaseHouse.Told);
            await AnswerAsync("said", guard, matter, StepAnswer.Of("serious", "no") with { Reason = "r" });
            await AnswerAsync("serious", guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "r" });
        });

        async Task AnswerAsync(string what, Scope by, Reference matter, StepAnswer answer)
        {
            House.Good(await new AnswerStep(operations, CaseHouse.Access, shelf).RunAsync(by, new() { Case = matter, Answer = answer }, House.Cancel));
            Tell(what, matter);
        }

        void Tell(string what, Reference matter)
        {
            lock (telling)
            {
                file.Write(Encoding.ASCII.GetBytes($"{what} {matter}\n"));
            }
        }
    }

    private static string[] Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}
