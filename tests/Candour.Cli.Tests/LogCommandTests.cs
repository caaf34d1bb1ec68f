using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.Data.Sqlite;

namespace Candour.Cli.Tests;

public sealed class LogCommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("candour-log-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Keys => Path.Combine(_folder, "keys");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var store = Store.Open(Data);
        await store.MigrateAsync(Cancel);
        var register = new RegisterOrganisation(new(store, TimeProvider.System));
        foreach (var id in new[] { "bellweather", "wessmoor" })
        {
            Assert.Null((await register.RunAsync(Scope.OfInstallation("tests"), new() { Id = id, Name = id, Why = "a test wants it so" }, Cancel)).Error);
        }

        await new Sequencer(store, TimeProvider.System).NumberAllAsync(Cancel);
        await new Signer(store, KeyFolder.Open(Keys, Data), TimeProvider.System).SignAllAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    [Fact]
    public void Verify_Untouched_Holds()
    {
        var (code, output, error) = Verify();

        Assert.True(code == 0, error + output);
        Assert.StartsWith("Holds: entries 0 to 1 are as they were committed.", output, StringComparison.Ordinal);
        Assert.Contains("Ledger of installation (candour/", output, StringComparison.Ordinal);
        Assert.EndsWith("1 ledger(s).\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Altered_SaysWhatWasCommitted()
    {
        Sql("UPDATE entries SET Body = REPLACE(Body, 'a test', 'no test') WHERE \"Index\" = 1");

        var (code, output, _) = Verify();
        Assert.Equal(2, code);
        Assert.Contains("no test wants it so", output, StringComparison.Ordinal);

        var (_, json) = Program.Json(["log", "verify", "--data", Data, "--keys", Keys, "--format", "json"]);
        Assert.Equal("content-changed", json[0].GetProperty("problems")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void Verify_WithoutKeys_CannotTell()
    {
        var (code, output, _) = Program.Run(["log", "verify", "--data", Data, "--keys", Path.Combine(_folder, "none")]);

        Assert.Equal(3, code);
        Assert.Contains("no-key", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_CheckpointFromElsewhere_IsUsed()
    {
        var elsewhere = Path.Combine(_folder, "elsewhere");
        File.Move(Path.Combine(Keys, "installation.checkpoint"), elsewhere);

        Assert.Equal(3, Verify().Code);
        Assert.Equal(0, Verify("--checkpoint", elsewhere).Code);

        File.WriteAllText(elsewhere, "no checkpoint");
        Assert.Equal(3, Verify("--checkpoint", elsewhere).Code);
    }

    [Fact]
    public void Verify_CheckpointOfAnother_IsRefused()
    {
        var elsewhere = Path.Combine(_folder, "elsewhere");
        File.WriteAllText(elsewhere, File.ReadAllText(Path.Combine(Keys, "installation.checkpoint")).Replace("/installation", "/another", StringComparison.Ordinal));

        var (code, _, error) = Verify("--checkpoint", elsewhere);
        Assert.Equal(3, code);
        Assert.Contains("none of these ledgers", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NothingThere_SaysWhatToDo()
    {
        var (code, _, error) = Program.Run(["log", "verify", "--data", Path.Combine(_folder, "nowhere"), "--keys", Keys]);

        Assert.Equal(3, code);
        Assert.Contains("There is no candour.db", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "nowhere")));
    }

    [Theory]
    [InlineData("DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT max(MigrationId) FROM __EFMigrationsHistory)")] // earlier
    [InlineData("INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('29990101000000_Later', '99.0.0')")]
    public void Verify_OfAnotherVersion_SaysWhatToDo(string sql)
    {
        Sql(sql);

        Assert.Equal(3, Verify().Code);
    }

    [Fact]
    public void Verify_NoDatabaseAtAll_CannotTell()
    {
        File.WriteAllText(Path.Combine(Data, "candour.db"), new string('x', 9000));

        Assert.Equal(3, Verify().Code);
    }

    [Fact]
    public void Verify_KeysAmongTheData_IsRefused() => Assert.Equal(3, Program.Run(["log", "verify", "--data", Data, "--keys", Path.Combine(Data, "keys")]).Code);

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2", 3)]
    [InlineData("no such thing", 1)]
    public void Verify_ConnectionThatFails_IsRefused(string connection, int code) => Assert.Equal(code, Verify("--connection", connection).Code);

    [Fact]
    public void Verify_WithoutData_IsWrongUse() => Assert.Equal(1, Program.Run(["log", "verify"]).Code);

    private (int Code, string Out, string Error) Verify(params string[] more) => Program.Run(["log", "verify", "--data", Data, "--keys", Keys, .. more]);

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "candour.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
