using System.Text;
using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Ledger;

public class LedgerCheckTests
{
    private const string Mine = $"\"Organisation\" = '{House.Bellweather}'";

    // What somebody does to the database, and the pinned word for it.
    public static TheoryData<string, string> Alterations => new()
    {
        { $"UPDATE entries SET \"Body\" = REPLACE(\"Body\", '2020-01-01', '2021-01-01') WHERE {Mine} AND \"Index\" = 2", "content-changed" },
        { $"UPDATE entries SET \"Body\" = REPLACE(\"Body\", '{House.Why}', 'another reason') WHERE {Mine} AND \"Index\" = 2", "content-changed" },
        { $"UPDATE entries SET \"Body\" = 'x' WHERE {Mine} AND \"Index\" = 2", "unreadable" },
        { $"UPDATE entries SET \"Salt\" = (SELECT \"Salt\" FROM entries WHERE {Mine} AND \"Index\" = 1) WHERE {Mine} AND \"Index\" = 2", "content-changed" },
        { $"UPDATE entries SET \"Head\" = REPLACE(\"Head\", 'person-added', 'person-adder') WHERE {Mine} AND \"Index\" = 2", "head-changed" },
        { $"UPDATE entries SET \"Head\" = NULL WHERE {Mine} AND \"Index\" = 2", "unreadable" },
        { $"UPDATE entries SET \"What\" = 'person-left' WHERE {Mine} AND \"Index\" = 2", "row-differs" },
        { $"UPDATE entries SET \"By\" = '<nobody>' WHERE {Mine} AND \"Index\" = 2", "row-differs" },
        { $"UPDATE entries SET \"At\" = \"At\" + 1 WHERE {Mine} AND \"Index\" = 2", "row-differs" },
        { $"UPDATE entries SET \"Subject\" = 'K7QX-3MPD' WHERE {Mine} AND \"Index\" = 2", "row-differs" },
        { $"UPDATE entries SET \"Body\" = NULL, \"Salt\" = NULL WHERE {Mine} AND \"Index\" = 2", "erased-unlisted" },
        { $"DELETE FROM entries WHERE {Mine} AND \"Index\" = 2", "dropped" },
        { $"DELETE FROM entries WHERE {Mine} AND \"Index\" >= 3", "rolled-back" },
        { $"UPDATE entries SET \"Index\" = \"Index\" + 1000 WHERE {Mine} AND \"Index\" = 2; UPDATE entries SET \"Index\" = 2 WHERE {Mine} AND \"Index\" = 3; UPDATE entries SET \"Index\" = 3 WHERE {Mine} AND \"Index\" = 1002", "reordered" },
        { $"UPDATE entries SET \"Index\" = 1000 WHERE {Mine} AND \"Index\" = 4; INSERT INTO entries (\"Organisation\", \"Id\", \"At\", \"By\", \"What\", \"Subject\", \"Body\", \"Salt\", \"Index\", \"Head\", \"Leaf\") SELECT \"Organisation\", '00000000-0000-0000-0000-000000000001', \"At\", \"By\", \"What\", \"Subject\", \"Body\", \"Salt\", 4, \"Head\", \"Leaf\" FROM entries WHERE {Mine} AND \"Index\" = 1; UPDATE entries SET \"Index\" = 5 WHERE {Mine} AND \"Index\" = 1000", "inserted" },
        { $"UPDATE ledgers SET \"Size\" = 4 WHERE {Mine}", "tree-differs" },
        { $"DELETE FROM ledgers WHERE {Mine}", "tree-differs" },
    };

    public static IEnumerable<TheoryDataRow<Database, string, string>> AlterationsOnEach =>
        from database in Enum.GetValues<Database>()
        from alteration in Alterations
        select new TheoryDataRow<Database, string, string>(database, alteration.Data.Item1, alteration.Data.Item2) { Skip = database is Database.Postgres && !Cluster.IsInstalled && !Cluster.IsRequired ? Cluster.Missing : null };

    [Theory]
    [MemberData(nameof(AlterationsOnEach))]
    public async Task Verify_BehindCandoursBack_IsAltered(Database database, string sql, string kind)
    {
        await using var house = await WithEntriesAsync(database, 5);

        await house.TamperAsync(sql);

        var report = await VerifyAsync(house);
        Assert.Equal(Standing.Altered, report.Outcome);
        Assert.Contains(kind, report.Problems.Select(p => p.Kind));
        Assert.Equal(Standing.Holds, (await VerifyAsync(house, organisation: Scope.InstallationId)).Outcome);
    }

    [Theory]
    [EachDatabase]
    public async Task Verify_Untouched_Holds(Database database)
    {
        await using var house = await WithEntriesAsync(database, 5);

        var report = await VerifyAsync(house);

        Assert.Equal((Standing.Holds, 5, 5, 0), (report.Outcome, report.Entries, report.Covered, report.Unnumbered));
        Assert.Null(await new LedgerCheck(house.Store).VerifyAsync(House.Wessmoor, house.Keys, null, House.Cancel));
        Assert.Equal(["installation", House.Bellweather, House.Wessmoor], await new LedgerCheck(house.Store).LedgersAsync(house.Keys, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Verify_TailNotNumbered_IsReported(Database database)
    {
        await using var house = await WithEntriesAsync(database, 5);
        await house.PersonAsync();
        await house.PersonAsync();

        var tail = await VerifyAsync(house);
        Assert.Equal((Standing.Holds, 5, 2), (tail.Outcome, tail.Entries, tail.Unnumbered));

        await house.TamperAsync($"UPDATE entries SET \"Body\" = NULL WHERE {Mine} AND \"Index\" IS NULL");
        Assert.Equal(Standing.Altered, (await VerifyAsync(house)).Outcome);
        await Assert.ThrowsAsync<InvalidDataException>(house.SealAsync);
    }

    [Theory]
    [EachDatabase]
    public async Task Verify_WithoutKeyOrCheckpoint_CannotTell(Database database)
    {
        await using var house = await WithEntriesAsync(database, 3);
        var kept = house.Keys.Newest(House.Bellweather)!;

        File.Delete(Path.Combine(house.KeysAt, $"{House.Bellweather}.checkpoint"));
        Assert.Equal(Standing.CannotTell, (await VerifyAsync(house)).Outcome);
        Assert.Equal(Standing.Holds, (await VerifyAsync(house, kept)).Outcome);

        File.Delete(Path.Combine(house.KeysAt, $"{House.Bellweather}.pub"));
        Assert.Equal(Standing.CannotTell, (await VerifyAsync(house, kept)).Outcome);
    }

    [Theory]
    [EachDatabase]
    public async Task Verify_OlderCopy_IsFoundByWhatIsKeptElsewhere(Database database)
    {
        await using var house = await WithEntriesAsync(database, 3);
        await house.PersonAsync();
        await house.SealAsync();
        var elsewhere = house.Keys.Newest(House.Bellweather)!;

        // As the third checkpoint left it, wholly consistent in itself.
        await house.TamperAsync($"DELETE FROM entries WHERE {Mine} AND \"Index\" = 3; DELETE FROM checkpoints WHERE {Mine} AND \"Size\" = 4");
        await using (var db = house.Read(House.Bellweather))
        {
            var tree = new MerkleTree();
            foreach (var entry in await db.Entries.OrderBy(e => e.Index).ToListAsync(House.Cancel))
            {
                tree.Append(new(entry.Leaf));
            }

            var frontier = Convert.ToHexString([.. tree.Frontier.SelectMany(d => d.ToArray())]);
            await house.TamperAsync($"UPDATE ledgers SET \"Size\" = 3, \"Frontier\" = {(database is Database.Sqlite ? $"X'{frontier}'" : $"'\\x{frontier}'")} WHERE {Mine}");
        }

        Assert.Equal("rolled-back", Assert.Single((await VerifyAsync(house)).Problems).Kind);
        File.Delete(Path.Combine(house.KeysAt, $"{House.Bellweather}.checkpoint"));
        Assert.Equal(Standing.CannotTell, (await VerifyAsync(house)).Outcome);
        Assert.Equal(Standing.Altered, (await VerifyAsync(house, elsewhere)).Outcome);
    }

    [Theory]
    [EachDatabase]
    public async Task Erase_Lawfully_HoldsAndLeavesNothing(Database database)
    {
        await using var house = await WithEntriesAsync(database, 3);
        const string Secret = "Ondine Quillhampton";
        House.Good(await house.Operations.RunAsync<string>(Scope.OfSystem(House.Bellweather, "tests"), "note-taken", $"asked for by {Secret}", operation =>
        {
            operation.Record("K7QX-3MPD", new() { ["name"] = Secret });
            return Task.FromResult<Result<string>>("");
        }, House.Cancel));
        await house.SealAsync();
        var erase = new EraseEntries(house.Store, house.Operations);
        var decidedBy = Reference.New();
        var request = new EraseEntries.Request { Entries = [3], DecidedBy = decidedBy, Why = "a person's request under data protection law" };

        House.Refused("erasure.none", await erase.RunAsync(Scope.OfSystem(House.Bellweather, "tests"), request with { Entries = [] }, House.Cancel));
        House.Refused("erasure.not-found", await erase.RunAsync(Scope.OfSystem(House.Bellweather, "tests"), request with { Entries = [3, 99] }, House.Cancel));
        House.Refused("erasure.not-found", await erase.RunAsync(Scope.OfSystem(House.Wessmoor, "tests"), request, House.Cancel));
        House.Good(await erase.RunAsync(Scope.OfSystem(House.Bellweather, "tests"), request, House.Cancel));
        House.Refused("erasure.done", await erase.RunAsync(Scope.OfSystem(House.Bellweather, "tests"), request, House.Cancel));
        await new Sequencer(house.Store, house.Clock).NumberAllAsync(House.Cancel);
        House.Refused("erasure.record", await erase.RunAsync(Scope.OfSystem(House.Bellweather, "tests"), request with { Entries = [4] }, House.Cancel));

        Assert.Equal(Standing.CannotTell, (await VerifyAsync(house)).Outcome); // until a checkpoint covers the erasure
        await house.SealAsync();
        var report = await VerifyAsync(house);
        Assert.Equal((Standing.Holds, 5, 1), (report.Outcome, report.Entries, report.Erased));
        var entry = (await house.EntriesAsync(House.Bellweather)).Single(e => e.Index == 3);
        Assert.Equal(("note-taken", null, null), (entry.What, entry.Why, entry.Content));
        if (database is Database.Sqlite)
        {
            Assert.All(Directory.GetFiles(house.Folder), file => Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(ReadShared(file)), StringComparison.Ordinal));
        }
    }

    [Theory]
    [EachDatabase]
    public async Task Verify_LedgerThatIsGone_IsAltered(Database database)
    {
        await using var house = await WithEntriesAsync(database, 3);

        await house.TamperAsync($"DELETE FROM entries WHERE {Mine}; DELETE FROM checkpoints WHERE {Mine}; DELETE FROM ledgers WHERE {Mine}; DELETE FROM people WHERE {Mine}; DELETE FROM organisations WHERE \"Id\" = '{House.Bellweather}'");

        Assert.Contains(House.Bellweather, await new LedgerCheck(house.Store).LedgersAsync(house.Keys, House.Cancel));
        Assert.Equal(Standing.Altered, (await VerifyAsync(house)).Outcome);
    }

    private static async Task<House> WithEntriesAsync(Database database, int count)
    {
        var house = await House.BuildAsync(database);
        for (var n = 0; n < count; n++)
        {
            await house.PersonAsync();
        }

        await house.SealAsync();
        return house;
    }

    private static async Task<LedgerReport> VerifyAsync(House house, SignedNote? kept = null, string organisation = House.Bellweather) => (await new LedgerCheck(house.Store).VerifyAsync(organisation, house.Keys, kept, House.Cancel))!;

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
