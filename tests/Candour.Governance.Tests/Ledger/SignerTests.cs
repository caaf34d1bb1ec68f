using Candour.Engine.Evidence;
using Candour.Governance.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Tests.Ledger;

public class SignerTests
{
    [Theory]
    [EachDatabase]
    public async Task Sign_LedgersThatGrew_OnceEach(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await house.PersonAsync();
        await new Sequencer(house.Store, house.Clock).NumberAllAsync(House.Cancel);
        var signer = new Signer(house.Store, house.Keys, house.Clock);

        Assert.Equal(2, await signer.SignAllAsync(House.Cancel)); // the installation's and Bellweather's; Wessmoor's is empty
        Assert.Equal(0, await signer.SignAllAsync(House.Cancel));
        await house.PersonAsync();
        Assert.Equal(0, await signer.SignAllAsync(House.Cancel));
        await house.SealAsync();

        var note = house.Keys.Newest(House.Bellweather)!;
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint, out _));
        Assert.Equal(2, checkpoint.Size);
        Assert.Single(note.Open([house.Keys.Verifier(House.Bellweather)!]).Good);
        await using var db = house.Read(House.Bellweather);
        Assert.Equal([1, 2], await db.Checkpoints.OrderBy(c => c.Size).Select(c => (int)c.Size).ToListAsync(House.Cancel));
    }

    [Theory]
    [EachDatabase]
    public async Task Sign_KeyIsGone_RefusesToMakeAnother(Database database)
    {
        await using var house = await House.BuildAsync(database);
        await house.SealAsync();
        await house.PersonAsync();
        await house.SealAsync();
        File.Delete(Path.Combine(house.KeysAt, $"{House.Bellweather}.key"));
        await house.PersonAsync();

        var refused = await Assert.ThrowsAsync<InvalidDataException>(house.SealAsync);
        Assert.Contains($"{House.Bellweather}.key", refused.Message, StringComparison.Ordinal);
        await using var db = house.Read(House.Bellweather);
        Assert.Equal(1, await db.Checkpoints.CountAsync(House.Cancel));
    }

    [Fact]
    public async Task Keys_AreReadByTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }

        await using var house = await House.BuildAsync(Database.Sqlite);
        await house.SealAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(house.KeysAt, "installation.key")));
    }

    [Theory]
    [InlineData("data/keys", "data")]
    [InlineData("data", "data")]
    [InlineData("data", "data/inner")]
    [InlineData("data/../data/keys/", "data/")]
    public void Open_KeysWithTheData_IsRefused(string keys, string data) => Assert.Throws<InvalidDataException>(() => KeyFolder.Open(keys, data));

    [Theory]
    [InlineData("data-keys", "data")]
    [InlineData("keys", "data")]
    public void Open_KeysElsewhere_IsFine(string keys, string data) => Assert.Null(KeyFolder.Open(keys, data).Newest("nobody"));
}
