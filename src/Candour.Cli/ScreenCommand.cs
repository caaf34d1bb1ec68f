using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Candour.Engine;
using Candour.Engine.Screening;

namespace Candour.Cli;

/// <summary><c>candour screen</c>: spans and labels of many texts, without any policy.</summary>
internal static class ScreenCommand
{
    private static readonly Option<string> In = new("--in") { Description = "A file of texts, one {\"id\":\"..\",\"text\":\"..\"} a line; standard input when not said.", DefaultValueFactory = _ => "-" };
    private static readonly Option<string> Out = new("--out") { Description = "Where the results go; standard output when not said." };
    private static readonly Option<int> Threads = new("--threads") { Description = "How many texts at once. The order stays.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Close = new("--close") { Description = "Run the close reader too, for the labels that it knows." };

    public static Command Create()
    {
        var command = new Command("screen", "Finds identifiers and names in many texts. Knows no policy.") { In, Out, Threads, Close };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private static ExitCode Run(ParseResult parsed)
    {
        var file = parsed.GetValue(In)!;
        var threads = parsed.GetValue(Threads);
        if (threads is < 1 or > 256)
        {
            throw new Refusal(ExitCode.WrongUse, $"--threads should be 1 to 256, and is {threads}.");
        }

        var library = Doors.Library();
        var screener = library.LoadScreener();
        using var reader = parsed.GetValue(Close) ? CloseReader.Load(library.Models) : null;
        using var input = file is "-" ? Console.OpenStandardInput() : Doors.OpenFile(file);
        using var closing = Doors.OpenOutput(parsed.GetValue(Out), out var output);
        var failed = false;
        Progress.Over(file, input, advance =>
        {
            // Chunks keep the order and bound the memory.
            foreach (var chunk in Lines.Read(input, advance).Chunk(threads * 64))
            {
                var results = threads == 1
                    ? chunk.Select(l => Screen(screener, reader, l)).ToArray()
                    : chunk.AsParallel().AsOrdered().WithDegreeOfParallelism(threads).Select(l => Screen(screener, reader, l)).ToArray();
                foreach (var (json, error) in results)
                {
                    output.WriteLine(json);
                    failed |= error;
                }
            }
        });
        return failed ? ExitCode.CouldNotCheck : ExitCode.Done;
    }

    private static (string Json, bool Error) Screen(Screener screener, CloseReader? reader, Line line)
    {
        var text = line.Word("text");
        var place = line.Id is { } id ? $"\"id\":{JsonSerializer.Serialize(id, EngineJson.Line.String)}" : $"\"line\":{line.Number}";
        var wrong = line.Error ?? (text is null ? $"Line {line.Number} has no text." : text.Length > Engine.Decisions.Draft.MaxLength ? $"Line {line.Number} is longer than {Engine.Decisions.Draft.MaxLength:N0} characters." : null);
        if (wrong is not null)
        {
            return ($"{{{place},\"error\":{JsonSerializer.Serialize(wrong, EngineJson.Line.String)}}}", true);
        }

        var json = new StringBuilder("{").Append(place).Append(",\"spans\":[");
        var first = true;
        var findings = screener.Screen(text!);
        foreach (var span in SpanLabels.Resolve(findings))
        {
            json.Append(first ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"start\":{span.Start},\"end\":{span.End},\"label\":\"{span.Label}\",\"score\":{Math.Round(span.Score, 3)}}}");
            first = false;
        }

        var labels = TextLabels.Of(findings, reader?.Read(text!).Scores, reader?.Calibration);
        return (json.Append("],\"labels\":[").AppendJoin(',', labels.Select(l => $"\"{l}\"")).Append("]}").ToString(), false);
    }
}
