using System.Security.Cryptography;
using System.Text;
using Candour.Engine.Evidence;
using Candour.Engine.Procedures;
using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Backups;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Governance.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Retention;

public class DisposeOfMatterTests
{
    private const string Secret = "Ondine Quillhampton";

    private static readonly RetentionRule SixYears = new("steps", "recording", "Recordings", new(Period.Parse("6 years")!, "closed", ["steps-1"]) { Origin = new("local") });

    private static readonly Scope System = Scope.OfSystem(House.Bellweather, "tests");

    [Theory]
    [EachDatabase]
    public async Task List_BeforeAndAfterThePeriod_ShowsWhatIsDue(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var closed = await ClosedAsync(house);
        var open = await house.OpenAsync(house.Colleague);

        Assert.Empty(await ListAsync(house, House.Today.AddYears(6)));
        var due = Assert.Single(await ListAsync(house, House.Today.AddYears(6).AddDays(1)));

        Assert.Equal((closed, House.Today, House.Today.AddYears(6), 0), (due.Matter, due.Since, due.KeptUntil, due.Holds));
        Assert.DoesNotContain(await ListAsync(house, House.Today.AddYears(90)), d => d.Matter == open);

        // Where two policies speak of one kind the longer period holds.
        await using var db = house.House.Read(House.Bellweather);
        var ten = SixYears with { Keep = SixYears.Keep with { For = Period.Parse("10 years")! } };
        Assert.Empty(await RetentionList.OnAsync(db, db.Matters, [SixYears, ten], House.Today.AddYears(7), House.Cancel));

        // Whoever is named in a matter does not find it on the list; it has no case, so it counts from its opening.
        var about = House.Good(await new OpenMatter(house.House.Operations).RunAsync(System, new() { Policy = "steps", Kind = "recording", Text = "about the lead", Named = [house.Lead.Reference], Why = House.Why }, House.Cancel));
        Assert.Equal(2, (await ListAsync(house, House.Today.AddYears(7))).Count);
        await using var walled = house.House.Store.Read(CaseHouse.As(house.Lead));
        Assert.DoesNotContain(await RetentionList.OnAsync(walled, walled.Matters, [SixYears], House.Today.AddYears(7), House.Cancel), d => d.Matter == about.Reference);
    }

    [Theory]
    [EachDatabase]
    public async Task Dispose_WhenDue_LeavesACertificateAndNothingElse(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await ClosedAsync(house);
        var other = await house.OpenAsync(house.Colleague);
        var decidedBy = house.Director.Reference;
        var dispose = new DisposeOfMatter(house.House.Store, house.House.Operations);
        var request = new DisposeOfMatter.Request { Matter = matter, Rules = [SixYears], DecidedBy = decidedBy, Why = "its time is over" };
        House.Refused("disposal.not-due", await dispose.RunAsync(System, request, House.Cancel));
        house.House.Clock.Advance(TimeSpan.FromDays(366 * 6));
        var hold = House.Good(await new PlaceHold(house.House.Operations).RunAsync(System, new() { Matter = matter, Ground = "a court asks for it" }, House.Cancel));
        House.Refused("disposal.held", await dispose.RunAsync(System, request, House.Cancel));
        Assert.Equal(1, Assert.Single(await ListAsync(house, house.House.Clock.Today())).Holds);
        House.Good(await new LiftHold(house.House.Operations).RunAsync(System, new() { Hold = hold.Reference, Why = "the court has decided" }, House.Cancel));
        House.Refused("hold.lifted", await new LiftHold(house.House.Operations).RunAsync(System, new() { Hold = hold.Reference, Why = "again" }, House.Cancel));
        House.Refused("hold.not-found", await new LiftHold(house.House.Operations).RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), new() { Hold = hold.Reference, Why = "another's" }, House.Cancel));
        House.Refused("matter.not-found", await new PlaceHold(house.House.Operations).RunAsync(System, new() { Matter = Reference.New(), Ground = "a court asks for it" }, House.Cancel));
        House.Refused("disposal.too-soon", await dispose.RunAsync(System, request, House.Cancel));
        await house.House.SealAsync();
        House.Refused("matter.not-found", await dispose.RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), request, House.Cancel));

        var certificate = House.Good(await dispose.RunAsync(System, request, House.Cancel));

        await house.House.SealAsync();
        Assert.Equal((matter, decidedBy, "recording"), (certificate.Was, certificate.DecidedBy, certificate.Kind));
        Assert.True(certificate.Rows > 5, $"{certificate.Rows} rows");
        var entries = await house.House.EntriesAsync(House.Bellweather);
        var erased = entries.Where(e => e.Body is null).OrderBy(e => e.Index).ToArray();
        Assert.Equal(certificate.Entries, erased.Length);
        Assert.Equal(certificate.Digest, Convert.ToHexStringLower(SHA256.HashData([.. erased.SelectMany(e => e.Leaf!)])));
        Assert.DoesNotContain(entries, e => e.Subject == matter.Text && e.Body is not null);
        Assert.Equal(Standing.Holds, (await new LedgerCheck(house.House.Store).VerifyAsync(House.Bellweather, house.House.Keys, null, House.Cancel))!.Outcome);
        await using (var db = house.House.Read(House.Bellweather))
        {
            Assert.Equal([other], await db.Matters.Select(m => m.Reference).ToListAsync(House.Cancel));
            Assert.Equal([other], await db.Cases.Select(m => m.Matter).ToListAsync(House.Cancel));
            Assert.Empty(await db.LegalHolds.ToListAsync(House.Cancel));
            Assert.Empty(await db.CaseTasks.Where(t => t.Matter == matter).ToListAsync(House.Cancel));
        }

        House.Refused("matter.not-found", await dispose.RunAsync(System, request, House.Cancel));
        if (database is Database.Sqlite)
        {
            house.House.Store.Dispose();
            Assert.All(Directory.GetFiles(house.House.Folder), f => Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(File.ReadAllBytes(f)), StringComparison.Ordinal));
        }
    }

    [Theory]
    [EachDatabase]
    public async Task Holds_AndDisposal_AreForInformationGovernance_AndNotOfWhatItMustNotKnow(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var (officer, other) = await OfficersAsync(house);
        var matter = await ClosedAsync(house);
        var about = await AboutAsync(house, officer);
        var hold = new PlaceHold(house.House.Operations);

        House.Good(await hold.RunAsync(CaseHouse.As(officer), new() { Matter = matter, Ground = "an inquiry" }, House.Cancel));
        House.Good(await hold.RunAsync(CaseHouse.As(other), new() { Matter = about, Ground = "an inquiry" }, House.Cancel));
        foreach (var (who, what) in new[] { (officer, about), (house.Guardian, matter), (house.Nurse, matter), (house.Lead, matter), (house.Guard, matter), (house.Director, about) })
        {
            House.Refused("matter.not-found", await hold.RunAsync(CaseHouse.As(who), new() { Matter = what, Ground = "an inquiry" }, House.Cancel));
            House.Refused("matter.not-found", await new DisposeOfMatter(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(who), new() { Matter = what, Rules = [SixYears], DecidedBy = who.Reference, Why = "over" }, House.Cancel));
        }

        await using var db = house.House.Read(House.Bellweather);
        var first = await db.LegalHolds.Where(h => h.Matter == matter).Select(h => h.Reference).SingleAsync(House.Cancel);
        House.Refused("hold.not-found", await new LiftHold(house.House.Operations).RunAsync(CaseHouse.As(house.Guardian), new() { Hold = first, Why = "over" }, House.Cancel));
        House.Good(await new LiftHold(house.House.Operations).RunAsync(CaseHouse.As(officer), new() { Hold = first, Why = "over" }, House.Cancel));
        var secret = await db.LegalHolds.Where(h => h.Matter == about).Select(h => h.Reference).SingleAsync(House.Cancel);
        House.Refused("hold.not-found", await new LiftHold(house.House.Operations).RunAsync(CaseHouse.As(officer), new() { Hold = secret, Why = "over" }, House.Cancel));

        // A deputy keeps what the absent keeps, without what that person must not know of.
        House.Good(await new AppointDeputy(house.House.Operations).RunAsync(CaseHouse.As(officer), new() { Person = house.Nurse.Reference, For = officer.Reference, From = House.Today, Until = House.Today.AddDays(5), Why = House.Why }, House.Cancel));
        House.Good(await hold.RunAsync(CaseHouse.As(house.Nurse), new() { Matter = matter, Ground = "another inquiry" }, House.Cancel));
        House.Refused("matter.not-found", await hold.RunAsync(CaseHouse.As(house.Nurse), new() { Matter = about, Ground = "another inquiry" }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Certificate_IsNotFoundByWhoMustNotHaveKnown(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var (officer, other) = await OfficersAsync(house);
        var about = await AboutAsync(house, officer);
        await house.House.SealAsync();
        house.House.Clock.Advance(TimeSpan.FromDays(366 * 6));
        House.Good(await new DisposeOfMatter(house.House.Store, house.House.Operations).RunAsync(CaseHouse.As(other), new() { Matter = about, Rules = [SixYears], DecidedBy = other.Reference, Why = "over" }, House.Cancel));
        house.House.Clock.Advance(TimeSpan.FromDays(2));
        var later = await house.House.PersonAsync(name: "Lee Later");
        await house.House.RoleAsync(later, "data-protection-officer", house.House.Clock.Today());

        foreach (var (who, count) in new[] { (officer, 0), (other, 1), (later, 1), (house.Guard, 0) })
        {
            await using var db = house.House.Store.Read(CaseHouse.As(who));
            var viewer = (await Viewer.LoadAsync(db, who.Reference, house.House.Clock.Today(), House.Cancel))!;
            Assert.Equal(count, await (await CertificateList.OfAsync(db, viewer, house.House.Clock.Today(), House.Cancel)).CountAsync(House.Cancel));
        }
    }

    private static async Task<(Person, Person)> OfficersAsync(CaseHouse house)
    {
        await house.House.AdoptAsync();
        var (officer, other) = (await house.House.PersonAsync(name: "Orla Officer"), await house.House.PersonAsync(name: "Otto Officer"));
        await house.House.RoleAsync(officer, "data-protection-officer");
        await house.House.RoleAsync(other, "data-protection-officer");
        return (officer, other);
    }

    private static async Task<Reference> AboutAsync(CaseHouse house, Person person) =>
        House.Good(await new OpenMatter(house.House.Operations).RunAsync(System, new() { Policy = "steps", Kind = "recording", Text = "about them", Named = [person.Reference], Why = House.Why }, House.Cancel)).Reference;

    [Theory]
    [EachDatabase]
    public async Task Restore_OfBackupFromBeforeADisposal_DisposesAgain(Database database)
    {
        await using var house = await CaseHouse.BuildAsync(database);
        var matter = await ClosedAsync(house);
        await house.House.SealAsync();
        var file = Path.Combine(house.House.KeysAt, "b");
        House.Good(await new MakeBackup(house.House.Store, house.House.Operations).RunAsync(new() { Data = house.House.Folder, To = file, Recipient = null, Why = House.Why }, House.Cancel));
        house.House.Clock.Advance(TimeSpan.FromDays(366 * 6));
        House.Good(await new DisposeOfMatter(house.House.Store, house.House.Operations).RunAsync(System, new() { Matter = matter, Rules = [SixYears], DecidedBy = house.Director.Reference, Why = "its time is over" }, House.Cancel));
        await house.House.SealAsync();

        await using var other = await house.House.BesideAsync();
        House.Good(await new RestoreBackup(house.House.Clock).RunAsync(new() { From = file, Data = other.Folder, Connection = other.Connection, Keys = house.House.Keys, Why = House.Why }, House.Cancel));

        await using var db = other.Read(House.Bellweather);
        Assert.Empty(await db.Matters.ToListAsync(House.Cancel));
        Assert.Empty(await db.Cases.ToListAsync(House.Cancel));
        Assert.Empty(await db.Entries.Where(e => e.Subject == matter.Text && e.Body != null).ToListAsync(House.Cancel));
    }

    private static async Task<IReadOnlyList<DueForDisposal>> ListAsync(CaseHouse house, DateOnly on)
    {
        await using var db = house.House.Read(House.Bellweather);
        return await RetentionList.OnAsync(db, db.Matters, [SixYears], on, House.Cancel);
    }

    private static async Task<Reference> ClosedAsync(CaseHouse house)
    {
        var matter = House.Good(await house.TryOpenAsync(house.Nurse, text: $"{Secret} was filmed in the lounge.")).Matter;
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await house.AnswerAsync(house.Guard, matter, StepAnswer.Of("serious", "no") with { Reason = "a birthday" }));
        House.Good(await house.AnswerAsync(house.Guardian, matter, StepAnswer.Of("serious", "no") with { Reason = "a birthday" }));
        House.Good(await house.AnswerAsync(house.Lead, matter, new() { Step = "manager", Skip = $"{Secret} left the ward" }));
        House.Good(await house.AnswerAsync(house.Nurse, matter, StepAnswer.Of("write") with { Fields = new Dictionary<string, FieldValue> { ["outcome"] = FieldValue.Of($"deleted by {Secret}") } }));
        House.Good(await new TellPerson(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, ToldAt = house.House.Clock.GetUtcNow(), Why = "told on the ward" }, House.Cancel));
        House.Good(await new CloseCase(house.House.Operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Guardian), new() { Case = matter, Outcome = "done" }, House.Cancel));
        return matter;
    }
}
