using Candour.Engine.Procedures;
using Candour.Engine.Time;
using Candour.Governance.Cases;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Cases;

public class CaseClockTests
{
    // The house's clock stands at Monday 1 June 2026.
    private static readonly DateTimeOffset FifthWorkingDay = new(2026, 6, 8, 23, 0, 0, TimeSpan.Zero);

    [Theory]
    [EachDatabase]
    public async Task Open_OrganisationChoseAnotherTime_CaseCountsByItAndKeepsIt(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var before = await WrittenAsync(house);
        await ChooseAsync(house, "2 working days");
        var after = await WrittenAsync(house);
        await ChooseAsync(house, "8 working days");

        Assert.Equal(FifthWorkingDay, await DueAsync(house, before));
        Assert.Equal(new DateTimeOffset(2026, 6, 3, 23, 0, 0, TimeSpan.Zero), await DueAsync(house, after));
        Assert.Null((await WalkAsync(house, before)).Open[0].Due!.Local);
        var due = (await WalkAsync(house, after)).Open[0].Due!;
        Assert.Equal(("2 working days", "5 working days"), (due.Local!.Value, due.Local.Otherwise));
        Assert.Equal("2026-06-03", due.Until()!.Written);
    }

    [Theory]
    [EachDatabase]
    public async Task Clock_StoppedAndSetGoing_MovesTheDayAndAReplayCountsTheSame(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await WrittenAsync(house);
        House.Refused("clock.handler", await MoveAsync(house, matter, ClockChange.Stop));
        House.Good(await new TakeCase(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Nurse), new() { Case = matter, Why = House.Why }, House.Cancel));
        House.Refused("operation.why", await MoveAsync(house, matter, ClockChange.Stop, why: ""));
        House.Refused("note.data", await MoveAsync(house, matter, ClockChange.Stop, why: "data:image/png;base64,AAAA"));
        House.Refused("case.not-found", await MoveAsync(house, matter, ClockChange.Stop, by: house.Colleague.Reference));
        House.Refused("clock.stands", await MoveAsync(house, matter, ClockChange.GoOn));
        House.Refused("step.value", await MoveAsync(house, matter, "wind-up"));

        house.House.Clock.Advance(TimeSpan.FromDays(1));
        House.Good(await MoveAsync(house, matter, ClockChange.Stop));
        Assert.Null(await DueAsync(house, matter));
        House.Refused("clock.stands", await MoveAsync(house, matter, ClockChange.Stop));
        house.House.Clock.Advance(TimeSpan.FromDays(2));
        House.Good(await MoveAsync(house, matter, ClockChange.GoOn));
        Assert.Equal(FifthWorkingDay.AddDays(2), await DueAsync(house, matter)); // Tuesday to Thursday: two working days

        House.Refused("clock.limit", await MoveAsync(house, matter, ClockChange.Extend, "11 working days"));
        House.Refused("clock.limit", await MoveAsync(house, matter, ClockChange.Extend, "1 month"));
        House.Good(await MoveAsync(house, matter, ClockChange.Extend, "6 working days"));
        House.Refused("clock.limit", await MoveAsync(house, matter, ClockChange.Extend, "5 working days"));

        var until = (await WalkAsync(house, matter)).Open[0].Due!.Until()!;
        Assert.Equal("begun Monday 1 June 2026 at 10:30, 5 working days, stopped from Tuesday 2 June 2026 to Thursday 4 June 2026 (we wait for them), 2 working days, extended (we wait for them), 6 working days: Thursday 18 June 2026", until.Explanation);
        Assert.Equal(until.LateAfter, await DueAsync(house, matter));
        await using var db = house.House.Read(House.Bellweather);
        Assert.Equal(["clock-stopped", "clock-set-going", "clock-extended"], await db.Entries.Where(e => e.What.StartsWith("clock-")).OrderBy(e => e.At).Select(e => e.What).ToListAsync(House.Cancel));
        Assert.Equal(3, (await CaseStory.ReadAsync(db, matter, looks: false, House.Cancel)).Count(l => l is { What: "answer", Step: "write" }));
        House.Good(await house.AnswerAsync(house.Nurse, matter, StepAnswer.Of("write")));
        House.Refused("walk.ended", await MoveAsync(house, matter, ClockChange.Extend, "1 working day"));
        await house.House.SealAsync();
    }

    [Theory]
    [EachDatabase]
    public async Task Clock_OfThePolicyOrNotRunning_CannotBeMoved(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await new TakeCase(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Nurse), new() { Case = matter, Why = House.Why }, House.Cancel));

        House.Refused("clock.none", await MoveAsync(house, matter, ClockChange.Stop, step: "tell"));
        House.Refused("step.not-open", await MoveAsync(house, matter, ClockChange.Stop));
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await house.AnswerAsync(house.Guard, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        House.Good(await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        House.Refused("clock.fixed", await MoveAsync(house, matter, ClockChange.Stop, step: "manager"));
        House.Refused("clock.fixed", await MoveAsync(house, matter, ClockChange.Extend, "1 working day", "manager"));
        House.Good(await house.AnswerAsync(house.Lead, matter, new() { Step = "manager", Skip = "r" }));
        house.House.Clock.Advance(TimeSpan.FromDays(30));
        House.Refused("clock.over", await MoveAsync(house, matter, ClockChange.Stop));
        House.Good(await MoveAsync(house, matter, ClockChange.Extend, "9 working days"));
    }

    // Up to the step whose time the policy leaves open.
    private static async Task<Reference> WrittenAsync(CaseHouse house)
    {
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await house.AnswerAsync(house.Guard, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        House.Good(await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "r" }));
        House.Good(await house.AnswerAsync(house.Lead, matter, new() { Step = "manager", Skip = "r" }));
        return matter;
    }

    private static Task<Result<Case>> MoveAsync(CaseHouse house, Reference matter, string what, string? more = null, string step = "write", string why = "we wait for them", Reference? by = null) =>
        new ChangeClock(house.House.Operations, CaseHouse.Access, house.Shelf).RunAsync(
            Scope.Of(House.Bellweather, by ?? house.Nurse.Reference), new() { Case = matter, Step = step, Change = new(what, more is null ? null : Period.Parse(more)), Why = why }, House.Cancel);

    private static async Task ChooseAsync(CaseHouse house, string value) =>
        House.Good(await new ChangeSetting(house.House.Operations).RunAsync(CaseHouse.As(house.Director), new() { Rulebook = CaseHouse.Policy, Setting = "write-within", Value = value, From = House.Today, Why = House.Why }, House.Cancel));

    private static async Task<DateTimeOffset?> DueAsync(CaseHouse house, Reference matter)
    {
        await using var db = house.House.Read(House.Bellweather);
        return await db.CaseTasks.Where(t => t.Matter == matter && t.Step == "write").Select(t => t.DueAt).SingleAsync(House.Cancel);
    }

    private static async Task<Walk> WalkAsync(CaseHouse house, Reference matter)
    {
        await using var db = house.House.Read(House.Bellweather);
        return await CaseSteps.ReplayAsync(db, await db.Cases.SingleAsync(c => c.Matter == matter, House.Cancel), house.Shelf, House.Cancel);
    }
}
