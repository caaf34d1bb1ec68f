namespace Candour.Cli.Tests;

public sealed class AdminCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("candour-admin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Migrate_NewFolder_MakesTheDatabase()
    {
        var (code, output, error) = Program.Run(["admin", "migrate", "--data", _folder]);

        Assert.True(code == 0, error);
        Assert.Contains("has the form of this version", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "candour.db")));
        Assert.Equal(0, Program.Run(["admin", "migrate", "--data", _folder]).Code);
    }

    [Fact]
    public void Migrate_WithoutDatabase_IsWrongUse() => Assert.Equal(1, Program.Run(["admin", "migrate"]).Code);

    [Fact]
    public void Migrate_GrantOnSqlite_IsWrongUse() => Assert.Equal(1, Program.Run(["admin", "migrate", "--data", _folder, "--grant", "web"]).Code);

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2", 3)]
    [InlineData("no such thing", 1)]
    public void Migrate_ConnectionThatFails_IsRefused(string connection, int code) => Assert.Equal(code, Program.Run(["admin", "migrate", "--connection", connection]).Code);
}
