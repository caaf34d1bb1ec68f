namespace Candour.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("candour-test-").FullName;

    private static string Good => Path.Combine(Program.Root(), "rulebooks", "schema", "good");

    [Fact]
    public void Compare_TwoPolicies_SaysWhatDiffers()
    {
        var (code, output, _) = Program.Run(["policy", "compare", "lpt", "clatterbridge"]);

        Assert.Equal(0, code);
        Assert.Contains("lpt", output, StringComparison.Ordinal);
        Assert.True(output.Split('\n').Length > 20);
    }

    [Fact]
    public void Compare_TwoVersions_TellsChangesAndAnswersInWords()
    {
        var (was, now) = (Version("1.0"), Version("2.0"));

        var (code, output, _) = Program.Run(["policy", "compare", was, now]);

        Assert.Equal(0, code);
        Assert.Contains("sample: from version 1.0 (in force from 2026-01-01) to 2.0 (in force from 2026-01-01)", output, StringComparison.Ordinal);
        Assert.Contains("  moved, reworded, stricter: [6] Grievances (sample-2-01)", output, StringComparison.Ordinal);
        Assert.Contains("    section: was 2, now 6", output, StringComparison.Ordinal);
        Assert.Contains("now Complaints about work go *first* to the *line* manager.", output, StringComparison.Ordinal);
        Assert.Contains("    force: was should, now must", output, StringComparison.Ordinal);
        Assert.Contains("Answers: 1 of 2 worked questions are answered otherwise", output, StringComparison.Ordinal);
        Assert.Contains("A porter photographs a corridor with an own phone: was no [1], is now ask first [1]. (sample-1-01#1)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TwoVersionsAsJson_IsOneRecord()
    {
        var (code, json) = Program.Json(["policy", "compare", Version("1.0"), Version("2.0"), "--format", "json"]);

        Assert.Equal(0, code);
        Assert.Equal(["clause", "decision-rule"], json.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("part").GetString()));
        var answer = Assert.Single(json.GetProperty("answers").EnumerateArray());
        Assert.Equal(("deny", "refer"), (answer.GetProperty("was").GetProperty("answer").GetString(), answer.GetProperty("now").GetProperty("answer").GetString()));
    }

    [Fact]
    public void Compare_InstalledVersionWithAFolder_ComparesThem()
    {
        var copy = Path.Combine(_folder, "las");
        Copy(Path.Combine(Program.Root(), "rulebooks", "las", "3.2"), copy);
        Edit(copy, "rulebook.yaml", "version: \"3.2\"", "version: \"3.3\"");

        var (code, output, _) = Program.Run(["policy", "compare", "las@3.2", copy]);

        Assert.Equal(0, code);
        Assert.Contains("Nothing that Candour holds of the policy changed.", output, StringComparison.Ordinal);
        Assert.Matches("Answers: 0 of [1-9][0-9]+ worked questions", output);
    }

    [Theory]
    [InlineData("lpt", "lpt", "Both are version 1.0 of `lpt`. Name two versions")]
    [InlineData("lpt@1.0", "lpt", "Both are version 1.0 of `lpt`. Name two versions")]
    [InlineData("lpt@1.0", "lpt@9.9", "Policy `lpt` has no version `9.9`. Versions are: 1.0.")]
    [InlineData("nowhere@1", "lpt", "There is no policy `nowhere`.")]
    [InlineData("lpt", "nowhere/9.9", "There is no rulebook in `nowhere/9.9`. Name a folder that holds a rulebook.yaml")]
    public void Compare_SameTwiceOrUnknown_SaysWhatToDo(string a, string b, string says)
    {
        var (code, output, error) = Program.Run(["policy", "compare", a, b]);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_BrokenFolder_NamesTheFirstProblem()
    {
        var now = Version("2.0");
        Edit(now, "content.yaml", "verdict: ask", "verdict: perhaps");

        var (code, output, error) = Program.Run(["policy", "compare", Good, now]);

        Assert.Equal((3, ""), (code, output));
        Assert.Contains("has 1 problem(s), the first content.yaml:", error, StringComparison.Ordinal);
        Assert.Contains($"Run `candour policy check {now}`", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_BrokenExamples_NamesTheFirstProblem()
    {
        var now = Version("2.0");
        Edit(now, "runs/1.yaml", "act: photograph", "act: yodel");

        var (code, _, error) = Program.Run(["policy", "compare", Good, now]);

        Assert.Equal(3, code);
        Assert.Contains("The examples in", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The invented policy with two worked questions; its version 2.0 with a clause and a decision rule changed.
    private string Version(string version)
    {
        var folder = Path.Combine(_folder, version);
        Copy(Good, folder);
        Write(folder, "examples/1.yaml", "examples:\n  - { id: \"sample-1-01#1\", given: A porter photographs a corridor with an own phone, expect: deny }\n  - { id: \"sample-1-02#1\", given: A clerk looks in a break, expect: allow }\n");
        Write(folder, "runs/1.yaml", "sample-1-01#1: { door: ask, run: { facts: { act: photograph, device: personal } }, want: { answers: [deny] } }\nsample-1-02#1: { door: ask, run: { facts: { act: view, time: break } }, want: { answers: [allow] } }\n");
        if (version is "2.0")
        {
            Edit(folder, "rulebook.yaml", "version: \"1.0\"", "version: \"2.0\"");
            Edit(folder, "clauses/1.yaml", "section: \"2\"", "section: \"6\"");
            Edit(folder, "clauses/1.yaml", "Complaints about work go to the manager.", "Complaints about work go first to the line manager.");
            Edit(folder, "clauses/1.yaml", "modality: should", "modality: must");
            Edit(folder, "decisions.yaml", "    answer: deny\n    when: { all: [ { fact: act, is: [photograph] }", "    answer: refer\n    when: { all: [ { fact: act, is: [photograph] }");
        }

        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            Write(to, Path.GetRelativePath(from, file), File.ReadAllText(file));
        }
    }

    private static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static void Edit(string folder, string name, string was, string now)
    {
        var path = Path.Combine(folder, name);
        var text = File.ReadAllText(path);
        Assert.Contains(was, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(was, now, StringComparison.Ordinal));
    }
}
