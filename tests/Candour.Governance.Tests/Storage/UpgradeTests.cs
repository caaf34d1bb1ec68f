using Candour.Engine.Evidence;
using Candour.Engine.Procedures;
using Candour.Governance.Accounts;
using Candour.Governance.Backups;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Registers;
using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Governance.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Storage;

/// <summary>
/// What an earlier release kept, kept here as back-ups of it with the public keys, is brought to today's form: everything reads as it did, and nothing reads as altered.
/// The files of a release are made once, by <see cref="Keep_ThisRelease"/> on that release, and never again.
/// </summary>
public class UpgradeTests
{
    private static readonly string Kept = Path.Combine(AppContext.BaseDirectory, "Storage", "Kept");

    public static IEnumerable<TheoryDataRow<string, Database>> Releases =>
        from folder in Directory.GetDirectories(Kept)
        from database in Enum.GetValues<Database>()
        select new TheoryDataRow<string, Database>(Path.GetFileName(folder), database) { Skip = database is Database.Postgres && !Cluster.IsInstalled && !Cluster.IsRequired ? Cluster.Missing : null };

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Upgrade_FromAnEarlierRelease_KeepsEverything(string release, Database database)
    {
        await using var house = await RestoredAsync(release, database);
        var (store, keys) = (house.House.Store, house.House.Keys);
        await using (var db = store.Create(House.Installation))
        {
            Assert.False(db.Database.HasPendingModelChanges());
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(House.Cancel));
        }

        // The checkpoint of then vouches for what is there now.
        foreach (var ledger in new[] { House.Bellweather, House.Installation.Organisation })
        {
            Assert.Equal((ledger, Standing.Holds), (ledger, (await new LedgerCheck(store).VerifyAsync(ledger, keys, keys.Newest(ledger), House.Cancel))!.Outcome));
        }

        await using (var db = house.House.Read(House.Bellweather))
        {
            Assert.Equal(["Cole League", "Dilys Director", "Gwen Guardian", "Leila Lead", "Nia Nurse", "Sami Security"], await db.People.Select(p => p.Name).OrderBy(n => n).ToListAsync(House.Cancel));
            Assert.Equal(["director", "guardian", "security"], await db.RoleGrants.Select(g => g.Role).OrderBy(r => r).ToListAsync(House.Cancel));
            Assert.Equal("7", (await db.LocalSettings.SingleAsync(House.Cancel)).Value);
            Assert.Single(await db.LegalHolds.ToListAsync(House.Cancel));
            Assert.Equal([1, 2, 3], (await db.EvidenceFiles.Include(e => e.Bytes).SingleAsync(House.Cancel)).Bytes!.Content);
            Assert.Equal("they left", (await db.CaseNotes.SingleAsync(House.Cancel)).Text);
            Assert.Contains("a flash in the hall", (await db.RegisterLines.SingleAsync(l => !l.IsCorrected, House.Cancel)).Fields, StringComparison.Ordinal);
            Assert.Single(await db.Entries.Where(e => e.Index != null && e.Body == null).ToListAsync(House.Cancel)); // erased by law then, erased now
        }

        await using (var db = store.Read(House.Installation))
        {
            Assert.Equal("nia@bellweather.example", (await db.Accounts.SingleAsync(House.Cancel)).SignInName);
        }

        // The walls stand, and the work goes on where it was left.
        var open = Assert.Single(await CasesOfAsync(house, house.Colleague));
        Assert.Equal(2, (await CasesOfAsync(house, house.Nurse)).Count);
        Assert.Equal(["serious", "serious"], (await house.WorkAsync(house.Guard)).Concat(await house.WorkAsync(house.Guardian)).Where(w => !w.Task.News).Select(w => w.Task.Step));
        House.Good(await house.AnswerAsync(house.Guard, open.Matter, StepAnswer.Of("serious", "no") with { Reason = "a child's birthday" }));
        House.Good(await house.AnswerAsync(house.Guardian, open.Matter, StepAnswer.Of("serious", "no") with { Reason = "a child's birthday" }));
        Assert.Equal("manager", Assert.Single(await house.WorkAsync(house.Lead)).Task.Step);
        await new Sequencer(store, house.House.Clock).NumberAllAsync(House.Cancel);
        Assert.NotEqual(Standing.Altered, (await new LedgerCheck(store).VerifyAsync(House.Bellweather, keys, keys.Newest(House.Bellweather), House.Cancel))!.Outcome);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Upgrade_OfWhatWasAltered_StillReadsAsAltered(string release, Database database)
    {
        await using var house = await RestoredAsync(release, database);
        await house.House.TamperAsync($"UPDATE entries SET \"Body\" = REPLACE(\"Body\", '2020-01-01', '2021-01-01') WHERE \"Organisation\" = '{House.Bellweather}'");

        Assert.Equal(Standing.Altered, (await new LedgerCheck(house.House.Store).VerifyAsync(House.Bellweather, house.House.Keys, null, House.Cancel))!.Outcome);
    }

    [Theory(Explicit = true)]
    [EachDatabase]
    public async Task Keep_ThisRelease(Database database)
    {
        var to = Directory.CreateDirectory(Path.Combine(Environment.GetEnvironmentVariable("CANDOUR_KEEP") ?? throw new InvalidOperationException("Name tests/Candour.Governance.Tests/Storage/Kept/VERSION in CANDOUR_KEEP."), database.ToString()));
        Assert.Empty(to.EnumerateFileSystemInfos());
        await using var house = await FilledAsync(database);
        House.Good(await new MakeBackup(house.House.Store, house.House.Operations).RunAsync(new() { Data = house.House.Folder, To = Path.Combine(to.FullName, BackupName), Recipient = null, Why = House.Why }, House.Cancel));
        foreach (var file in Directory.EnumerateFiles(house.House.KeysAt).Where(f => !f.EndsWith(".key", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to.FullName, Path.GetFileName(file)));
        }
    }

    private const string BackupName = "kept.candour-backup";

    private static async Task<CaseHouse> FilledAsync(Database database)
    {
        var house = await CaseHouse.BuildAsync(database);
        var (operations, system) = (house.House.Operations, Scope.OfSystem(House.Bellweather, "tests"));
        House.Good(await new ChangeSetting(operations).RunAsync(system, new() { Rulebook = CaseHouse.Policy, Setting = "small-numbers", Value = "7", From = House.Today, Why = House.Why }, House.Cancel));
        House.Good(await new OpenAccount(house.House.Store, operations).RunAsync(House.Installation, new()
        {
            Account = new() { Organisation = House.Installation.Organisation, Reference = Reference.New(), SignInName = "nia@bellweather.example", NormalisedName = "NIA@BELLWEATHER.EXAMPLE", SecurityStamp = "stamp", OpenedAt = house.House.Clock.GetUtcNow() },
            At = House.Bellweather, Person = house.Nurse.Reference, Why = House.Why,
        }, House.Cancel));

        // One that goes on, with everything that a case can hold; one that the colleague must not know of, with a hold.
        var matter = await house.OpenAsync(house.Nurse);
        House.Good(await house.AnswerAsync(house.Nurse, matter, CaseHouse.Told));
        House.Good(await new AddNote(operations, CaseHouse.Access).RunAsync(CaseHouse.As(house.Nurse), new() { Case = matter, Text = "they left" }, House.Cancel));
        House.Good(await new AddEvidence(operations, CaseHouse.Access, house.Shelf).RunAsync(CaseHouse.As(house.Nurse), new() { Case = matter, Name = "a.png", Content = new byte[] { 1, 2, 3 }, Description = "a page" }, House.Cancel));
        await using (var db = house.House.Read(House.Bellweather))
        {
            var line = await db.RegisterLines.SingleAsync(House.Cancel);
            House.Good(await new CorrectLine(operations, CaseHouse.Access, house.Shelf).RunAsync(CaseHouse.As(house.Guard), new() { Line = line.Reference, Fields = new Dictionary<string, string> { ["belief"] = "a flash in the hall" }, Why = "wrong place" }, House.Cancel));
        }

        var hidden = await house.OpenAsync(house.Nurse, "abuse", people: new CasePart(Part.Implicated, house.Colleague.Reference, null));
        House.Good(await new PlaceHold(operations).RunAsync(system, new() { Matter = hidden, Ground = "the police ask for it" }, House.Cancel));
        await house.House.SealAsync();
        House.Good(await new EraseEntries(house.House.Store, operations).RunAsync(system, new() { Entries = [2], DecidedBy = Reference.New(), Why = "a person's request under data protection law" }, House.Cancel));
        await house.House.SealAsync();
        return house;
    }

    private static async Task<CaseHouse> RestoredAsync(string release, Database database)
    {
        var from = Path.Combine(Kept, release, database.ToString());
        var house = await House.EmptyAsync(database);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => !f.EndsWith(BackupName, StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(house.KeysAt, Path.GetFileName(file)));
        }

        Directory.Delete(house.Folder);
        house.Clock.Advance(TimeSpan.FromDays(1));
        House.Good(await new RestoreBackup(house.Clock).RunAsync(new() { From = Path.Combine(from, BackupName), Data = house.Folder, Connection = house.Connection, Keys = house.Keys, Identity = null, Why = House.Why }, House.Cancel));
        return await CaseHouse.OfAsync(house);
    }

    private static async Task<List<Case>> CasesOfAsync(CaseHouse house, Governance.People.Person person)
    {
        await using var db = house.House.Store.Read(CaseHouse.As(person));
        return await db.Cases.ToListAsync(House.Cancel);
    }
}
