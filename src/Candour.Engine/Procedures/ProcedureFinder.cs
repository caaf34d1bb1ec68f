using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Procedures;

/// <summary>A procedure that fits what has happened.</summary>
/// <param name="Procedure">It.</param>
/// <param name="Score">How well it fits, 0 to 1; comparable within one search.</param>
/// <param name="Because">The situation of it that is nearest, and the words that count most: for people.</param>
public sealed record FoundProcedure(Procedure Procedure, double Score, IReadOnlyList<string> Because);

/// <summary>Finds procedures by what somebody says has happened. Deterministic: words, pairs of words and how rare they are. Many threads may share one.</summary>
public sealed class ProcedureFinder
{
    /// <summary>The longest text that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 2_000;

    // Below this nothing that was said points to the procedure.
    private const double Least = 0.04;

    // How much what a procedure says of itself counts beside the nearest situation and all of them together.
    private const double OfNearest = 0.5;
    private const double OfAll = 0.3;
    private const double OfItself = 0.2;

    // A word of the heading or of `about` counts for so many.
    private const int InHeading = 3;

    private static readonly HashSet<string> Otherwise = [.. MatterVocabulary.All.Where(m => m.Otherwise).Select(m => m.Name)];

    private readonly Entry[] _entries;
    private readonly Dictionary<string, double> _rarity;
    private readonly Spelling _spelling;

    /// <summary>Makes one.</summary>
    /// <param name="rulebook">Whose procedures are found.</param>
    public ProcedureFinder(Rulebook rulebook)
    {
        var texts = rulebook.Procedures.Select(p => (Procedure: p, Situations: p.Situations.Select(Words).ToArray(), Own: Enumerable.Repeat(Words($"{p.Title}. {string.Join(". ", p.About)}"), InHeading)
            .Append(Words(string.Join('\n', p.Steps.Select(s => s.Say)))).SelectMany(w => w).ToArray())).ToArray();
        var documents = texts.SelectMany(t => t.Situations.Append(t.Own)).Select(d => Terms(d).ToHashSet()).ToArray();
        _rarity = documents.SelectMany(d => d).GroupBy(t => t).ToDictionary(g => g.Key, g => Math.Log(1 + ((double)documents.Length / g.Count())));
        _spelling = new([.. texts.SelectMany(t => t.Situations.Append(t.Own)).SelectMany(w => w).Distinct()], []);
        _entries = [.. texts.Select(t => new Entry(t.Procedure, [.. t.Situations.Select(Vector)], Vector([.. t.Situations.SelectMany(s => s)]), Vector(t.Own)))];
    }

    /// <summary>Procedures that fit, best first. Where nothing that was said points to any: those that are there for whatever else happens, with a score of 0.</summary>
    /// <param name="text">What has happened, in anybody's words; at most <see cref="MaxLength"/> code units are read.</param>
    /// <param name="facts">What is known: the actor decides for whom it must be.</param>
    public IReadOnlyList<FoundProcedure> Find(string text, FactSet? facts = null)
    {
        var asked = Vector([.. Words(text.Length > MaxLength ? text[..MaxLength] : text).Select(_spelling.Mend)]);
        string? barred = facts?.TryGet("actor", out var actor) is true ? (FactVocabulary.IsPublic(actor.Values[0]) ? "staff" : "public") : null;
        var open = _entries.Where(e => e.Procedure.Audience != barred).ToArray();
        FoundProcedure[] found = [.. open.Select(e => Score(e, asked)).Where(f => f.Score >= Least).OrderByDescending(f => f.Score).ThenBy(f => f.Procedure.Id, StringComparer.Ordinal)];
        return found.Length > 0 ? found : [.. open.Where(e => Otherwise.Contains(e.Procedure.Kind)).Select(e => new FoundProcedure(e.Procedure, 0, []))];
    }

    private static FoundProcedure Score(Entry entry, Dictionary<string, double> asked)
    {
        var nearest = entry.Situations.Select((s, i) => (Index: i, Likeness: Likeness(asked, s))).MaxBy(s => s.Likeness);
        var score = (OfNearest * nearest.Likeness) + (OfAll * Likeness(asked, entry.All)) + (OfItself * Likeness(asked, entry.Own));
        var telling = asked.Where(t => entry.All.ContainsKey(t.Key) || entry.Own.ContainsKey(t.Key)).OrderByDescending(t => t.Value).Take(4).Select(t => t.Key);
        return new(entry.Procedure, Math.Round(score, 4), [entry.Procedure.Situations[nearest.Index], .. telling]);
    }

    private static string[] Words(string text) => [.. Reading.Of(text).Tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.Number).Select(t => t.Folded)];

    // Stems, and pairs of neighbours.
    private static IEnumerable<string> Terms(IReadOnlyList<string> words)
    {
        var stems = words.Select(Stem).ToArray();
        return stems.Concat(stems.Zip(stems.Skip(1), (a, b) => $"{a} {b}"));
    }

    private Dictionary<string, double> Vector(IReadOnlyList<string> words)
    {
        var vector = Terms(words).Where(_rarity.ContainsKey).GroupBy(t => t).ToDictionary(g => g.Key, g => (1 + Math.Log(g.Count())) * _rarity[g.Key]);
        var length = Math.Sqrt(vector.Values.Sum(v => v * v));
        return length == 0 ? vector : vector.ToDictionary(v => v.Key, v => v.Value / length);
    }

    private static double Likeness(Dictionary<string, double> a, Dictionary<string, double> b) => a.Sum(t => b.TryGetValue(t.Key, out var other) ? t.Value * other : 0);

    private static string Stem(string word) =>
        word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 4 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal)) ? word[..^2]
        : word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    private sealed record Entry(Procedure Procedure, IReadOnlyList<Dictionary<string, double>> Situations, Dictionary<string, double> All, Dictionary<string, double> Own);
}
