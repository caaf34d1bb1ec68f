using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Candour.Engine;
using Candour.Training;

var watch = Stopwatch.StartNew();
void Report(string line) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:0} s  {line}");

string? Option(string name)
{
    var at = Array.IndexOf(args, "--" + name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

int Number(string name, int otherwise) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

var root = Option("root") ?? Root(Directory.GetCurrentDirectory());
if (root is null || args.Length == 0)
{
    Console.Error.WriteLine("""
        Trains what models/ holds. Run it inside the repository.
          tagger         --data DIR [--out FILE] [--passes N] [--runs N] [--slice N]  trains the name tagger (writes models/name-tagger.bin)
          tagger-folds   --data DIR [--folds N] [--passes N] [--runs N] [--out DIR]  five folds: what it is worth on posts not seen
          tagger-measure --data DIR [--model FILE] [--out DIR]              on sets never trained on; speed
          tagger-show    --file FILE [--model FILE]                         what a model finds in each line
          quick-reader   [--data DIR] [--out FILE] [--passes N] [--leave-out FILE,..]  trains the quick reader (writes models/quick-reader.bin)
          readers        --data DIR --quick TWIN.bin --leave-out FILE,.. --close VERDICTS.jsonl --close-real VERDICTS.jsonl  weighs both readers (writes models/readers.json)
        DIR holds the public sets (docs: models/name-tagger.md, models/quick-reader.md).
        """);
    return 1;
}

var tagger = new TaggerCommands(root, Report);
switch (args[0])
{
    case "tagger":
    {
        var file = Option("out") ?? Path.Combine(root, "models", "name-tagger.bin");
        var model = tagger.Train(Option("data"), Number("passes", TaggerCommands.Passes), Number("runs", TaggerCommands.Runs), Number("slice", 1));
        using (var stream = File.Create(file))
        {
            model.Write(stream);
        }

        Report($"{file}: {new FileInfo(file).Length} bytes");
        return 0;
    }

    case "tagger-folds":
        tagger.Folds(Option("data") ?? throw new ArgumentException("--data DIR is missing"), Number("passes", TaggerCommands.Passes), Number("runs", TaggerCommands.Runs), Number("folds", 5), Option("out"));
        return 0;

    case "tagger-measure":
        tagger.Measure(Option("model") ?? Path.Combine(root, "models", "name-tagger.bin"), Option("data") ?? throw new ArgumentException("--data DIR is missing"), Option("out"));
        return 0;

    case "tagger-show":
        TaggerCommands.Show(Option("model") ?? Path.Combine(root, "models", "name-tagger.bin"), Option("file") ?? throw new ArgumentException("--file FILE is missing"));
        return 0;

    case "quick-reader":
    {
        var quick = new QuickCommands(root, Report);
        var leftOut = (Option("leave-out") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var file = Option("out") ?? Path.Combine(root, "models", "quick-reader.bin");
        using (var stream = File.Create(file))
        {
            quick.Train(Option("data"), leftOut, Number("passes", QuickCommands.Passes)).Write(stream);
        }

        Report($"{file}: {new FileInfo(file).Length} bytes");
        if (leftOut.Count > 0)
        {
            quick.Measure(File.ReadAllBytes(file), leftOut, Option("data"));
        }

        return 0;
    }

    case "readers":
    {
        string Needed(string name) => Option(name) ?? throw new ArgumentException($"--{name} is missing");
        var calibration = new ReaderCommands(root, Report).Fit(
            Needed("data"), File.ReadAllBytes(Needed("quick")), Needed("leave-out").Split(',').ToHashSet(), Needed("close"), Needed("close-real"), QuickCommands.Version);
        File.WriteAllText(Option("out") ?? Path.Combine(root, "models", "readers.json"), JsonSerializer.Serialize(calibration, EngineJson.Readable.ReadersCalibration) + "\n");
        return 0;
    }

    default:
        Console.Error.WriteLine($"'{args[0]}' is none of tagger, tagger-folds, tagger-measure, tagger-show, quick-reader, readers.");
        return 1;
}

static string? Root(string? from)
{
    while (from is not null && !File.Exists(Path.Combine(from, "Candour.slnx")))
    {
        from = Path.GetDirectoryName(from);
    }

    return from;
}
