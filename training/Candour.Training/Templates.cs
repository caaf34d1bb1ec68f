using System.Globalization;
using System.Text;
using Candour.Engine.Screening.Names;

namespace Candour.Training;

/// <summary>Posts with gaps (<c>training/templates/names.txt</c>), filled by chance: what the corpus has too little of.</summary>
/// <param name="lists">What fills the gaps.</param>
public sealed class Templates(NameWordLists lists)
{
    private static readonly string[] Tags = ["#nightshift", "#ProudNurse", "#NHS", "#StudentNurse", "#LoveMyJob", "#TeamPorter", "#LongDay", "#nurselife"];

    /// <summary>Reads and fills.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="times">How often each is filled.</param>
    /// <param name="seed">Of the chance.</param>
    public IReadOnlyList<LabelledPost> Fill(string file, int times, ulong seed)
    {
        var dice = new Dice(seed);
        var lines = File.ReadLines(file).Where(static line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)).ToArray();
        var made = new List<LabelledPost>();
        foreach (var line in lines)
        {
            for (var i = 0; i < times; i++)
            {
                made.Add(LabelledPost.OfMarked($"template-{made.Count}", "template", Filled(line, dice)));
            }
        }

        return made;
    }

    private string Filled(string line, Dice dice)
    {
        var text = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            var close = line[at] == '{' ? line.IndexOf('}', at) : -1;
            if (close < 0)
            {
                text.Append(line[at++]);
                continue;
            }

            text.Append(Gap(line[(at + 1)..close], dice));
            at = close + 1;
        }

        return text.ToString();
    }

    private string Gap(string gap, Dice dice) => gap switch
    {
        "I" => ((char)('A' + dice.Below(26))).ToString(),
        "n" => (1 + dice.Below(90)).ToString(CultureInfo.InvariantCulture),
        "tag" => dice.Pick(Tags),
        "first" => Pick(NameLists.First, dice),
        "last" => Pick(NameLists.Last, dice),
        "first-abroad" => Pick(NameLists.FirstAbroad, dice).ToLowerInvariant(),
        "last-abroad" => Pick(NameLists.LastAbroad, dice),
        "place" => Pick(NameLists.Place, dice),
        "hospital" => Pick(NameLists.Hospital, dice),
        "eponym" => Pick(NameLists.Eponym, dice),
        "drug" => Pick(NameLists.Drug, dice),
        "team" => Pick(NameLists.Team, dice),
        "work" => Pick(NameLists.Work, dice),
        "org" => Pick(NameLists.Organisation, dice),
        _ => throw new InvalidDataException($"training/templates/names.txt: no gap is called {{{gap}}}."),
    };

    private string Pick(NameLists list, Dice dice) => Dressing.Capitals(dice.Pick(lists.Of(list)));
}
