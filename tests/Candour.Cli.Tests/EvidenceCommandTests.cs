using System.Text.Json;

namespace Candour.Cli.Tests;

/// <summary>Over the exports of conformance/evidence.</summary>
public class EvidenceCommandTests
{
    private static readonly string Folder = Path.Combine(Program.Root(), "conformance", "evidence");

    [Theory]
    [InlineData("as-it-was", 0, "holds")]
    [InlineData("erased-lawfully", 0, "holds")]
    [InlineData("content-changed", 2, "altered")]
    [InlineData("older-copy", 2, "altered")]
    [InlineData("dropped", 2, "altered")]
    [InlineData("without-key", 3, "cannot-tell")]
    [InlineData("without-checkpoint", 3, "cannot-tell")]
    [InlineData("cut-off", 3, "cannot-tell")]
    [InlineData("a-later-form", 3, "cannot-tell")]
    public void Verify_Export_EndsWithItsCode(string name, int code, string outcome)
    {
        using var kept = new Kept(name);

        var (ended, json) = Program.Json([.. kept.Args, "--format", "json"]);

        Assert.Equal((code, outcome), (ended, json.GetProperty("outcome").GetString()));
        Assert.Equal(code == 2, json.GetProperty("problems").GetArrayLength() > 0);
    }

    [Fact]
    public void Verify_ContentChanged_ShowsBothSides()
    {
        using var kept = new Kept("content-changed");

        var (code, output, _) = Program.Run(kept.Args);

        Assert.Equal(2, code);
        Assert.StartsWith("Altered: one thing is not as committed.", output, StringComparison.Ordinal);
        Assert.Contains("content-changed (line 8, entry 5)", output, StringComparison.Ordinal);
        Assert.Contains("there:     {\"content\":{\"case\":5,\"note\":\"as seen – 6\"", output, StringComparison.Ordinal);
        Assert.Contains("committed: seal ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AsItWas_SaysWhatHoldsAndWhoSigned()
    {
        using var kept = new Kept("as-it-was");

        var (_, output, error) = Program.Run(kept.Args);

        Assert.StartsWith("Holds: entries 0 to 7 are as they were committed.", output, StringComparison.Ordinal);
        Assert.Contains("by ledger.example/o-1.", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public void Verify_FromStandardInput_Reads()
    {
        using var kept = new Kept("as-it-was");

        Assert.Equal(0, Program.Run([.. kept.Args.Select(a => a.EndsWith(".jsonl", StringComparison.Ordinal) ? "-" : a)], File.ReadAllBytes(Path.Combine(Folder, "exports/as-it-was.jsonl"))).Code);
    }

    [Fact]
    public void Verify_KeyFromAFile_Reads()
    {
        using var kept = new Kept("as-it-was");
        var file = Path.Combine(kept.Temporary, "key.txt");
        File.WriteAllText(file, kept.Key + "\n");

        Assert.Equal(0, Program.Run([.. kept.Args.Select(a => a == kept.Key ? file : a)]).Code);
    }

    [Theory]
    [InlineData("photo 7", 0)]
    [InlineData("photo 8", 2)]
    [InlineData(null, 3)]
    public void Verify_Things_AreComparedInTheirFolder(string? content, int code)
    {
        using var kept = new Kept("as-it-was");
        File.WriteAllText(Path.Combine(kept.Temporary, "photo-2.jpg"), "photo 2");
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(kept.Temporary, "photo-7.jpg"), content);
        }

        Assert.Equal(code, Program.Run([.. kept.Args, "--things", kept.Temporary]).Code);
    }

    [Theory]
    [InlineData("--key", "no key", 1, "is no verifier key")]
    [InlineData("--key", "ledger.example/o-1+00000000+ARCtF55zkffijPWz5W17pQa9+iQmR5rpXpJUtZ5k0BnZ", 1, "a character is wrong or missing")]
    [InlineData("--checkpoint", "/nowhere", 3, "There is no file /nowhere")]
    [InlineData("--things", "/nowhere", 1, "There is no folder /nowhere")]
    [InlineData("--format", "xml", 1, "xml")]
    public void Verify_WrongUse_SaysWhat(string option, string value, int code, string says)
    {
        var (ended, output, error) = Program.Run(["evidence", "verify", Path.Combine(Folder, "exports/as-it-was.jsonl"), option, value]);

        Assert.Equal(code, ended);
        Assert.Contains(says, error + output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_CheckpointThatIsNone_CannotTell()
    {
        var (code, _, error) = Program.Run(["evidence", "verify", Path.Combine(Folder, "exports/as-it-was.jsonl"), "--checkpoint", Path.Combine(Folder, "exports.json")]);

        Assert.Equal(3, code);
        Assert.Contains("is no signed checkpoint", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NoSuchFile_CannotTell() => Assert.Equal(3, Program.Run(["evidence", "verify", "/nowhere.jsonl"]).Code);

    /// <summary>A case of exports.json as arguments.</summary>
    private sealed class Kept : IDisposable
    {
        public Kept(string name)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "exports.json")));
            var c = document.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
            Args = ["evidence", "verify", Path.Combine(Folder, c.GetProperty("file").GetString()!)];
            if (c.GetProperty("checkpoint").GetString() is { } checkpoint)
            {
                var file = Path.Combine(Temporary, "checkpoint.txt");
                File.WriteAllText(file, checkpoint);
                Args = [.. Args, "--checkpoint", file];
            }

            foreach (var key in c.GetProperty("keys").EnumerateArray())
            {
                Key = key.GetString();
                Args = [.. Args, "--key", Key!];
            }
        }

        public string Temporary { get; } = Directory.CreateTempSubdirectory("candour-evidence-").FullName;

        public string[] Args { get; }

        public string? Key { get; }

        public void Dispose() => Directory.Delete(Temporary, recursive: true);
    }
}
