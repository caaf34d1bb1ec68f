using System.Security.Cryptography;
using System.Text;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Screening;

/// <summary>Reads <c>vocabulary/</c>. Used when compiling, checking and testing; the product reads the compiled form.</summary>
public static class VocabularyFolder
{
    private static readonly string[] RequiredHeads = ["source", "licence", "checked"];

    private static readonly string[] Heads = ["kind", "topic", "not", "source", "licence", "checked"];

    /// <summary>Reads and validates.</summary>
    /// <param name="folder">The folder with <c>lists/</c>, <c>stances/</c> and <c>inferences.yaml</c>.</param>
    /// <returns>The vocabulary, and every problem found.</returns>
    public static (CompiledVocabulary Vocabulary, IReadOnlyList<Problem> Problems) Read(string folder)
    {
        var problems = new List<Problem>();
        var lists = Directory.Exists(Path.Combine(folder, "lists"))
            ? Directory.EnumerateFiles(Path.Combine(folder, "lists"), "*.txt").Order(StringComparer.Ordinal).Select(f => ReadList(f, problems)).ToArray()
            : [];
        var names = lists.Select(l => l.Name).ToHashSet();
        var groups = RulebookFolder.FilesIn(folder, "stances").SelectMany(f => ReadGroups(folder, f, names, problems)).ToArray();
        var reader = new ConditionReader(new Dictionary<string, Condition>(), []);
        var inferences = (RulebookFolder.Root(folder, "inferences.yaml", problems, optional: true)?.Only("inferences").Get("inferences")?.Items() ?? [])
            .Select(i => new Inference(i.Only("fact", "value", "when").Need("fact"), i.Need("value"), reader.Read(i.Get("when"), i))).ToArray();
        return (new(StampOf(folder), lists, groups, inferences), problems);
    }

    /// <summary>Reads the patterns of questions: <c>questions/</c> with <c>facts/</c> and <c>lists/</c>.</summary>
    /// <param name="folder">The vocabulary's folder; its list of English words says what is no slip.</param>
    /// <returns>The patterns, and every problem found.</returns>
    public static (QuestionVocabulary Vocabulary, IReadOnlyList<Problem> Problems) ReadQuestions(string folder)
    {
        var problems = new List<Problem>();
        var questions = Path.Combine(folder, "questions");
        var lists = Directory.Exists(Path.Combine(questions, "lists"))
            ? Directory.EnumerateFiles(Path.Combine(questions, "lists"), "*.txt").Order(StringComparer.Ordinal).Select(f => ReadList(f, problems)).ToArray()
            : [];
        var names = lists.Select(l => l.Name).ToHashSet();
        var groups = RulebookFolder.FilesIn(questions, "facts").SelectMany(f => ReadGroups(questions, f, names, problems)).ToArray();
        var words = groups.SelectMany(g => g.Patterns).SelectMany(p => PatternParser.WordsOf(PatternParser.Parse(p, names.Contains)))
            .Concat(lists.SelectMany(l => l.Entries).SelectMany(e => e.TrimEnd('*').Split(' '))).Distinct().Order(StringComparer.Ordinal).ToArray();
        var english = Path.Combine(folder, "names", "english-words.txt");
        var ordinary = File.Exists(english)
            ? File.ReadLines(english).Where(w => w.Length > 3 && w[0] != '#').Select(w => Letters.Fold(w)).Where(w => words.Any(k => Spelling.IsNear(w, k))).Except(words).Distinct().Order(StringComparer.Ordinal).ToArray()
            : [];
        return (new(new(StampOf(folder), lists, groups, []), words, ordinary), [.. problems.Select(p => p with { File = $"questions/{p.File}" })]);
    }

    /// <summary>Hash over names and contents of the folder's files.</summary>
    /// <param name="folder">As for <see cref="Read"/>.</param>
    public static string StampOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/') + "\0"));
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n") + "\0"));
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static WordList ReadList(string path, List<Problem> problems)
    {
        var file = $"lists/{Path.GetFileName(path)}";
        var heads = new Dictionary<string, string>();
        var entries = new List<string>();
        var number = 0;
        foreach (var raw in File.ReadLines(path))
        {
            number++;
            var line = raw.Trim();
            if (line.StartsWith('#'))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                var key = colon > 0 ? line[1..colon].Trim() : "";
                if (Heads.Contains(key))
                {
                    heads[key] = line[(colon + 1)..].Trim();
                }

                continue;
            }

            if (line.Length == 0)
            {
                continue;
            }

            var open = line.EndsWith('*');
            var tokens = Reading.Of(open ? line[..^1] : line).Tokens;
            if (tokens.Count == 0 || tokens.Any(t => t.Kind is TokenKind.SentenceEnd))
            {
                problems.Add(new(file, number, $"`{line}` cannot be an entry: it {(tokens.Count == 0 ? "holds nothing that is read" : "ends a sentence")}. Write words apart by spaces."));
                continue;
            }

            entries.Add(string.Join(' ', tokens.Select(t => t.Folded)) + (open ? "*" : ""));
        }

        foreach (var head in RequiredHeads.Where(h => !heads.ContainsKey(h)))
        {
            problems.Add(new(file, 1, $"The head names no {head}. Add a line `# {head}: ...`."));
        }

        foreach (var kind in new[] { heads.GetValueOrDefault("kind"), heads.GetValueOrDefault("not") }.OfType<string>().Where(k => !Kinds.Exists(k)))
        {
            problems.Add(new(file, 1, $"There is no kind of finding `{kind}`. Kinds are: {string.Join(", ", Kinds.All)}."));
        }

        return new(Path.GetFileNameWithoutExtension(path), heads.GetValueOrDefault("kind"), heads.GetValueOrDefault("topic"), heads.GetValueOrDefault("not"), [.. entries.Distinct()]);
    }

    private static List<PatternGroup> ReadGroups(string folder, string file, HashSet<string> lists, List<Problem> problems)
    {
        var groups = new List<PatternGroup>();
        if (RulebookFolder.Root(folder, file, problems) is not { } root)
        {
            return groups;
        }

        root.Only("kind", "fact", "source", "licence", "checked", "groups");
        var fact = root.Maybe("fact");
        var kind = fact is null ? root.Need("kind") : "question";
        root.OneOf("kind", kind, Kinds.All);
        root.Need("source");
        root.Need("licence");
        root.Day("checked");
        foreach (var item in root.Get("groups")?.Items() ?? [])
        {
            item.Only("topic", "value", "why", "score", "patterns", "unless", "unlessAnywhere", "needs");
            var score = item.Number("score") ?? 0.7;
            if (score is <= 0 or > 1)
            {
                item.Get("score")!.Note($"`score` should be above 0 and at most 1, and is {score}.");
            }

            var starts = new List<IReadOnlyList<string>>();
            var guards = new List<IReadOnlyList<string>>();
            var patterns = Patterns(item, "patterns", starts, guards);
            groups.Add(new(kind, fact is null ? item.Maybe("topic") : FactOf(fact, item), fact is null ? item.Need("why") : "says so", score, patterns, Patterns(item, "unless"), Patterns(item, "unlessAnywhere"), Patterns(item, "needs")) { Starts = starts, Guards = guards });
        }

        return Kinds.Exists(kind) ? groups : [];

        static string FactOf(string fact, YamlItem item)
        {
            var value = item.Need("value");
            if (new FactSet().Give(fact, value) is { } wrong)
            {
                item.Note(wrong);
            }

            // Its place keeps two groups of one value apart, so that the surer one is not taken for the same finding.
            return $"{fact}={value}#{item.Line}";
        }

        List<string> Patterns(YamlItem item, string key, List<IReadOnlyList<string>>? starts = null, List<IReadOnlyList<string>>? guards = null)
        {
            var good = new List<string>();
            foreach (var pattern in item.Get(key)?.Items() ?? [])
            {
                try
                {
                    var node = PatternParser.Parse(pattern.Scalar ?? "", lists.Contains);
                    starts?.Add(PatternMatcher.StartsOf(node));
                    guards?.Add(PatternGuard.Of(node));
                    good.Add(pattern.Scalar!);
                }
                catch (FormatException wrong)
                {
                    pattern.Note($"The pattern `{pattern.Scalar}` cannot be read: {wrong.Message}.");
                }
            }

            if (key is "patterns" && good.Count == 0 && item.Get(key) is null)
            {
                item.Note("`patterns` is missing. Write at least one.");
            }

            return good;
        }
    }
}
