using System.Security.Cryptography;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Rulebooks;

namespace Candour.Web.Tests;

/// <summary>
/// The two invented policies of the folder Rulebooks, one in two versions, compiled beside the product's own vocabulary and models: what pages do with decisions and guidance is
/// tested on rules that nobody rewrites.
/// </summary>
internal static class SampleLibrary
{
    /// <summary>Compiles them into a new folder.</summary>
    public static string Compile()
    {
        var folder = Directory.CreateTempSubdirectory("candour-sample-").FullName;
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var index = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(data, "index.json")), EngineJson.Default.Index)!;
        foreach (var file in new[] { "vocabulary.json", "questions.json", "situations.json" })
        {
            File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(data, file));
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "models"), Path.Combine(data, "models"));
        var entries = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests", "Candour.Web.Tests", "Rulebooks"))
            .SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal).Select(f => Write(f, folder)).ToArray();
        File.WriteAllBytes(Path.Combine(folder, "index.json"), JsonSerializer.SerializeToUtf8Bytes(index with { Rulebooks = entries }, EngineJson.Default.Index));
        return folder;
    }

    private static Library.Entry Write(string source, string folder)
    {
        var (rulebook, problems) = RulebookFolder.Read(source);
        Assert.Empty(problems);
        var (worked, wrong) = ExampleFolder.Read(source, rulebook!);
        Assert.Empty(wrong);
        var (file, examples) = ($"{rulebook!.Id}-{rulebook.Version}.json", $"{rulebook.Id}-{rulebook.Version}.examples.json");
        return new(
            rulebook.Id, rulebook.Version, rulebook.Title, rulebook.Reference, rulebook.Organisations, rulebook.InForce, rulebook.ReviewDue, rulebook.Expires,
            file, Sha(Path.Combine(folder, file), JsonSerializer.SerializeToUtf8Bytes(rulebook, EngineJson.Default.Rulebook)), rulebook.Stamp,
            examples, Sha(Path.Combine(folder, examples), JsonSerializer.SerializeToUtf8Bytes(worked, EngineJson.Default.IReadOnlyListExample)));
    }

    private static string Sha(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
