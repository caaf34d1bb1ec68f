using Candour.Engine.Rulebooks;
using Candour.Engine.Versions;

namespace Candour.Engine.Tests.Versions;

/// <summary>Two versions of the invented policy of rulebooks/schema/good, read from folders: as it is, and with the changes of a test.</summary>
internal static class TwoVersions
{
    /// <summary>What changed.</summary>
    /// <param name="edits">File, what stands there, and what stands there instead.</param>
    public static VersionRecord Compare(params (string File, string Was, string Now)[] edits)
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, edits);
        var (was, now) = (Read(Repository.At("rulebooks", "schema", "good")), Read(folder.Path));
        return VersionComparison.Compare(was, now, Examples);
    }

    /// <summary>The same, and the one change that there is.</summary>
    /// <param name="edits">As above.</param>
    public static Change Only(params (string File, string Was, string Now)[] edits) => Assert.Single(Compare(edits).Changes);

    private static IReadOnlyList<Example> Examples { get; } =
    [
        Ask("sample-1-02#1", "A clerk looks at holiday pictures on duty.", ("act", "view"), ("time", "on-duty")),
        Ask("sample-1-02#2", "A clerk looks at holiday pictures on duty, the same again", ("time", "on-duty"), ("act", "view")),
        Ask("sample-1-02#3", "May a clerk look in a break?", ("act", "view"), ("time", "break")),
        Ask("sample-1-01#1", "A nurse photographs a ward with the unit's camera", ("act", "photograph"), ("device", "organisation")),
        Ask("sample-1-01#2", "A porter photographs a ward", ("act", "photograph")),
        Ask("sample-1-01#3", "A clerk posts a picture on Facebook", ("act", "view"), ("platform", "facebook"), ("time", "on-duty")),
        new("sample-1-01#4", "A post with a name", "stop", new("check", "Ann Example", new Dictionary<string, string> { ["account"] = "personal" }, new(null, null, null, null))),
        new("sample-1-01#5", "Nobody runs this", "record", null),
    ];

    private static Example Ask(string id, string given, params (string Fact, string Value)[] facts) =>
        new(id, given, "", new("ask", "", facts.ToDictionary(f => f.Fact, f => f.Value), new(null, null, null, null)));

    private static Rulebook Read(string folder)
    {
        var (rulebook, problems) = RulebookFolder.Read(folder);
        Assert.Empty(problems);
        return rulebook!;
    }

    private static void Write(string target, (string File, string Was, string Now)[] edits)
    {
        var good = Repository.At("rulebooks", "schema", "good");
        foreach (var file in Directory.EnumerateFiles(good, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(good, file);
            var text = File.ReadAllText(file);
            foreach (var edit in edits.Where(e => e.File == name.Replace('\\', '/')))
            {
                Assert.Contains(edit.Was, text, StringComparison.Ordinal);
                text = text.Replace(edit.Was, edit.Now, StringComparison.Ordinal);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, name))!);
            File.WriteAllText(Path.Combine(target, name), text);
        }
    }
}
