using Candour.Bench;

return args switch
{
    ["spans", var set, "--data", var folder, .. var rest] => SpansCommand.Run(set, folder, rest),
    ["speed", "--data", var folder] => SpeedCommand.Run(folder),
    ["table", var kind, var file] => TableCommand.Run(kind, file),
    ["hostile", var pattern] => HostileCommand.Run(pattern),
    ["fairness", "--data", var folder] => FairnessCommand.Run(folder),
    ["start", var program] => StartCommand.Run(program),
    ["ledger", .. var rest] => LedgerCommand.Run(rest),
    ["operations", .. var rest] => await OperationsCommand.RunAsync(rest),
    ["cases", "--data", var folder, .. var rest] => await CasesCommand.RunAsync(folder, rest),
    ["vectors", var folder] => VectorsCommand.Run(folder),
    ["ask", "--data", var folder] => AskCommand.Run(folder),
    ["procedures", "--data", var folder, .. var rest] => ProceduresCommand.Run(folder, rest),
    ["show", var text] => ShowCommand.Run(text),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        spans SET --data DIR [--out FILE] [options of score.py]   screens DIR/SET.jsonl with all detectors and scores it with DIR/score.py
        speed --data DIR                             throughput of reading and of each detector over the sets in DIR, one core
        table KIND FILE                              runs a table of hits and near-misses, such as those of the tests
        hostile PATTERN                              time for the pattern repeated to 100,000 characters
        fairness --data DIR                          false alarms on posts that name faith, origin, disability or orientation, against others
        ask --data DIR                               loads the compiled rulebooks in DIR; processor time of one answer, over every example of the door ask
        procedures --data DIR [--situations FILE]    loads the compiled rulebooks in DIR; time of a walk, and how often what people say finds the right procedure
        start PROGRAM                                time to the first answer of a published candour, and of one post once warm
        ledger [ENTRIES]                             writes an export of a ledger (a million entries, or another thousandfold) and verifies it, one core
        operations [COUNT]                           durable operations on SQLite, each with its entry, eight writers at once while the sequencer numbers
        cases --data DIR [COUNT]                     so many cases on SQLite (100,000): time to open "my work" and one case; DIR holds compiled rulebooks
        vectors FOLDER                               writes the vectors of conformance/evidence that are of our own making
        show TEXT                                    what the detectors find in a text
        """);
    return 1;
}
