namespace Candour.Bench;

/// <summary>Prints what the detectors find in one text.</summary>
internal static class ShowCommand
{
    public static int Run(string text)
    {
        foreach (var finding in SpansCommand.Screen(text))
        {
            Console.WriteLine($"{finding.Kind,-16} {finding.Topic,-10} {finding.Start,4}-{finding.End,-4} {finding.Score:0.00} [{text[finding.Start..finding.End]}] {finding.Why}");
        }

        return 0;
    }
}
