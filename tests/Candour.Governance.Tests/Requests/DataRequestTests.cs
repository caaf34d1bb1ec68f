using Candour.Engine.Evidence;
using Candour.Engine.Procedures;
using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Requests;
using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Governance.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Requests;

public class DataRequestTests
{
    private static readonly AccessPolicy Access = new([.. CaseHouse.Access.Rules, new("candour", "information-governance", OwnRulebook.DataRequest, Relation.Organisation)]);

    [Theory]
    [EachDatabase]
    public async Task Request_FromAskingToTheAnswer_GivesWhatWasReleased_AndTheRequesterSeesNothingElse(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var (officer, _) = await OfficersAsync(house);
        var about = await house.OpenAsync(house.Colleague, people: new CasePart(Part.Implicated, house.Nurse.Reference, null));
        House.Good(await new AddNote(house.House.Operations, Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = about, Text = "A colleague said so." }, House.Cancel));
        var unrelated = await house.OpenAsync(house.Colleague);

        var reply = House.Good(await new AskForData(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(house.Nurse), new(), House.Cancel));
        Assert.Equal(House.Today.AddMonths(1), reply.DueOn);
        House.Refused("request.open", await new AskForData(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(house.Nurse), new(), House.Cancel));
        var task = Assert.Single(await house.WorkAsync(officer));
        var request = task.Case.Matter;
        Assert.Equal(Instants.StartOf(House.Today.AddMonths(1).AddDays(1)), task.Task.DueAt);
        Assert.Empty(await house.WorkAsync(house.Guardian));
        await AssertHiddenAsync(house, house.Nurse, request, about);

        var items = await ItemsAsync(house, officer, request);
        Assert.Contains(items, i => i.Item == $"matter/{about}");
        Assert.Contains(items, i => i.Text == "A colleague said so.");
        Assert.DoesNotContain(items, i => i.Matter == unrelated);
        House.Good(await new LookForRequest(house.House.Operations, Access).RunAsync(CaseHouse.As(officer), request, about, House.Cancel));
        House.Refused("case.not-found", await new LookForRequest(house.House.Operations, Access).RunAsync(CaseHouse.As(officer), request, unrelated, House.Cancel));
        House.Refused("case.not-found", await new LookForRequest(house.House.Operations, Access).RunAsync(CaseHouse.As(house.Guardian), request, about, House.Cancel));
        Assert.Contains(await house.House.EntriesAsync(House.Bellweather), e => e.Subject == about.Text && e.What == RecordLook.What && e.By == officer.Reference.Text && e.Why!.Contains(request.Text, StringComparison.Ordinal));

        var (decide, answer) = (new DecideItems(house.House.Store, house.House.Operations, Access), new AnswerRequest(house.House.Store, house.House.Operations, Access, house.Shelf));
        var note = items.Single(i => i.Text == "A colleague said so.").Item;
        House.Refused("request.undecided", await answer.RunAsync(CaseHouse.As(officer), new() { Case = request, Words = "Here it is." }, House.Cancel));
        House.Refused("item.exemption", await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [note], Release = Release.Exempt, Why = "names somebody" }, House.Cancel));
        House.Refused("operation.why", await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [note], Release = Release.Exempt, Exemption = "third-party" }, House.Cancel));
        House.Refused("item.given", await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [note], Release = Release.Part, Exemption = "third-party", Why = "names somebody" }, House.Cancel));
        House.Refused("item.not-found", await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [$"matter/{unrelated}"], Release = Release.Whole }, House.Cancel));
        House.Refused("case.not-found", await decide.RunAsync(CaseHouse.As(house.Nurse), new() { Case = request, Items = [note], Release = Release.Whole }, House.Cancel));
        House.Good(await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [$"matter/{about}"], Release = Release.Exempt, Exemption = "crime", Why = "it is looked into" }, House.Cancel));
        House.Good(await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [note], Release = Release.Part, Exemption = "third-party", Given = "Somebody said so.", Why = "names somebody" }, House.Cancel));
        House.Good(await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [.. items.Select(i => i.Item).Where(i => i != note && i != $"matter/{about}")], Release = Release.Whole }, House.Cancel));
        House.Refused("request.page", await new AnswerStep(house.House.Operations, Access, house.Shelf).RunAsync(CaseHouse.As(officer), new() { Case = request, Answer = StepAnswer.Of("answer") with { Done = true } }, House.Cancel));

        var answered = House.Good(await answer.RunAsync(CaseHouse.As(officer), new() { Case = request, Words = "Here it is." }, House.Cancel));

        Assert.Contains("Somebody said so.", answered.Answer, StringComparison.Ordinal);
        Assert.Contains("Nia Nurse", answered.Answer, StringComparison.Ordinal);
        foreach (var kept in new[] { "A colleague said so.", "Somebody filmed in the lounge.", about.Text, request.Text, "exempt" })
        {
            Assert.DoesNotContain(kept, answered.Answer, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(await house.WorkAsync(officer));
        House.Refused("case.closed", await decide.RunAsync(CaseHouse.As(officer), new() { Case = request, Items = [note], Release = Release.Whole }, House.Cancel));
        await AssertHiddenAsync(house, house.Nurse, request, about);
        await house.House.SealAsync();
        Assert.Equal(Standing.Holds, (await new LedgerCheck(house.House.Store).VerifyAsync(House.Bellweather, house.House.Keys, null, House.Cancel))!.Outcome);

        // Three years later it is disposed of with everything that belongs to it, the reply too.
        house.House.Clock.Advance(TimeSpan.FromDays(366 * 3));
        House.Good(await new DisposeOfMatter(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(officer), new() { Matter = request, Rules = RetentionRule.Of(OwnRulebook.Value), DecidedBy = officer.Reference, Why = "over" }, House.Cancel));
        await using var db = house.House.Read(House.Bellweather);
        Assert.Equal((0, 0, 0), (await db.DataRequests.CountAsync(House.Cancel), await db.DataReplies.CountAsync(House.Cancel), await db.DataDecisions.CountAsync(House.Cancel)));
    }

    [Theory]
    [EachDatabase]
    public async Task Request_OfWhomAnOfficerMustNotKnowAll_FallsToTheOther(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var (officer, other) = await OfficersAsync(house);
        var about = await house.OpenAsync(house.Colleague, people: [new CasePart(Part.Implicated, house.Nurse.Reference, null), new CasePart(Part.Implicated, officer.Reference, null)]);

        House.Good(await new AskForData(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(house.Nurse), new() { About = "what was said of me" }, House.Cancel));

        Assert.Empty(await house.WorkAsync(officer));
        var request = Assert.Single(await house.WorkAsync(other)).Case.Matter;
        await AssertHiddenAsync(house, officer, request, about);
        Assert.Contains(await ItemsAsync(house, other, request), i => i.Matter == about);
    }

    [Theory]
    [EachDatabase]
    public async Task MoreTime_OfTwoMonthsAtMost_MovesTheDayThatTheRequesterSees(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var (officer, _) = await OfficersAsync(house);
        House.Good(await new AskForData(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(house.Nurse), new(), House.Cancel));
        var request = Assert.Single(await house.WorkAsync(officer)).Case.Matter;
        var (take, clock) = (new TakeCase(house.House.Operations, Access), new ChangeClock(house.House.Operations, Access, house.Shelf));
        House.Good(await take.RunAsync(CaseHouse.As(officer), new() { Case = request, Why = "It falls to me." }, House.Cancel));

        House.Refused("operation.why", await clock.RunAsync(CaseHouse.As(officer), new() { Case = request, Step = "answer", Change = new(ClockChange.Extend, Period.Parse("2 months")), Why = "" }, House.Cancel));
        House.Good(await clock.RunAsync(CaseHouse.As(officer), new() { Case = request, Step = "answer", Change = new(ClockChange.Extend, Period.Parse("2 months")), Why = "There is a great deal to look through." }, House.Cancel));
        Assert.NotNull((await clock.RunAsync(CaseHouse.As(officer), new() { Case = request, Step = "answer", Change = new(ClockChange.Extend, Period.Parse("1 month")), Why = "still more" }, House.Cancel)).Error);
        House.Good(await new TellRequester(house.House.Operations, Access).RunAsync(CaseHouse.As(officer), new() { Case = request, Words = "It takes longer, since there is much to read." }, House.Cancel));
        House.Refused("case.not-found", await new TellRequester(house.House.Operations, Access).RunAsync(CaseHouse.As(house.Nurse), new() { Case = request, Words = "mine" }, House.Cancel));

        await using var mine = house.House.Store.Read(CaseHouse.As(house.Nurse));
        var reply = await mine.DataReplies.SingleAsync(r => r.Person == house.Nurse.Reference, House.Cancel);
        Assert.Equal((House.Today.AddMonths(3), "It takes longer, since there is much to read."), (reply.DueOn, reply.Told));
    }

    private static async Task<IReadOnlyList<DataItem>> ItemsAsync(CaseHouse house, Person who, Reference request)
    {
        await using var db = house.House.Store.Read(CaseHouse.As(who));
        return await DataAbout.ReadAsync(db, house.House.Store, await db.DataRequests.SingleAsync(r => r.Matter == request, House.Cancel), House.Cancel);
    }

    private static async Task AssertHiddenAsync(CaseHouse house, Person who, params Reference[] matters)
    {
        await using var db = house.House.Store.Read(CaseHouse.As(who));
        var subjects = matters.Select(m => m.Text).ToList();
        Assert.Equal((0, 0, 0, 0, 0), (
            await db.Matters.CountAsync(m => matters.Contains(m.Reference), House.Cancel), await db.CaseTasks.CountAsync(t => matters.Contains(t.Matter), House.Cancel), await db.Entries.CountAsync(e => subjects.Contains(e.Subject), House.Cancel),
            await db.DataRequests.CountAsync(House.Cancel), await db.DataDecisions.CountAsync(House.Cancel)));
    }

    private static async Task<(Person, Person)> OfficersAsync(CaseHouse house)
    {
        await house.House.AdoptAsync();
        var (officer, other) = (await house.House.PersonAsync(name: "Orla Officer"), await house.House.PersonAsync(name: "Otto Officer"));
        await house.House.RoleAsync(officer, "data-protection-officer");
        await house.House.RoleAsync(other, "data-protection-officer");
        return (officer, other);
    }
}
