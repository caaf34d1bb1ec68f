using System.Security.Cryptography;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Build;

/// <summary>Compiles rulebooks and vocabulary into the form that the product reads.</summary>
internal static class Compiler
{
    public static int Run(string repository, string target)
    {
        var problems = new List<string>();
        Directory.CreateDirectory(target);
        var (vocabulary, wrong) = VocabularyFolder.Read(Path.Combine(repository, "vocabulary"));
        problems.AddRange(wrong.Select(p => $"vocabulary/{p}"));
        var vocabularySha = Write(target, "vocabulary.json", JsonSerializer.SerializeToUtf8Bytes(vocabulary, EngineJson.Default.CompiledVocabulary));
        var (questions, bad) = VocabularyFolder.ReadQuestions(Path.Combine(repository, "vocabulary"));
        problems.AddRange(bad.Select(p => $"vocabulary/{p}"));
        var questionsSha = Write(target, "questions.json", JsonSerializer.SerializeToUtf8Bytes(questions, EngineJson.Default.QuestionVocabulary));
        var read = new List<(Rulebook Rulebook, IReadOnlyList<Example> Examples)>();
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(repository, "rulebooks")).Where(f => Path.GetFileName(f) != "schema")
            .SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(repository, folder).Replace('\\', '/');
            var (rulebook, found) = RulebookFolder.Read(folder);
            problems.AddRange(found.Select(p => $"{name}/{p}"));
            if (rulebook is not null)
            {
                var (examples, unfit) = ExampleFolder.Read(folder, rulebook);
                problems.AddRange(unfit.Select(p => $"{name}/{p}"));
                read.Add((rulebook, examples));
            }
        }

        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        var entries = read.Select(r => WriteRulebook(target, r.Rulebook with { SupersededFrom = After(r.Rulebook) }, r.Examples)).ToArray();
        var situations = read.SelectMany(r => KindSituations.Of(r.Rulebook)).ToArray();
        var situationsSha = Write(target, "situations.json", JsonSerializer.SerializeToUtf8Bytes(situations, EngineJson.Default.KindSituationsArray));
        CopyModels(Path.Combine(repository, "models"), Path.Combine(target, "models"));
        Write(target, "index.json", JsonSerializer.SerializeToUtf8Bytes(new Library.Index(entries, vocabularySha, questionsSha, situationsSha), EngineJson.Default.Index));
        Console.WriteLine($"{entries.Length} rulebooks, {vocabulary.Lists.Count} word lists, {vocabulary.Groups.Sum(g => g.Patterns.Count)} patterns; {problems.Count} problem(s).");
        return problems.Count == 0 ? 0 : 2;

        DateOnly? After(Rulebook rulebook) => read.Select(r => r.Rulebook).Where(r => r.Id == rulebook.Id && r.InForce > rulebook.InForce).Select(r => (DateOnly?)r.InForce).Min();
    }

    private static Library.Entry WriteRulebook(string target, Rulebook rulebook, IReadOnlyList<Example> examples)
    {
        var file = $"rulebooks/{rulebook.Id}-{rulebook.Version}.json";
        var examplesFile = $"rulebooks/{rulebook.Id}-{rulebook.Version}.examples.json";
        return new(
            rulebook.Id, rulebook.Version, rulebook.Title, rulebook.Reference, rulebook.Organisations, rulebook.InForce, rulebook.ReviewDue, rulebook.Expires,
            file, Write(target, file, JsonSerializer.SerializeToUtf8Bytes(rulebook, EngineJson.Default.Rulebook)), rulebook.Stamp,
            examplesFile, Write(target, examplesFile, JsonSerializer.SerializeToUtf8Bytes(examples, EngineJson.Default.IReadOnlyListExample)));
    }

    private static string Write(string target, string file, byte[] bytes)
    {
        var path = Path.Combine(target, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static void CopyModels(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => !f.EndsWith(".md", StringComparison.Ordinal) && !f.EndsWith(".gz", StringComparison.Ordinal) && !f.EndsWith(".vectors.jsonl", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (!File.Exists(copy) || File.GetLastWriteTimeUtc(copy) < File.GetLastWriteTimeUtc(file) || new FileInfo(copy).Length != new FileInfo(file).Length)
            {
                File.Copy(file, copy, overwrite: true);
            }
        }
    }
}
