using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Candour.Engine.Decisions;
using Candour.Engine.Procedures;
using Candour.Engine.Screening;

namespace Candour.Engine.Rulebooks;

/// <summary>The compiled rulebooks and vocabulary of an installation. Rulebooks are read when first asked for.</summary>
public sealed class Library
{
    private readonly string _folder;
    private readonly Dictionary<string, Lazy<Rulebook>> _loaded = [];
    private readonly Lazy<KindSituations[]> _situations;

    private Library(string folder, Index index)
    {
        (_folder, Contents) = (folder, index);
        _situations = new(() => JsonSerializer.Deserialize(Verified("situations.json", index.SituationsSha256), EngineJson.Default.KindSituationsArray) ?? []);
        foreach (var entry in index.Rulebooks)
        {
            _loaded[Key(entry)] = new(() => Load(entry));
        }
    }

    /// <summary>What the folder holds.</summary>
    public Index Contents { get; }

    /// <summary>The folder with the models.</summary>
    public string Models => Path.Combine(_folder, "models");

    /// <summary>Opens a compiled folder, as <c>tools/Candour.Build</c> makes it.</summary>
    /// <param name="folder">Holds index.json, rulebooks, vocabulary.json and models/.</param>
    /// <exception cref="InvalidDataException">It holds no index, or one that cannot be read.</exception>
    public static Library Open(string folder)
    {
        var path = Path.Combine(folder, "index.json");
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"There are no compiled rulebooks in {folder}. Install Candour again, or build the solution.");
        }

        using var stream = File.OpenRead(path);
        return new(folder, JsonSerializer.Deserialize(stream, EngineJson.Default.Index) ?? throw new InvalidDataException($"{path} is empty. Install Candour again."));
    }

    /// <summary>Finds the rulebook for a name and a day.</summary>
    /// <param name="policy">An id, for the version in force on the day; or id@version.</param>
    /// <param name="on">A day, UK local.</param>
    /// <param name="rulebook">The rulebook, when the answer is true.</param>
    /// <param name="problem">What is wrong and what to do, when it is false.</param>
    public LookUp Find(string policy, DateOnly on, [NotNullWhen(true)] out Rulebook? rulebook, [NotNullWhen(false)] out string? problem)
    {
        var at = policy.IndexOf('@', StringComparison.Ordinal);
        var (id, version) = at < 0 ? (policy, null) : (policy[..at], policy[(at + 1)..]);
        var versions = Contents.Rulebooks.Where(r => r.Id == id).OrderBy(r => r.InForce).ToArray();
        var found = version is null ? versions.LastOrDefault(r => r.InForce <= on) : versions.FirstOrDefault(r => r.Version == version);
        (rulebook, problem) = (null, null);
        if (versions.Length == 0)
        {
            problem = $"There is no policy `{id}`. Policies are: {string.Join(", ", Contents.Rulebooks.Select(r => r.Id).Distinct())}.";
            return LookUp.NoSuchPolicy;
        }

        if (found is null && version is not null)
        {
            problem = $"Policy `{id}` has no version `{version}`. Versions are: {string.Join(", ", versions.Select(v => v.Version))}.";
            return LookUp.NoSuchPolicy;
        }

        if (found is null || (version is not null && found.InForce > on))
        {
            problem = $"Policy `{id}` has no version in force on {on:yyyy-MM-dd}. The first, version {versions[0].Version}, is in force from {versions[0].InForce:yyyy-MM-dd}.";
            return LookUp.NotInForce;
        }

        rulebook = _loaded[Key(found)].Value;
        return LookUp.Found;
    }

    /// <summary>Loads one rulebook whatever the day.</summary>
    /// <param name="entry">An entry of <see cref="Contents"/>.</param>
    public Rulebook Get(Entry entry) => _loaded[Key(entry)].Value;

    /// <summary>Loads the worked examples of a rulebook.</summary>
    /// <param name="entry">An entry of <see cref="Contents"/>.</param>
    public IReadOnlyList<Example> Examples(Entry entry) =>
        JsonSerializer.Deserialize(Verified(entry.ExamplesFile, entry.ExamplesSha256), EngineJson.Default.IReadOnlyListExample) ?? [];

    /// <summary>Loads the vocabulary.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public CompiledVocabulary LoadVocabulary() =>
        JsonSerializer.Deserialize(Verified("vocabulary.json", Contents.VocabularySha256), EngineJson.Default.CompiledVocabulary)
        ?? throw new InvalidDataException("vocabulary.json is empty. Install Candour again.");

    /// <summary>Makes what reads questions in free words.</summary>
    /// <exception cref="InvalidDataException">Its patterns are damaged.</exception>
    public QuestionReader LoadQuestionReader() => new(
        JsonSerializer.Deserialize(Verified("questions.json", Contents.QuestionsSha256), EngineJson.Default.QuestionVocabulary)
        ?? throw new InvalidDataException("questions.json is empty. Install Candour again."));

    /// <summary>Makes what sees: detectors, names, vocabulary.</summary>
    public Screener LoadScreener() => new(LoadVocabulary(), LoadNames());

    private NameTagger LoadNames()
    {
        var path = Path.Combine(Models, "name-tagger.bin");
        using var weights = File.Exists(path) ? File.OpenRead(path) : throw new InvalidDataException($"{path} is missing. Install Candour again.");
        return NameTagger.Load(weights);
    }

    private Rulebook Load(Entry entry)
    {
        var rulebook = JsonSerializer.Deserialize(Verified(entry.File, entry.Sha256), EngineJson.Default.Rulebook) ?? throw new InvalidDataException($"{entry.File} is empty. Install Candour again.");
        return rulebook.Procedures.Count == 0 ? rulebook : rulebook with { Neighbours = [.. _situations.Value.Where(s => s.Policy != rulebook.Id)] };
    }

    private byte[] Verified(string file, string sha256)
    {
        var path = Path.Combine(_folder, file);
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : throw new InvalidDataException($"{path} is missing. Install Candour again.");
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? bytes
            : throw new InvalidDataException($"{path} is not the file that index.json names. It was changed after it was built; install Candour again.");
    }

    private static string Key(Entry entry) => $"{entry.Id}@{entry.Version}";

    /// <summary>What a compiled folder holds.</summary>
    /// <param name="Rulebooks">All versions of all policies.</param>
    /// <param name="VocabularySha256">Of vocabulary.json.</param>
    /// <param name="QuestionsSha256">Of questions.json.</param>
    /// <param name="SituationsSha256">Of situations.json.</param>
    public sealed record Index(IReadOnlyList<Entry> Rulebooks, string VocabularySha256, string QuestionsSha256, string SituationsSha256);

    /// <summary>One compiled rulebook.</summary>
    /// <param name="Id">Of the policy.</param>
    /// <param name="Version">Of the rulebook.</param>
    /// <param name="Title">Of the document.</param>
    /// <param name="Reference">Of the document.</param>
    /// <param name="Organisations">Whose people are bound.</param>
    /// <param name="InForce">First day.</param>
    /// <param name="ReviewDue">Last day on which a review is in time.</param>
    /// <param name="Expires">Last day of validity.</param>
    /// <param name="File">Beside the index.</param>
    /// <param name="Sha256">Of that file.</param>
    /// <param name="Stamp">Of its sources.</param>
    /// <param name="ExamplesFile">Its worked examples, beside the index.</param>
    /// <param name="ExamplesSha256">Of that file.</param>
    public sealed record Entry(
        string Id, string Version, string Title, string Reference, IReadOnlyList<string> Organisations, DateOnly InForce, DateOnly? ReviewDue, DateOnly? Expires,
        string File, string Sha256, string Stamp, string ExamplesFile, string ExamplesSha256);
}

/// <summary>How a look-up went.</summary>
public enum LookUp
{
    /// <summary>There it is.</summary>
    Found,

    /// <summary>No such policy or version: wrong use.</summary>
    NoSuchPolicy,

    /// <summary>No version binds on that day: cannot be checked.</summary>
    NotInForce,
}
