namespace Candour.Cli.Tests;

public sealed class BackupCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("candour-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Backup_AndRestore_Whole()
    {
        var made = Program.Run(["admin", "backup-key", "--to", At("ours")]);
        Assert.True(made.Code == 0, made.Error);
        Assert.Equal(3, Program.Run(["admin", "backup-key", "--to", At("ours")]).Code);
        Assert.Equal(0, Program.Run(["admin", "migrate", "--data", At("data")]).Code);

        var (code, output, error) = Program.Run(["backup", "--data", At("data"), "--to", At("b"), "--recipient", At("ours.public.asc")]);
        Assert.True(code == 0, error);
        Assert.Contains("encrypted to ", output, StringComparison.Ordinal);
        Assert.NotEqual(0x1F, File.ReadAllBytes(At("b"))[0]);

        Assert.Equal(3, Restore("new").Code); // no identity
        Assert.Equal(3, Restore("new", "--identity", At("ours.secret.asc")).Code); // no checkpoint: nobody ever signed
        Assert.False(Directory.Exists(At("new")));
        var restored = Restore("new", "--identity", At("ours.secret.asc"), "--erasures-unknown");
        Assert.True(restored.Code == 0, restored.Error);
        Assert.Contains("cannot tell what was erased since", restored.Out, StringComparison.Ordinal);
        var verified = Program.Run(["log", "verify", "--data", At("new"), "--keys", At("keys")]);
        Assert.True(verified.Code == 0, verified.Error + verified.Out);

        var again = Restore("new", "--identity", At("ours.secret.asc"), "--erasures-unknown");
        Assert.Equal(3, again.Code);
        Assert.Contains("is in use", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_SaysWhatToDo_WhenUsedWrongly()
    {
        Assert.Equal(0, Program.Run(["admin", "migrate", "--data", At("data")]).Code);
        Assert.Equal(1, Program.Run(["backup", "--data", At("data"), "--to", At("b")]).Code);
        Assert.Equal(1, Program.Run(["backup", "--to", At("b"), "--unencrypted"]).Code);
        Assert.Equal(0, Program.Run(["backup", "--data", At("data"), "--to", At("b"), "--unencrypted"]).Code);
        Assert.Equal(3, Program.Run(["backup", "--data", At("data"), "--to", At("b"), "--unencrypted"]).Code);
        Assert.NotEqual(0, Program.Run(["backup", "--data", At("nowhere"), "--to", At("c"), "--unencrypted"]).Code);
        Assert.False(Path.Exists(At("nowhere")));
        File.WriteAllText(At("no key"), "no key");
        Assert.Equal(1, Program.Run(["backup", "--data", At("data"), "--to", At("c"), "--recipient", At("no key")]).Code);
        Assert.NotEqual(0, Program.Run(["restore", "--from", At("nothing"), "--data", At("new")]).Code);
    }

    private (int Code, string Out, string Error) Restore(string folder, params string[] more) => Program.Run(["restore", "--from", At("b"), "--data", At(folder), "--keys", At("keys"), .. more]);

    private string At(string name) => Path.Combine(_folder, name);
}
