using System.Text;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.People;

public class ImportWorkforceTests
{
    private static readonly Scope Bellweather = Scope.OfSystem(House.Bellweather, "tests");

    [Theory]
    [EachDatabase]
    public async Task Import_GoodFile_TwiceIsOnce(Database database)
    {
        await using var house = await House.BuildAsync(database);
        const string File = """
            staff_number,name,joined_on,email,manager,place,as,car_park
            100,Aurel Quillham,2020-04-01,aurel@example.org,,Head office,manager,A
            101,"Brinstow, Tamsin",01/05/2021,,100,Harebeck Ward,,B
            102,Corwen Ashlund,2026-09-01,,101,Harebeck Ward,student,
            """;

        var first = House.Good(await ImportAsync(house, File));
        var second = House.Good(await ImportAsync(house, File));

        Assert.Equal((3, 0, 0, 0), (first.Added, first.Changed, first.Left, first.NotInFile));
        Assert.Empty(first.Problems);
        Assert.Equal(["car_park"], first.ColumnsNotRead);
        Assert.Equal((0, 0, 0, 0), (second.Added, second.Changed, second.Left, second.NotInFile));
        Assert.Empty(second.Problems);
        await using var db = house.Read(House.Bellweather);
        var people = await db.People.OrderBy(p => p.StaffNumber).ToListAsync(House.Cancel);
        Assert.Equal(["Aurel Quillham", "Brinstow, Tamsin", "Corwen Ashlund"], people.Select(p => p.Name));
        Assert.Equal(new DateOnly(2021, 5, 1), people[1].JoinedOn);
        Assert.Equal([people[1].Reference, people[0].Reference], await db.AboveAsync(people[2].Reference, new(2026, 9, 1), House.Cancel));
        Assert.Empty(await db.AboveAsync(people[2].Reference, House.Today, House.Cancel));
        Assert.Equal([("Head office", "manager"), ("Harebeck Ward", "employee")], (await db.Placements.On(House.Today).ToListAsync(House.Cancel)).OrderByDescending(p => p.Place).Select(p => (p.Place, p.As)));
        Assert.Equal(2, (await house.EntriesAsync(House.Bellweather)).Length);
    }

    [Theory]
    [EachDatabase]
    public async Task Import_BadLines_AreReportedAndTheRestIsTaken(Database database)
    {
        await using var house = await House.BuildAsync(database);

        var report = House.Good(await ImportAsync(house, """
            staff_number,name,joined_on,left_on,email,manager,place,as
            100,Aurel Quillham,2020-04-01,,,,,
            ,Nobody Known,2020-04-01,,,,,
            102,,2020-04-01,,,,,
            103,Day Wrong,2020-13-01,,,,,
            104,Day Missing,,,,,,
            105,Left Early,2020-04-01,2019-04-01,,,,
            106,Left Wrong,2020-04-01,soon,,,,
            107,Mail Wrong,2020-04-01,,nowhere,,,
            108,Place Wrong,2020-04-01,,,,Rowan Ward,astronaut
            109,Place Missing,2020-04-01,,,,,student
            110,Own Manager,2020-04-01,,,110,,
            100,Aurel Again,2020-04-01,,,,,
            112,No Manager,2020-04-01,,,999,,
            113,Failed Manager,2020-04-01,,,103,,
            114,"In two
            lines",2020-04-01,,,100,,
            115,Quote "wrong,2020-04-01,,,100,,
            116,Circle One,2020-04-01,,,117,,
            117,Circle Two,2020-04-01,,,116,,
            118,Short
            119,"Never closed,2020-04-01,,,,,
            120,Swallowed,2020-04-01,,,,,
            """));

        Assert.Equal(
            [(3, false), (4, false), (5, false), (6, false), (7, false), (8, false), (9, false), (10, false), (11, false), (12, false), (13, false), (14, true), (15, true), (18, false), (19, true), (21, false), (22, false)],
            report.Problems.Select(p => (p.Line, p.Taken)));
        Assert.All(report.Problems, p => Assert.EndsWith(".", p.Message, StringComparison.Ordinal));
        Assert.Equal(6, report.Added);
        await using var db = house.Read(House.Bellweather);
        Assert.Equal(["100", "112", "113", "114", "116", "117"], await db.People.OrderBy(p => p.StaffNumber).Select(p => p.StaffNumber).ToListAsync(House.Cancel));
        Assert.Equal(2, await db.Management.CountAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Import_Changes_EndsWhatWas(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await house.AdoptAsync();
        House.Good(await ImportAsync(house, """
            staff_number,name,joined_on,left_on,manager,place,as
            1,Top Person,2020-04-01,,,,
            2,Middle Person,2020-04-01,,1,,
            3,Worker Person,2020-04-01,,2,Rowan Ward,student
            4,Other Person,2020-04-01,,2,,
            5,Absent Person,2020-04-01,,2,,
            """));
        house.Clock.Advance(TimeSpan.FromDays(10));
        var today = House.Today.AddDays(10);

        var report = House.Good(await ImportAsync(house, """
            staff_number,name,joined_on,left_on,manager,place,as
            1,Top Person,2020-04-01,,,,
            2,Middle Person,2020-04-01,2026-06-30,1,,
            3,Worker New-Name,2020-04-01,,4,Harebeck Ward,employee
            4,Other Person,2020-04-01,,1,,
            """));

        Assert.Equal((0, 3, 1, 1), (report.Added, report.Changed, report.Left, report.NotInFile));
        Assert.Empty(report.Problems);
        await using var db = house.Read(House.Bellweather);
        var people = await db.People.ToDictionaryAsync(p => p.StaffNumber, House.Cancel);
        Assert.Equal("Worker New-Name", people["3"].Name);
        Assert.Equal([people["4"].Reference, people["1"].Reference], await db.AboveAsync(people["3"].Reference, today, House.Cancel));
        Assert.Equal([people["2"].Reference, people["1"].Reference], await db.AboveAsync(people["3"].Reference, today.AddDays(-1), House.Cancel));
        Assert.Equal("Harebeck Ward", (await db.Placements.On(today).SingleAsync(House.Cancel)).Place);
        Assert.Equal("Rowan Ward", (await db.Placements.On(today.AddDays(-1)).SingleAsync(House.Cancel)).Place);
        Assert.NotEmpty(await db.AboveAsync(people["5"].Reference, new(2026, 6, 30), House.Cancel));
        Assert.Empty(await db.AboveAsync(people["5"].Reference, new(2026, 7, 1), House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Import_SwapOfManagers_IsNoCircle(Database database)
    {
        await using var house = await House.BuildAsync(database);
        House.Good(await ImportAsync(house, "staff_number,name,joined_on,manager\n1,One,2020-01-01,\n2,Two,2020-01-01,1\n"));
        house.Clock.Advance(TimeSpan.FromDays(1));

        // The one above goes below: their manager stays as it was unless the file says otherwise, so this is a circle and said so.
        var circle = House.Good(await ImportAsync(house, "staff_number,name,joined_on,manager\n1,One,2020-01-01,2\n"));
        Assert.True(Assert.Single(circle.Problems).Taken);

        House.Good(await ImportAsync(house, "staff_number,name,joined_on,manager\n3,Three,2020-01-01,\n2,Two,2020-01-01,3\n1,One,2020-01-01,2\n"));
        await using var db = house.Read(House.Bellweather);
        var one = await db.People.SingleAsync(p => p.StaffNumber == "1", House.Cancel);
        Assert.Equal(2, (await db.AboveAsync(one.Reference, House.Today.AddDays(1), House.Cancel)).Count);
    }

    [Theory]
    [EachDatabase]
    public async Task Import_FileThatCannotBeRead_StoresNothing(Database database)
    {
        await using var house = await House.BuildAsync(database);

        House.Refused("import.columns", await ImportAsync(house, ""));
        House.Refused("import.columns", await ImportAsync(house, "staff_number,surname\n1,One\n"));
        House.Refused("import.columns", await ImportAsync(house, "staff_number,name,name,joined_on\n1,One,One,2020-01-01\n"));
        House.Refused("import.encoding", await new ImportWorkforce(house.Operations).RunAsync(Bellweather, new() { File = new MemoryStream([.. "staff_number,name,joined_on\n1,"u8, 0xFF, 0xFE]), Why = House.Why }, House.Cancel));
        House.Refused("import.size", await new ImportWorkforce(house.Operations).RunAsync(Bellweather, new() { File = new MemoryStream(new byte[(20 * 1024 * 1024) + 1]), Why = House.Why }, House.Cancel));

        Assert.Empty(await house.EntriesAsync(House.Bellweather));
    }

    private static async Task<Result<ImportReport>> ImportAsync(House house, string file) =>
        await new ImportWorkforce(house.Operations).RunAsync(Bellweather, new() { File = new MemoryStream(Encoding.UTF8.GetBytes(file)), Why = House.Why }, House.Cancel);
}
