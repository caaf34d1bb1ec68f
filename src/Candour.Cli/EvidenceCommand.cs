using System.CommandLine;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Evidence;

namespace Candour.Cli;

/// <summary><c>candour evidence verify</c>: whether an export of a ledger is as it was committed, from the file alone.</summary>
internal static class EvidenceCommand
{
    private static readonly Argument<string> Export = new("FILE") { Description = "The export of a ledger, or - for standard input." };
    private static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "A checkpoint that was kept elsewhere. Without one an older copy cannot be told from the newest." };
    private static readonly Option<string[]> Key = new("--key") { Description = "The ledger's verifier key, name+hash+base64, or a file that holds it. Name it again for witnesses and after a change of keys.", AllowMultipleArgumentsPerToken = false };
    private static readonly Option<string> Things = new("--things") { Description = "A folder with the things that entries vouch for (captures, attachments), to be compared too." };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");

    public static Command Create()
    {
        var verify = new Command("verify", "Verifies an export of a ledger: holds (0), altered (2) or cannot tell (3).") { Export, Checkpoint, Key, Things, Format };
        verify.SetAction(parsed => (int)Verify(parsed));
        return new Command("evidence", "Verifies what was exported, offline.") { verify };
    }

    private static ExitCode Verify(ParseResult parsed)
    {
        var keys = (parsed.GetValue(Key) ?? []).Select(ReadKey).ToArray();
        var kept = parsed.GetValue(Checkpoint) is { } file ? ReadCheckpoint(file) : null;
        var folder = parsed.GetValue(Things);
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new Refusal(ExitCode.WrongUse, $"There is no folder {folder}.");
        }

        var name = parsed.GetValue(Export)!;
        using var input = name is "-" ? Console.OpenStandardInput() : Doors.OpenFile(name);
        LedgerReport? report = null;
        Progress.Over(name, input, advance => report = LedgerVerifier.Verify(input, keys, kept, folder is null ? null : thing => Open(folder, thing), advance));
        if (parsed.GetValue(Format) is "json")
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report!, EngineJson.Readable.LedgerReport));
        }
        else
        {
            Write(Console.Out, report!);
        }

        return report!.Outcome switch { Standing.Holds => ExitCode.Done, Standing.Altered => ExitCode.NotClear, _ => ExitCode.CouldNotCheck };
    }

    private static VerifierKey ReadKey(string text)
    {
        // A key has plus signs and a file seldom; what is no key may be the path of one.
        var read = File.Exists(text) ? Doors.ReadText(text).Trim() : text;
        return VerifierKey.TryParse(read, out var key, out var problem) ? key : throw new Refusal(ExitCode.WrongUse, $"`{text}` is no verifier key. {problem}");
    }

    internal static SignedNote ReadCheckpoint(string file)
    {
        using var stream = Doors.OpenFile(file);
        var bytes = new byte[SignedNote.MaxBytes + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return SignedNote.TryParse(bytes.AsSpan(0, length), out var note, out var problem) ? note
            : throw new Refusal(ExitCode.CouldNotCheck, $"{file} is no signed checkpoint. {problem}");
    }

    // Names come from the file that is being judged, and must not lead out of the folder.
    private static FileStream? Open(string folder, string thing)
    {
        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine(root, thing));
        return path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path) ? File.OpenRead(path) : null;
    }

    internal static void Write(TextWriter output, LedgerReport report)
    {
        output.WriteLine(report.Outcome switch
        {
            Standing.Holds when report.Covered == 0 => "Holds: the ledger is empty.",
            Standing.Holds => $"Holds: entries 0 to {report.Covered - 1} are as they were committed.",
            Standing.Altered => $"Altered: {(report.ProblemCount == 1 ? "one thing is" : $"{report.ProblemCount:N0} things are")} not as committed.",
            _ => "Cannot tell.",
        });
        output.WriteLine($"Ledger of {Plain(report.Organisation)} ({Plain(report.Origin)}): {report.Entries:N0} entries, {report.Erased:N0} erased, {report.Unnumbered:N0} not numbered yet.");
        if (report.Checkpoint is { } checkpoint)
        {
            output.WriteLine($"Signed checkpoint: {checkpoint.Size:N0} entries, root {checkpoint.Root}, by {Plain(string.Join(", ", checkpoint.SignedBy))}.");
        }

        foreach (var problem in report.Problems)
        {
            var place = problem.Line is { } line ? $"line {line}" : "whole file";
            output.WriteLine();
            output.WriteLine($"{problem.Kind} ({(problem.Index is { } index ? $"{place}, entry {index}" : place)}): {Plain(problem.Words)}");
            output.WriteLine($"  there:     {Plain(problem.There)}");
            output.WriteLine($"  committed: {Plain(problem.Committed)}");
        }

        if (report.ProblemCount > report.Problems.Count)
        {
            output.WriteLine();
            output.WriteLine($"And {report.ProblemCount - report.Problems.Count:N0} more.");
        }

        foreach (var doubt in report.Doubts)
        {
            output.WriteLine();
            output.WriteLine($"{doubt.Kind}: {Plain(doubt.Words)}");
        }

        foreach (var note in report.Notes)
        {
            output.WriteLine();
            output.WriteLine($"Note: {Plain(note)}");
        }
    }

    // What is there was perhaps written by somebody else, and must not steer the terminal.
    private static string Plain(string? text) => text is null ? "nothing" : string.Concat(text.Select(c => char.IsControl(c) ? (c is '\n' ? " ⏎ " : "�") : c.ToString()));
}
