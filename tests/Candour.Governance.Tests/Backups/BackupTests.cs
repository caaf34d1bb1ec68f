using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Candour.Engine.Evidence;
using Candour.Governance.Backups;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Backups;

public class BackupTests
{
    // Making keys takes seconds; one pair serves all tests.
    private static readonly Lazy<(string Public, string Secret)> Pair = new(() => BackupIdentity.Make("Bellweather back-ups", TimeProvider.System.GetUtcNow().AddDays(-1000)));

    private static BackupIdentity Identity => House.Good(BackupIdentity.Read(Pair.Value.Secret, ""));

    [Theory]
    [EachDatabase]
    public async Task Restore_OfBackupUnderLoad_HasEverythingAcknowledgedBefore(Database database)
    {
        await using var house = await WithPeopleAsync(database, 3);
        File.WriteAllText(Path.Combine(house.Folder, "a thing"), "kept beside the database");
        var acknowledged = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        var numbering = new Sequencer(house.Store, TimeProvider.System).RunAsync(enough.Token);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                var number = $"L{writer}{n:0000}";
                House.Good(await new AddPerson(house.Operations).RunAsync(Scope.OfSystem(House.Bellweather, "tests"), new() { StaffNumber = number, Name = "Invented Person", JoinedOn = House.Today, Why = House.Why }, House.Cancel));
                acknowledged.Enqueue(number);
            }
        })).ToArray();
        await UntilAsync(() => acknowledged.Count >= 50);

        var before = acknowledged.ToArray();
        var file = await BackUpAsync(house);
        var during = acknowledged.Count - before.Length;
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => numbering);

        await using var other = await house.BesideAsync();
        var report = House.Good(await RestoreAsync(house, other, file));

        Assert.True(during > 0, "nothing was written meanwhile, so this proved nothing");
        await using var db = other.Read(House.Bellweather);
        var people = await db.People.Select(p => p.StaffNumber).ToListAsync(House.Cancel);
        Assert.Empty(before.Except(people));
        Assert.Equal(people.Count, await db.Entries.CountAsync(e => e.What == "person-added", House.Cancel)); // no half-done operation
        Assert.Equal("kept beside the database", File.ReadAllText(Path.Combine(other.Folder, "a thing")));
        Assert.All(await VerifyAllAsync(other, house.Keys), r => Assert.Equal(Standing.Holds, r.Outcome));
        Assert.Contains(report.Ledgers, l => l.Organisation == House.Bellweather && l.ErasedAgain == 0 && l.Newest is not null);
        var said = (await other.EntriesAsync(House.Bellweather)).Single(e => e.What == "ledger-restored");
        Assert.Equal(report.Ledgers.Single(l => l.Organisation == House.Bellweather).Size, said.Content!.Value.GetProperty("entries").GetInt64());
        Assert.Single(await other.EntriesAsync(Scope.InstallationId), e => e.What == "backup-made");
    }

    [Theory]
    [EachDatabase]
    public async Task Restore_WhatWasErasedSince_StaysErased(Database database)
    {
        await using var house = await WithPeopleAsync(database, 3);
        const string Secret = "Ondine Quillhampton";
        House.Good(await house.Operations.RunAsync<string>(Scope.OfSystem(House.Bellweather, "tests"), "note-taken", $"asked for by {Secret}", operation =>
        {
            operation.Record("K7QX-3MPD", new() { ["name"] = Secret });
            return Task.FromResult<Result<string>>("");
        }, House.Cancel));
        await house.SealAsync();
        var file = await BackUpAsync(house);
        var decidedBy = Reference.New();
        House.Good(await new EraseEntries(house.Store, house.Operations).RunAsync(Scope.OfSystem(House.Bellweather, "tests"), new() { Entries = [3], DecidedBy = decidedBy, Why = "a person's request" }, House.Cancel));
        await house.SealAsync();
        var outside = house.Keys.Newest(House.Bellweather)!;

        // The list is lost: nobody can tell. The checkpoint is lost too: nobody can tell either.
        var list = Path.Combine(house.KeysAt, $"{House.Bellweather}.erased");
        File.Move(list, list + ".away");
        await using (var refused = await house.BesideAsync())
        {
            House.Refused("restore.cannot-tell", await RestoreAsync(house, refused, file));
            Assert.False(await refused.HasAnythingAsync());
        }

        File.Move(list + ".away", list);
        await using var other = await house.BesideAsync();
        var report = House.Good(await RestoreAsync(house, other, file));

        Assert.Equal(1, report.Ledgers.Single(l => l.Organisation == House.Bellweather).ErasedAgain);
        var entries = await other.EntriesAsync(House.Bellweather);
        Assert.Null(entries.Single(e => e.What == "note-taken").Body);
        Assert.Equal(decidedBy.Text, entries.Single(e => e.What == LedgerErasure.Operation).Content!.Value.GetProperty("decidedBy").GetString());
        Assert.All(await VerifyAllAsync(other, house.Keys), r => Assert.Equal(Standing.Holds, r.Outcome));
        if (database is Database.Sqlite)
        {
            other.Store.Dispose();
            Assert.All(Directory.GetFiles(other.Folder), f => Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(File.ReadAllBytes(f)), StringComparison.Ordinal));
        }

        // An outsider who kept the checkpoint sees that entries were lost.
        Assert.Equal(Standing.Altered, (await new LedgerCheck(other.Store).VerifyAsync(House.Bellweather, house.Keys, outside, House.Cancel))!.Outcome);
    }

    [Fact]
    public async Task Restore_WithoutAnyCheckpoint_CannotTellUnlessTold()
    {
        await using var house = await WithPeopleAsync(Database.Sqlite, 2);
        var file = await BackUpAsync(house);
        await using var other = await house.BesideAsync();
        var nothing = Directory.CreateTempSubdirectory("candour-keys-");

        House.Refused("restore.cannot-tell", await RestoreAsync(house, other, file, r => r with { Keys = KeyFolder.Open(nothing.FullName, other.Folder) }));
        Assert.False(await other.HasAnythingAsync());
        House.Good(await RestoreAsync(house, other, file, r => r with { Keys = KeyFolder.Open(nothing.FullName, other.Folder), EvenIfErasuresAreUnknown = true }));

        Assert.False((await other.EntriesAsync(House.Bellweather)).Single(e => e.What == "ledger-restored").Content!.Value.GetProperty("erasuresKnown").GetBoolean());
        Assert.Equal(Standing.Holds, (await new LedgerCheck(other.Store).VerifyAsync(House.Bellweather, KeyFolder.Open(nothing.FullName, other.Folder), null, House.Cancel))!.Outcome);
        nothing.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restore_CutOffOrAltered_IsRefusedAndLeavesNothing(bool encrypted)
    {
        await using var house = await WithPeopleAsync(Database.Sqlite, 2);
        var bytes = await File.ReadAllBytesAsync(await BackUpAsync(house, encrypted), House.Cancel);
        var broken = Path.Combine(house.KeysAt, "broken");
        for (var n = 0; n < 24; n++)
        {
            var copy = n % 2 == 0 ? bytes[..(bytes.Length * n / 24)] : [.. bytes];
            if (n % 2 == 1)
            {
                copy[copy.Length * n / 24] ^= 0x10;
            }

            await File.WriteAllBytesAsync(broken, copy, House.Cancel);
            await using var other = await house.BesideAsync();
            var result = await RestoreAsync(house, other, broken);
            if (!encrypted && result.Error is null)
            {
                // A bit between the files, which nothing reads: each file is as its manifest says.
                Assert.Equal(1, n % 2);
                Assert.All(await VerifyAllAsync(other, house.Keys), r => Assert.Equal(Standing.Holds, r.Outcome));
                continue;
            }

            // Nothing seals a plain back-up as a whole: a bit of a ledger's name in its manifest makes it another ledger's, which is refused too.
            Assert.True(result.Error?.Code == "backup.broken" || (!encrypted && result.Error?.Code == "restore.another-ledger"), result.Error?.Code);
            Assert.False(await other.HasAnythingAsync());
            Assert.Empty(Directory.GetDirectories(Path.GetDirectoryName(other.Folder)!, Path.GetFileName(other.Folder) + "*"));
        }

        await File.WriteAllTextAsync(broken, "no back-up at all", House.Cancel);
        await using var last = await house.BesideAsync();
        House.Refused("backup.broken", await RestoreAsync(house, last, broken));
    }

    [Fact]
    public async Task Restore_WrongKey_IsRefused()
    {
        await using var house = await WithPeopleAsync(Database.Sqlite, 2);
        var file = await BackUpAsync(house);
        await using var other = await house.BesideAsync();
        var another = House.Good(BackupIdentity.Read(BackupIdentity.Make("somebody else", TimeProvider.System.GetUtcNow()).Secret, ""));

        House.Refused("backup.identity", await RestoreAsync(house, other, file, r => r with { Identity = null }));
        House.Refused("backup.identity", await RestoreAsync(house, other, file, r => r with { Identity = another }));
        House.Refused("backup.identity", BackupIdentity.Read("no key", ""));
        House.Refused("backup.identity", BackupIdentity.Read(Pair.Value.Public, ""));
        House.Refused("backup.recipient", BackupRecipient.Read("no key", house.Clock.GetUtcNow()));
        Assert.False(await other.HasAnythingAsync());
    }

    [Theory]
    [EachDatabase]
    public async Task Restore_IntoSomethingInUse_IsRefused(Database database)
    {
        await using var house = await WithPeopleAsync(database, 2);
        await using var other = await WithPeopleAsync(database, 1);
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "something"), "", House.Cancel);
        var file = await BackUpAsync(house);

        House.Refused("restore.not-empty", await RestoreAsync(house, other, file));
        if (database is Database.Postgres)
        {
            House.Refused("restore.not-empty", await RestoreAsync(house, other, file, r => r with { Data = other.Folder + ".new" }));
            House.Refused("restore.another-database", await RestoreAsync(house, other, file, r => r with { Data = other.Folder + ".new", Connection = null }));
        }

        Assert.Single(await other.Read(House.Bellweather).People.ToListAsync(House.Cancel));
        House.Refused("backup.exists", await new MakeBackup(house.Store, house.Operations).RunAsync(new() { Data = house.Folder, To = file, Recipient = null, Why = House.Why }, House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Restore_OfAlteredLedger_IsRefused(Database database)
    {
        await using var house = await WithPeopleAsync(database, 3);
        await house.TamperAsync($"UPDATE entries SET \"Body\" = REPLACE(\"Body\", 'a test wants it so', 'another reason') WHERE \"Organisation\" = '{House.Bellweather}' AND \"Index\" = 1");
        var file = await BackUpAsync(house);
        await using var other = await house.BesideAsync();

        House.Refused("restore.altered", await RestoreAsync(house, other, file));
        Assert.False(await other.HasAnythingAsync());
    }

    [Theory]
    [EachDatabase]
    public async Task Sign_OlderCopyPutInPlaceByHand_IsRefused(Database database)
    {
        await using var house = await WithPeopleAsync(database, 3);
        await house.TamperAsync($"DELETE FROM checkpoints; UPDATE ledgers SET \"Size\" = 2 WHERE \"Organisation\" = '{House.Bellweather}'");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => new Signer(house.Store, house.Keys, house.Clock).SignAllAsync(House.Cancel));

        Assert.Contains("older copy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_AndAnotherOpenPgpProgram_UnderstandOneAnother()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gpg"), "GnuPG is not installed: apt-get install gnupg");
        await using var house = await WithPeopleAsync(Database.Sqlite, 2);
        var home = Directory.CreateTempSubdirectory("candour-gpg-");
        await GpgAsync(home, ["--import"], Pair.Value.Secret);
        var plain = await GpgAsync(home, ["--decrypt", await BackUpAsync(house)]);
        Assert.Equal([0x1F, 0x8B], plain[..2]);

        await GpgAsync(home, ["--passphrase", "tern lantern", "--quick-generate-key", "Theirs", "future-default", "default", "never"]);
        var theirs = House.Good(BackupRecipient.Read(Encoding.ASCII.GetString(await GpgAsync(home, ["--armor", "--export", "Theirs"])), TimeProvider.System.GetUtcNow()));
        var secret = Encoding.ASCII.GetString(await GpgAsync(home, ["--passphrase", "tern lantern", "--armor", "--export-secret-keys", "Theirs"]));
        var file = Path.Combine(house.KeysAt, "to-theirs");
        House.Good(await new MakeBackup(house.Store, house.Operations).RunAsync(new() { Data = house.Folder, To = file, Recipient = theirs, Why = House.Why }, House.Cancel));
        await using var other = await house.BesideAsync();
        House.Refused("backup.identity", await RestoreAsync(house, other, file, r => r with { Identity = House.Good(BackupIdentity.Read(secret, "wrong")) }));
        House.Good(await RestoreAsync(house, other, file, r => r with { Identity = House.Good(BackupIdentity.Read(secret, "tern lantern")) }));
        home.Delete(recursive: true);
    }

    private static async Task<byte[]> GpgAsync(DirectoryInfo home, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo("gpg", ["--homedir", home.FullName, "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(House.Cancel);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, House.Cancel);
        await process.WaitForExitAsync(House.Cancel);
        Assert.True(process.ExitCode == 0, await error);
        return output.ToArray();
    }

    private static async Task<House> WithPeopleAsync(Database database, int count)
    {
        var house = await House.BuildAsync(database);
        for (var n = 0; n < count; n++)
        {
            await house.PersonAsync();
        }

        await house.SealAsync();
        return house;
    }

    private static async Task<string> BackUpAsync(House house, bool encrypted = true)
    {
        var file = Path.Combine(house.KeysAt, $"{Guid.NewGuid():N}.candour-backup");
        House.Good(await new MakeBackup(house.Store, house.Operations).RunAsync(
            new() { Data = house.Folder, To = file, Recipient = encrypted ? House.Good(BackupRecipient.Read(Pair.Value.Public, TimeProvider.System.GetUtcNow())) : null, Why = House.Why }, House.Cancel));
        Assert.Empty(Directory.GetDirectories(house.Folder));
        return file;
    }

    private static Task<Result<RestoreBackup.Report>> RestoreAsync(House house, House other, string file, Func<RestoreBackup.Request, RestoreBackup.Request>? but = null)
    {
        var request = new RestoreBackup.Request { From = file, Data = other.Folder, Connection = other.Connection, Keys = house.Keys, Identity = Identity, Why = House.Why };
        return new RestoreBackup(house.Clock).RunAsync(but?.Invoke(request) ?? request, House.Cancel);
    }

    private static async Task<IReadOnlyList<LedgerReport>> VerifyAllAsync(House house, KeyFolder keys)
    {
        var check = new LedgerCheck(house.Store);
        var reports = new List<LedgerReport>();
        foreach (var ledger in await check.LedgersAsync(keys, House.Cancel))
        {
            if (await check.VerifyAsync(ledger, keys, null, House.Cancel) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1200, "it has not come about in two minutes");
            await Task.Delay(100, House.Cancel);
        }
    }
}
