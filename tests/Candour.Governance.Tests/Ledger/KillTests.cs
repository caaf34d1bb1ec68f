using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Ledger;

/// <summary>A process that is killed while it writes: this assembly once more, as a child.</summary>
public class KillTests
{
    [Theory]
    [EachDatabase]
    public async Task Kill_DuringAThousandWrites_LosesNothingAcknowledged(Database database)
    {
        await using var house = await House.BuildAsync(database);
        var acknowledged = Path.Combine(house.KeysAt, "acknowledged");
        using var child = Child.Start(typeof(KillTests), nameof(Write_AsTheChild), house.Folder, house.Connection, acknowledged);
        var output = child.StandardOutput.ReadToEndAsync(House.Cancel);

        for (var tries = 0; !File.Exists(acknowledged) || Lines(acknowledged).Length < 200; tries++)
        {
            Assert.False(child.HasExited, child.HasExited ? await output : "");
            Assert.True(tries < 30_000, "the child has not written 200 rows in ten minutes");
            await Task.Delay(20, House.Cancel);
        }

        child.Kill();
        await child.WaitForExitAsync(House.Cancel);
        var told = Lines(acknowledged);
        Assert.InRange(told.Length, 200, 999); // killed amid them, not after

        await house.Store.MigrateAsync(House.Cancel);
        await house.SealAsync();
        await using var db = house.Read(House.Bellweather);
        var people = await db.People.ToDictionaryAsync(p => p.StaffNumber, House.Cancel);
        Assert.Empty(told.Except(people.Keys));
        Assert.Equal(people.Values.Select(p => p.Reference.Text).Order(StringComparer.Ordinal), (await db.Entries.Where(e => e.What == "person-added").Select(e => e.Subject).ToListAsync(House.Cancel)).Order(StringComparer.Ordinal));
        Assert.Equal(Standing.Holds, (await new LedgerCheck(house.Store).VerifyAsync(House.Bellweather, house.Keys, null, House.Cancel))!.Outcome);
    }

    [Fact(Explicit = true)]
    public async Task Write_AsTheChild()
    {
        if (!Child.IsOne(out var folder, out var connection, out var acknowledged))
        {
            Assert.Skip("Only the test above runs this.");
            return;
        }

        using var store = Store.Open(folder, connection);
        var operations = new Operations(store, TimeProvider.System);
        var numbering = new Sequencer(store, TimeProvider.System).RunAsync(House.Cancel);
        await using var file = new FileStream(acknowledged, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var telling = new Lock();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => Task.Run(async () =>
        {
            House.Good(await new AddPerson(operations).RunAsync(Scope.OfSystem(House.Bellweather, "child"), new() { StaffNumber = $"C{n:0000}", Name = $"Invented Person {n}", JoinedOn = House.Today, Why = House.Why }, House.Cancel));
            lock (telling)
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes($"C{n:0000}\n"));
            }
        })));
        await numbering;
    }

    private static string[] Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}
