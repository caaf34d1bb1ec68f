using System.Globalization;
using System.IO.Compression;
using Candour.Engine.Screening.Names;

namespace Candour.Training;

/// <summary>The word lists that the name tagger knows, and the lexicon made of them.</summary>
public sealed class NameWordLists
{
    private static readonly (string File, NameLists List)[] Files =
    [
        ("first-names", NameLists.First), ("surnames", NameLists.Last), ("first-names-abroad", NameLists.FirstAbroad), ("surnames-abroad", NameLists.LastAbroad),
        ("uk-places", NameLists.Place), ("world-places", NameLists.PlaceAbroad), ("countries-and-regions", NameLists.Country), ("uk-hospitals", NameLists.Hospital),
        ("eponyms", NameLists.Eponym), ("names-of-other-things", NameLists.OtherThing), ("drugs", NameLists.Drug), ("teams", NameLists.Team), ("works", NameLists.Work),
        ("organisations", NameLists.Organisation), ("title-words", NameLists.Title), ("kin-words", NameLists.Kin), ("place-words", NameLists.PlaceWord),
        ("organisation-words", NameLists.OrganisationWord), ("not-names", NameLists.NotName), ("names-that-are-words", NameLists.AlsoWord), ("english-words", NameLists.English),
    ];

    private readonly Dictionary<NameLists, string[]> _entries = [];

    /// <summary>Reads the lists.</summary>
    /// <param name="folder"><c>vocabulary/names</c>.</param>
    public NameWordLists(string folder)
    {
        foreach (var (file, list) in Files)
        {
            _entries[list] = [.. File.ReadLines(Path.Combine(folder, file + ".txt")).Where(static line => line.Length > 0 && line[0] != '#')];
        }
    }

    /// <summary>The entries of a list.</summary>
    /// <param name="list">One bit.</param>
    public IReadOnlyList<string> Of(NameLists list) => _entries[list];

    /// <summary>Makes the lexicon.</summary>
    /// <param name="clusters"><c>models/word-clusters.tsv.gz</c>: word, cluster of 100, cluster of 500, from 0.</param>
    public NameLexicon Lexicon(string clusters)
    {
        var made = new NameLexicon();
        foreach (var (_, list) in Files)
        {
            foreach (var entry in _entries[list])
            {
                made.Add(list, entry);
                if (entry.Contains('-', StringComparison.Ordinal) && list is NameLists.Place or NameLists.PlaceAbroad or NameLists.Hospital)
                {
                    made.Add(list, entry.Replace('-', ' '));
                }
            }
        }

        using var reader = new StreamReader(new GZipStream(File.OpenRead(clusters), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('\t');
            made.SetClusters(parts[0], (byte)(1 + byte.Parse(parts[1], CultureInfo.InvariantCulture)), (ushort)(1 + int.Parse(parts[2], CultureInfo.InvariantCulture)));
        }

        return made;
    }
}
