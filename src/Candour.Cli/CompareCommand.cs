using System.CommandLine;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Rulebooks;
using Candour.Engine.Versions;

namespace Candour.Cli;

/// <summary><c>candour policy compare</c>: two policies topic by topic, or what changed between two versions of one.</summary>
internal static class CompareCommand
{
    // Of a text that is long, this many words beside what differs.
    private const int Beside = 6;

    // Was and now stand on one line up to this many characters.
    private const int MostOnALine = 80;

    public static Command Create(Option<string> format)
    {
        var (a, b) = (Compared("a"), Compared("b"));
        var command = new Command("compare", "Says what differs for staff between two policies, or what changed between two versions of one.") { a, b, format };
        command.SetAction(parsed =>
        {
            var library = Doors.Library();
            var (was, now) = (Read(library, parsed.GetRequiredValue(a)), Read(library, parsed.GetRequiredValue(b)));
            var json = parsed.GetValue(format) is "json";
            if (was.Rulebook.Id != now.Rulebook.Id)
            {
                WriteTopics(PolicyComparison.Compare(was.Rulebook, now.Rulebook), json);
                return (int)ExitCode.Done;
            }

            RefuseTheSame(library, was.Rulebook, now.Rulebook);
            WriteRecord(VersionComparison.Compare(was.Rulebook, now.Rulebook, [.. was.Examples(), .. now.Examples()]), json);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Compared(string name) => new(name) { Description = "A policy, as las; one version, in force or not, as las@3.2; or a rulebook's folder, as rulebooks/las/3.2." };

    // A folder too, so that an author sees what a new version changes before it is built or ratified.
    private static (Rulebook Rulebook, Func<IReadOnlyList<Example>> Examples) Read(Library library, string side)
    {
        if (Directory.Exists(side) && File.Exists(Path.Combine(side, "rulebook.yaml")))
        {
            return ReadFolder(side);
        }

        if (side.Contains('/', StringComparison.Ordinal) || side.Contains('\\', StringComparison.Ordinal))
        {
            throw new Refusal(ExitCode.WrongUse, $"There is no rulebook in `{side}`. Name a folder that holds a rulebook.yaml, as rulebooks/las/3.2, or a version, as las@3.2.");
        }

        var rulebook = Doors.Rulebook(library, side, side.Contains('@', StringComparison.Ordinal) ? DateOnly.MaxValue : Doors.Today);
        return (rulebook, () => library.Examples(library.Contents.Rulebooks.Single(r => r.Id == rulebook.Id && r.Version == rulebook.Version)));
    }

    private static (Rulebook Rulebook, Func<IReadOnlyList<Example>> Examples) ReadFolder(string folder)
    {
        var (rulebook, problems) = RulebookFolder.Read(folder);
        if (rulebook is null)
        {
            throw new Refusal(ExitCode.CouldNotCheck, $"The rulebook in `{folder}` has {problems.Count} problem(s), the first {problems[0]} Run `candour policy check {folder}` and put them right first.");
        }

        return (rulebook, () =>
        {
            var (examples, wrong) = ExampleFolder.Read(folder, rulebook);
            return wrong.Count == 0 ? examples
                : throw new Refusal(ExitCode.CouldNotCheck, $"The examples in `{folder}` have {wrong.Count} problem(s), the first {wrong[0]} Run `candour policy check {folder}` and put them right first.");
        });
    }

    private static void RefuseTheSame(Library library, Rulebook was, Rulebook now)
    {
        if (was.Version == now.Version && was.Stamp == now.Stamp)
        {
            var versions = library.Contents.Rulebooks.Where(r => r.Id == was.Id).Select(r => $"{r.Id}@{r.Version}").ToArray();
            throw new Refusal(ExitCode.WrongUse, $"Both are version {was.Version} of `{was.Id}`. Name two versions, or another policy."
                + (versions.Length > 1 ? $" Versions here are: {string.Join(", ", versions)}." : $" Candour holds one version of it; compare its folder with that of the new version, as `candour policy compare rulebooks/{was.Id}/{was.Version} FOLDER`."));
        }
    }

    private static void WriteTopics(IReadOnlyList<TopicComparison> topics, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(topics, EngineJson.Readable.IReadOnlyListTopicComparison));
            return;
        }

        foreach (var topic in topics)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"{topic.Topic}: {topic.Summary}");
            foreach (var (policy, sides) in new[] { (topic.A, topic.OnlyA), (topic.B, topic.OnlyB) })
            {
                foreach (var line in sides)
                {
                    Console.Out.WriteLine($"  {policy}: {line}");
                }
            }
        }
    }

    private static void WriteRecord(VersionRecord record, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(record, EngineJson.Readable.VersionRecord));
            return;
        }

        Console.Out.WriteLine($"{record.Policy}: from version {record.From.Version} (in force from {record.From.InForce:yyyy-MM-dd}) to {record.To.Version} (in force from {record.To.InForce:yyyy-MM-dd})");
        Console.Out.WriteLine(record.Changes.Count == 0 ? "Nothing that Candour holds of the policy changed." : "Words between asterisks are those that differ.");
        foreach (var (part, title) in PolicyParts.All)
        {
            var changes = record.Changes.Where(c => c.Part == part).ToArray();
            if (changes.Length > 0)
            {
                Console.Out.WriteLine();
                Console.Out.WriteLine($"{title}: {changes.Length} changed");
                Array.ForEach(changes, WriteChange);
            }
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine($"Answers: {record.Answers.Count} of {record.QuestionsTried} worked questions are answered otherwise");
        foreach (var answer in record.Answers)
        {
            Console.Out.WriteLine($"  {string.Join(", ", answer.Ways)}: {answer.Says} ({answer.Example})");
        }
    }

    private static void WriteChange(Change change)
    {
        Console.Out.WriteLine($"  {string.Join(", ", change.Ways)}: {(change.Section is null ? "" : $"[{change.Section}] ")}{change.Name} ({change.Id}{(change.FormerId is null ? "" : $", was {change.FormerId}")})");
        foreach (var difference in change.Differences)
        {
            var (was, now) = (Side("was", difference.Was, difference.Words), Side("now", difference.Now, difference.Words));
            Console.Out.WriteLine(was is not null && now is not null && was.Length + now.Length > MostOnALine
                ? $"    {difference.What}:\n      {was}\n      {now}" : $"    {difference.What}: {string.Join(", ", new[] { was, now }.OfType<string>())}");
        }
    }

    private static string? Side(string side, string? text, IReadOnlyList<WordRun>? words) =>
        text is null ? null : $"{side} {(words is null || words.All(w => w.In is not "both") ? text.ReplaceLineEndings(" ") : Marked(side, words))}";

    private static string Marked(string side, IReadOnlyList<WordRun> words) => string.Join(' ', words.Index()
        .Where(w => w.Item.In is "both" || w.Item.In == side)
        .Select(w => w.Item.In is "both" ? Shortened(w.Item.Text, w.Index == 0, w.Index == words.Count - 1) : $"*{w.Item.Text}*"));

    private static string Shortened(string text, bool begins, bool ends)
    {
        var words = text.Split(' ');
        return words.Length <= 3 * Beside ? text : $"{(begins ? "" : string.Join(' ', words[..Beside]) + " ")}...{(ends ? "" : " " + string.Join(' ', words[^Beside..]))}";
    }
}
