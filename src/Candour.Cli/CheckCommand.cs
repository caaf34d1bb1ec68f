using System.CommandLine;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Cli;

/// <summary><c>candour check</c>: one draft, a file of drafts, or a kept verdict.</summary>
internal static class CheckCommand
{
    private static readonly Option<string> Policy = new("--policy") { Description = "Which policy, as las, or las@3.2 for one version." };
    private static readonly Option<string[]> FactOptions = Doors.FactOptions();
    private static readonly Option<string> Text = new("--text") { Description = "The post. Other users of this machine can see a command line: for anything real use - and standard input." };
    private static readonly Option<string> TextFile = new("--file") { Description = "A file that holds the post." };
    private static readonly Option<string> Bio = new("--bio") { Description = "The biography of the profile." };
    private static readonly Option<string> AccountName = new("--account-name") { Description = "The name of the account." };
    private static readonly Option<string> OwnName = new("--own-name") { Description = "The writer's own name." };
    private static readonly Option<string> Quoted = new("--quoted") { Description = "What the post shares or answers." };
    private static readonly Option<string> Earlier = new("--earlier") { Description = "A file of earlier posts, one {\"text\":\"..\"} a line." };
    private static readonly Option<string[]> Image = new("--image") { Description = "A picture whose metadata is read (place, device, thumbnail). The picture itself is not looked at." };
    private static readonly Option<string> On = Doors.OnOption();
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");
    private static readonly Option<bool> Explain = new("--explain") { Description = "List also the rules that did not apply, and why." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Detectors and patterns without the reader of meaning." };
    private static readonly Option<string> In = new("--in") { Description = "A file of drafts, one JSON object a line, or - for standard input." };
    private static readonly Option<string> Out = new("--out") { Description = "Where the verdicts of --in go; standard output when not said." };
    private static readonly Option<string> ReplayFile = new("--replay") { Description = "Judge a kept verdict again from its own findings, facts and scores." };
    private static readonly Argument<string?> StandardInput = new("-") { Description = "Read the post from standard input.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };

    public static Command Create()
    {
        var command = new Command("check", "Checks a post against a policy.")
        {
            Policy, FactOptions, Text, TextFile, Bio, AccountName, OwnName, Quoted, Earlier, Image, On, Format, Explain, Quick, In, Out, ReplayFile, StandardInput,
        };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private static ExitCode Run(ParseResult parsed)
    {
        var library = Doors.Library();
        if (parsed.GetValue(ReplayFile) is { } kept)
        {
            return RunReplay(library, kept, parsed);
        }

        var policy = parsed.GetValue(Policy) ?? throw new Refusal(ExitCode.WrongUse, $"Say which policy with --policy. Policies are: {string.Join(", ", library.Contents.Rulebooks.Select(r => r.Id).Distinct())}.");
        var on = Doors.Day(parsed.GetValue(On));
        var rulebook = Doors.Rulebook(library, policy, on);
        return parsed.GetValue(In) is { } file ? RunMany(library, rulebook, on, file, parsed) : RunOne(library, rulebook, on, parsed);
    }

    private static ExitCode RunOne(Library library, Rulebook rulebook, DateOnly on, ParseResult parsed)
    {
        var draft = new Draft
        {
            Text = TextOf(parsed),
            Bio = parsed.GetValue(Bio),
            AccountName = parsed.GetValue(AccountName),
            OwnName = parsed.GetValue(OwnName),
            Quoted = parsed.GetValue(Quoted),
            Earlier = EarlierPosts(parsed.GetValue(Earlier)),
            Facts = Doors.Facts(parsed.GetValue(FactOptions) ?? [], rulebook),
        };
        if (TooLong(draft) is { } refusal)
        {
            throw new Refusal(ExitCode.CouldNotCheck, refusal);
        }

        var pictures = PictureNotes(parsed.GetValue(Image) ?? []);

        // The readers' weights load beside everything else.
        var loading = parsed.GetValue(Quick) ? null : Task.Run(() => Readers.Load(library.Models));
        var screener = library.LoadScreener();
        using var reader = loading?.GetAwaiter().GetResult();
        var verdict = new Checker(rulebook, screener, reader).Check(draft, on, parsed.GetValue(Explain));
        verdict = verdict with { Notes = [.. verdict.Notes, .. pictures] };
        Write(verdict, rulebook, draft, parsed);
        return verdict.Level is Level.Clear ? ExitCode.Done : ExitCode.NotClear;
    }

    private static Note[] PictureNotes(string[] files)
    {
        var notes = new List<Note>();
        foreach (var file in files)
        {
            using var picture = Doors.OpenFile(file);
            var told = PictureMetadata.Read(picture, Path.GetFileName(file));
            notes.AddRange(told.Select(t => new Note([], t)));
            if (told.Count > 0)
            {
                notes.Add(new([], $"Share a copy without these: the page \"Check a post\" makes one in the browser, or take a screenshot of {Path.GetFileName(file)}."));
            }
        }

        return [.. notes];
    }

    private static string TextOf(ParseResult parsed)
    {
        if (parsed.GetValue(Text) is { } text)
        {
            return text;
        }

        if (parsed.GetValue(TextFile) is { } file)
        {
            return Doors.ReadText(file);
        }

        if (parsed.GetValue(StandardInput) is { } word)
        {
            return word is "-" ? Doors.ReadText("-") : throw new Refusal(ExitCode.WrongUse, $"`{word}` stands alone. Give the post with --text, --file or - (standard input).");
        }

        return parsed.GetValue(Bio) is not null || parsed.GetValue(AccountName) is not null || parsed.GetValue(Image) is { Length: > 0 } ? ""
            : throw new Refusal(ExitCode.WrongUse, "There is nothing to check. Give the post with --text, --file or - (standard input), or a profile with --bio.");
    }

    private static IReadOnlyList<string> EarlierPosts(string? file)
    {
        if (file is null)
        {
            return [];
        }

        using var stream = Doors.OpenFile(file);
        return [.. Lines.Read(stream).Select(l => l.Word("text") ?? throw new Refusal(ExitCode.CouldNotCheck, l.Error ?? $"Line {l.Number} of {file} has no text."))];
    }

    private static string? TooLong(Draft draft) =>
        new[] { draft.Text, draft.Bio, draft.AccountName, draft.OwnName, draft.Quoted }.Concat(draft.Earlier).Any(t => t?.Length > Draft.MaxLength)
            ? $"The text is longer than {Draft.MaxLength:N0} characters, the most that is read. Check it in parts." : null;

    private static void Write(Verdict verdict, Rulebook rulebook, Draft? draft, ParseResult parsed)
    {
        if (parsed.GetValue(Format) is "json")
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(verdict, EngineJson.Readable.Verdict));
        }
        else
        {
            VerdictText.Write(Console.Out, verdict, rulebook, draft);
        }
    }

    private static ExitCode RunReplay(Library library, string file, ParseResult parsed)
    {
        Verdict kept;
        try
        {
            kept = JsonSerializer.Deserialize(Doors.ReadText(file), EngineJson.Default.Verdict) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new Refusal(ExitCode.CouldNotCheck, $"{file} is not a verdict as `candour check --format json` writes it.");
        }

        var rulebook = Doors.Rulebook(library, $"{kept.Policy.Id}@{kept.Policy.Version}", DateOnly.MaxValue);
        var verdict = Replay.Run(kept, rulebook, ReadersCalibration.Load(library.Models));
        Write(verdict, rulebook, null, parsed);
        return verdict.Level is Level.Clear ? ExitCode.Done : ExitCode.NotClear;
    }

    private static ExitCode RunMany(Library library, Rulebook rulebook, DateOnly on, string file, ParseResult parsed)
    {
        using var input = file is "-" ? Console.OpenStandardInput() : Doors.OpenFile(file);
        using var reader = parsed.GetValue(Quick) ? null : Readers.Load(library.Models);
        var checker = new Checker(rulebook, library.LoadScreener(), reader);
        using var closing = Doors.OpenOutput(parsed.GetValue(Out), out var output);
        var (failed, unclear) = (false, false);
        Progress.Over(file, input, advance =>
        {
            foreach (var line in Lines.Read(input, advance))
            {
                var (json, level) = CheckLine(checker, rulebook, line, on);
                output.WriteLine(json);
                (failed, unclear) = (failed || level is null, unclear || level > Level.Clear);
            }
        });
        return failed ? ExitCode.CouldNotCheck : unclear ? ExitCode.NotClear : ExitCode.Done;
    }

    private static (string Json, Level? Level) CheckLine(Checker checker, Rulebook rulebook, Line line, DateOnly on)
    {
        var facts = new FactSet();
        var wrong = line.Error ?? (line.Word("text") is null && line.Word("bio") is null ? $"Line {line.Number} has no text." : ReadFacts(line, rulebook, facts));
        if (wrong is null)
        {
            var draft = new Draft
            {
                Text = line.Word("text") ?? "",
                Bio = line.Word("bio"),
                AccountName = line.Word("accountName"),
                OwnName = line.Word("ownName"),
                Quoted = line.Word("quoted"),
                Facts = facts,
            };
            wrong = TooLong(draft);
            if (wrong is null)
            {
                var verdict = checker.Check(draft, on, offerEdits: false);
                var json = JsonSerializer.Serialize(verdict, EngineJson.Line.Verdict);
                return (line.Id is { } id ? $"{{\"id\":{JsonSerializer.Serialize(id, EngineJson.Line.String)},{json[1..]}" : $"{{\"line\":{line.Number},{json[1..]}", verdict.Level);
            }
        }

        var place = line.Id is { } named ? $"\"id\":{JsonSerializer.Serialize(named, EngineJson.Line.String)}" : $"\"line\":{line.Number}";
        return ($"{{{place},\"error\":{JsonSerializer.Serialize(wrong, EngineJson.Line.String)}}}", null);
    }

    private static string? ReadFacts(Line line, Rulebook rulebook, FactSet facts)
    {
        if (!line.Json!.Value.TryGetProperty("facts", out var given) || given.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var fact in given.EnumerateObject())
        {
            var values = fact.Value.ValueKind is JsonValueKind.Array ? fact.Value.EnumerateArray().Select(v => v.ToString()) : [fact.Value.ToString()];
            foreach (var value in values)
            {
                if (facts.Give(fact.Name, value, rulebook.Platforms) is { } wrong)
                {
                    return $"Line {line.Number}: {wrong}";
                }
            }
        }

        return null;
    }
}
