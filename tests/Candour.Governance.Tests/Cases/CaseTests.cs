using Candour.Engine.Procedures;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Registers;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Cases;

public class CaseTests
{
    [Theory]
    [EachDatabase]
    public async Task Case_FromReportToClosed_KeepsEveryStep(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse);

        Assert.Equal("tell", Assert.Single(await house.WorkAsync(house.Nurse)).Task.Step);
        Assert.True((await house.WorkAsync(house.Nurse))[0].Task.AtOnce);
        House.Refused("field.required", await house.AnswerAsync(house.Nurse, matter, StepAnswer.Of("tell")));
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));

        // Security was told, and decides together with the guardian.
        Assert.Equal(2, (await house.WorkAsync(house.Guard)).Count);
        House.Refused("step.with", await house.AnswerAsync(house.Nurse, matter, StepAnswer.Of("serious", "no") with { Reason = "a child's birthday" }));
        House.Good(await house.AnswerAsync(house.Guard, matter, StepAnswer.Of("serious", "no") with { Reason = "a child's birthday" }));
        House.Refused("step.disagree", await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "yes") with { Reason = "a child's birthday" }));
        House.Good(await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "a child's birthday" }));

        var late = Assert.Single(await house.WorkAsync(house.Lead)).Task;
        Assert.Equal("manager", late.Step);
        Assert.Equal(new DateTimeOffset(2026, 6, 4, 23, 0, 0, TimeSpan.Zero), late.DueAt); // three working days after Monday 1 June, at midnight in London
        House.Refused("case.steps-open", await new CloseCase(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Outcome = "done" }, House.Cancel));
        House.Good(await house.AnswerAsync(house.Lead, matter, new() { Step = "manager", Skip = "they left the ward" }));
        var ended = House.Good(await house.AnswerAsync(house.Nurse, matter, StepAnswer.Of("write") with { Fields = new Dictionary<string, FieldValue> { ["outcome"] = FieldValue.Of("deleted by themselves") } }));
        Assert.Equal(CaseState.Ended, ended.State);

        var close = new CloseCase(house.House.Operations, CaseHouse.Access);
        House.Refused("case.not-told", await close.RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Outcome = "done" }, House.Cancel));
        House.Good(await new TellPerson(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, ToldAt = house.House.Clock.GetUtcNow(), Why = "told on the ward" }, House.Cancel));
        House.Good(await close.RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Outcome = "done" }, House.Cancel));
        House.Refused("case.closed", await new AddNote(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Text = "late" }, House.Cancel));
        House.Good(await new ReopenCase(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Why = "something new" }, House.Cancel));

        await using var db = house.House.Read(House.Bellweather);
        var lines = await db.RegisterLines.OrderBy(l => l.At).ToListAsync(House.Cancel);
        Assert.Equal([true, false], lines.Select(l => l.IsCorrected));
        Assert.Contains("deleted by themselves", lines[1].Fields, StringComparison.Ordinal);
        Assert.DoesNotContain("deleted", lines[1].Words, StringComparison.Ordinal);
        Assert.Equal(["tell", "serious", "manager", "write"], await db.CaseAnswers.OrderBy(a => a.Number).Select(a => a.Step).ToListAsync(House.Cancel));
        var story = await CaseStory.ReadAsync(db, matter, looks: true, House.Cancel);
        Assert.Contains(story, l => l is { What: "answer", By: "Leila Lead" });
        Assert.NotNull(await CaseExport.WriteAsync(db, matter, House.Cancel));
        await house.House.SealAsync();
    }

    [Theory]
    [EachDatabase]
    public async Task Open_SomebodyImplicated_NeitherTheyNorAnUnsureManagerLearnOfIt(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var before = await EverythingAsync(house, house.Colleague);
        var managerBefore = await EverythingAsync(house, house.Lead);

        var matter = await house.OpenAsync(house.Nurse, manager: null, people: new CasePart(Part.Implicated, house.Colleague.Reference, null));
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await house.AnswerAsync(house.Guard, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        House.Good(await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));

        Assert.Equal(before, await EverythingAsync(house, house.Colleague));
        Assert.Equal(managerBefore, await EverythingAsync(house, house.Lead));
        var above = Assert.Single(await house.WorkAsync(house.Director)).Task;
        Assert.Equal("manager", above.Step);
        Assert.NotNull(above.Rerouted);
        House.Refused("case.not-found", await house.AnswerAsync(house.Lead, matter, new() { Step = "manager", Done = true }));
        House.Refused("task.cannot", await new AssignTask(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Director), new() { Task = above.Reference, To = house.Lead.Reference, Why = House.Why }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Open_EverybodyInARoleImplicated_GoesOneLevelUp(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse, people: new CasePart(Part.Implicated, house.Guard.Reference, null));
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));

        Assert.Empty(await house.WorkAsync(house.Guard));
        Assert.Contains(await house.WorkAsync(house.Director), w => w.Task is { Step: "serious", Rerouted: not null });
    }

    [Theory]
    [EachDatabase]
    public async Task Answer_TwoAtOnce_OneWinsAndTheOtherIsTold(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        for (var round = 0; round < 5; round++)
        {
            var matter = await house.OpenAsync(house.Nurse);
            var both = await Task.WhenAll(house.AnswerAsync(house.Nurse, matter, CaseHouse.Told), house.AnswerAsync(house.Guardian, matter, CaseHouse.Told));

            Assert.Single(both, r => r.Error is null);
            House.Refused("step.answered", Assert.Single(both, r => r.Error is not null));
            await using var db = house.House.Read(House.Bellweather);
            Assert.Equal(1, await db.CaseAnswers.CountAsync(a => a.Matter == matter, House.Cancel));
            Assert.Equal(1, await db.RegisterLines.CountAsync(l => l.Matter == matter, House.Cancel));
        }
    }

    [Theory]
    [EachDatabase]
    public async Task Evidence_OfAnImageOfAbuse_HasNoWayIn(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var add = new AddEvidence(house.House.Operations, CaseHouse.Access, house.Shelf);
        var abuse = await house.OpenAsync(house.Nurse, "abuse");
        var filming = await house.OpenAsync(house.Nurse);
        AddEvidence.Request File(Reference matter, string name = "page.png", int size = 3) => new() { Case = matter, Name = name, Content = new byte[size], Description = "a page as seen" };

        House.Refused("file.refused", await add.RunAsync(CaseHouse.As(house.Nurse), File(abuse), House.Cancel));
        House.Refused("file.kind", await add.RunAsync(CaseHouse.As(house.Nurse), File(filming, "page.html"), House.Cancel));
        House.Refused("file.kind", await add.RunAsync(CaseHouse.As(house.Nurse), File(filming, "tool.exe"), House.Cancel));
        House.Refused("file.size", await add.RunAsync(CaseHouse.As(house.Nurse), File(filming, size: 0), House.Cancel));
        House.Refused("note.data", await new AddNote(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Nurse), new() { Case = abuse, Text = "see data:image/png;base64,iVBORw0KGgo=" }, House.Cancel));
        House.Refused("note.data", await house.TryOpenAsync(house.Nurse, text: new string('A', 300)));
        var kept = House.Good(await add.RunAsync(CaseHouse.As(house.Nurse), File(filming, "../../page.png"), House.Cancel));

        Assert.Equal("page.png", kept.Name);
        Assert.Equal("709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c", kept.Sha256);
    }

    [Theory]
    [EachDatabase]
    public async Task Verify_WhatIsKeptBesideTheLedger_TellsEachChange(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        var note = House.Good(await new AddNote(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Nurse), new() { Case = matter, Text = "they left" }, House.Cancel));
        var file = House.Good(await new AddEvidence(house.House.Operations, CaseHouse.Access, house.Shelf).RunAsync(CaseHouse.As(house.Nurse), new() { Case = matter, Name = "a.png", Content = new byte[] { 1, 2, 3 }, Description = "a page" }, House.Cancel));
        await house.House.SealAsync();

        async Task<Candour.Engine.Evidence.LedgerReport> VerifyAsync() => (await new Candour.Governance.Ledger.LedgerCheck(house.House.Store).VerifyAsync(House.Bellweather, house.House.Keys, null, House.Cancel))!;

        Assert.Equal(Candour.Engine.Evidence.Standing.Holds, (await VerifyAsync()).Outcome);
        foreach (var (change, back) in new[]
        {
            ($"UPDATE case_notes SET \"Text\" = 'they stayed' WHERE \"Reference\" = '{note.Reference}'", $"UPDATE case_notes SET \"Text\" = 'they left' WHERE \"Reference\" = '{note.Reference}'"),
            ($"UPDATE matters SET \"Text\" = 'Nobody filmed.' WHERE \"Reference\" = '{matter}'", $"UPDATE matters SET \"Text\" = 'Somebody filmed in the lounge.' WHERE \"Reference\" = '{matter}'"),
            ($"UPDATE case_answers SET \"Number\" = 7 WHERE \"Matter\" = '{matter}'", $"UPDATE case_answers SET \"Number\" = 1 WHERE \"Matter\" = '{matter}'"),
            ("UPDATE register_lines SET \"Fields\" = '{}'", ""),
        })
        {
            await house.House.TamperAsync(change.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            var report = await VerifyAsync();
            Assert.Equal(Candour.Engine.Evidence.Standing.Altered, report.Outcome);
            Assert.All(report.Problems, p => Assert.Equal("thing-changed", p.Kind));
            if (back.Length > 0)
            {
                await house.House.TamperAsync(back);
                Assert.Equal(Candour.Engine.Evidence.Standing.Holds, (await VerifyAsync()).Outcome);
            }
        }

        Assert.NotEqual(default, file.Reference);
    }

    [Theory]
    [EachDatabase]
    public async Task Look_OfWhoeverWasTold_IsTheirReceipt(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await new RecordLook(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guard), matter, "a task of mine", House.Cancel));

        Assert.DoesNotContain(await house.WorkAsync(house.Guard), w => w.Task.News);
        await using var db = house.House.Store.Read(CaseHouse.As(house.Guard));
        Assert.True(await RecordLook.IsRecordedAsync(db, matter, house.House.Clock.GetUtcNow(), House.Cancel));
        House.Refused("case.not-found", await new RecordLook(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Colleague), matter, "curious", House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Recuse_Handler_LosesTheCaseAndItsTasks(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await new Recuse(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Why = "I know them" }, House.Cancel));

        Assert.Empty(await house.WorkAsync(house.Guardian));
        House.Refused("case.not-found", await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
    }

    [Theory]
    [EachDatabase]
    public async Task Merge_WhereSomebodyMustNotKnow_IsRefused(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var hidden = await house.OpenAsync(house.Nurse, people: new CasePart(Part.Implicated, house.Colleague.Reference, null));
        var open = await house.OpenAsync(house.Nurse);
        var another = await house.OpenAsync(house.Nurse);
        var merge = new MergeCase(house.House.Operations, CaseHouse.Access);

        House.Refused("merge.walls", await merge.RunAsync(CaseHouse.As(house.Nurse), new() { Case = hidden, Into = open, Why = House.Why }, House.Cancel));
        House.Good(await merge.RunAsync(CaseHouse.As(house.Nurse), new() { Case = another, Into = open, Why = House.Why }, House.Cancel));
        House.Refused("case.merged", await house.AnswerAsync(house.Nurse, another, CaseHouse.Told));
    }

    [Theory]
    [EachDatabase]
    public async Task Register_ForWhoMayRead_HidesRestrictedColumnsAndCorrectsWithHistory(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        var register = CaseHouse.Policy.Registers[0];

        async Task<List<RegisterLine>> LinesAsync(Governance.People.Person person, RegisterFilter? filter = null)
        {
            await using var db = house.House.Store.Read(CaseHouse.As(person));
            var viewer = (await Viewer.LoadAsync(db, person.Reference, House.Today, House.Cancel))!;
            return await RegisterList.Lines(db, viewer, "steps", register, filter ?? new()).ToListAsync(House.Cancel);
        }

        Assert.Empty(await LinesAsync(house.Nurse));
        var line = Assert.Single(await LinesAsync(house.Director));
        Assert.Equal(["a flash in the corridor", null], RegisterList.Columns(line, register, restricted: false));
        Assert.Empty(await LinesAsync(house.Director, new() { Words = "lounge" }));
        Assert.Single(await LinesAsync(house.Director, new() { Words = "CORRIDOR flash", From = House.Today, Until = House.Today }));

        var correct = new CorrectLine(house.House.Operations, CaseHouse.Access, house.Shelf);
        var change = new CorrectLine.Request { Line = line.Reference, Fields = new Dictionary<string, string> { ["belief"] = "=a flash in the hall" }, Why = "wrong place" };
        House.Refused("line.not-found", await correct.RunAsync(CaseHouse.As(house.Colleague), change, House.Cancel));
        House.Refused("line.role", await correct.RunAsync(CaseHouse.As(house.Nurse), change, House.Cancel));
        House.Good(await correct.RunAsync(CaseHouse.As(house.Guard), change, House.Cancel));
        House.Refused("line.corrected", await correct.RunAsync(CaseHouse.As(house.Guard), change, House.Cancel));
        Assert.Equal(2, (await LinesAsync(house.Director, new() { Corrected = true })).Count);

        using var csv = new MemoryStream();
        RegisterExport.WriteCsv(csv, register, await LinesAsync(house.Director), restricted: false);
        Assert.Contains("'=a flash", System.Text.Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        using var excel = new MemoryStream();
        RegisterExport.WriteExcel(excel, register, await LinesAsync(house.Director), restricted: false);
        Assert.Equal((byte)'P', excel.ToArray()[0]);
    }

    // Every row that somebody's context gives, as text.
    private static async Task<string> EverythingAsync(CaseHouse house, Governance.People.Person person)
    {
        await using var db = house.House.Store.Read(CaseHouse.As(person));
        var viewer = (await Viewer.LoadAsync(db, person.Reference, House.Today, House.Cancel))!;
        var rows = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => typeof(OfMatter).IsAssignableFrom(t.ClrType)))
        {
            rows.Add($"{type.ClrType.Name} {await CountAsync(db, type.ClrType)}");
        }

        rows.Add($"matters {await CaseHouse.Access.Matters(db, viewer).CountAsync(House.Cancel)} work {await MyWork.CountAsync(db, viewer, house.House.Clock.GetUtcNow(), House.Cancel)}");
        rows.Add($"entries {await db.Entries.CountAsync(e => e.What.StartsWith("case") || e.What.StartsWith("step"), House.Cancel)}");
        return string.Join('\n', rows);
    }

    private static Task<int> CountAsync(GovernanceContext db, Type type) =>
        (Task<int>)typeof(CaseTests).GetMethod(nameof(CountOfAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [db])!;

    private static Task<int> CountOfAsync<T>(GovernanceContext db) where T : class => db.Set<T>().CountAsync(House.Cancel);
}
