using System.Runtime.CompilerServices;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>A procedure that fits what has happened.</summary>
/// <param name="Procedure">It.</param>
/// <param name="Score">How well it fits beside the others, 0 to 1; all together at most 1.</param>
/// <param name="Because">What speaks for it, the most telling first: words that were said, for people.</param>
public sealed record FoundProcedure(Procedure Procedure, double Score, IReadOnlyList<string> Because);

/// <summary>Situations of one policy in which procedures of one kind of matter are right.</summary>
/// <param name="Policy">The rulebook's id.</param>
/// <param name="Kind">The kind of matter.</param>
/// <param name="Situations">Sentences as people say them.</param>
public sealed record KindSituations(string Policy, string Kind, IReadOnlyList<string> Situations)
{
    /// <summary>Those of a rulebook.</summary>
    /// <param name="rulebook">Any.</param>
    public static IEnumerable<KindSituations> Of(Rulebook rulebook) => rulebook.Procedures.GroupBy(p => p.Kind).Select(k => new KindSituations(rulebook.Id, k.Key, [.. k.SelectMany(p => p.Situations)]));
}

/// <summary>
/// Finds procedures by what somebody says has happened. It has learnt which words speak for which procedure from the situations, headings and steps of the
/// rulebook, and for which kind of matter from the situations of other policies; the same rulebooks and words give the same answer. Keeps and logs nothing;
/// many threads may share one.
/// </summary>
public sealed class ProcedureFinder
{
    /// <summary>The longest text that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 2_000;

    // Less than this is no sign of anything.
    private const double Least = 0.01;

    // So many are offered however little speaks for them: people know best.
    private const int Always = 3;

    private const int MostTelling = 4;

    // How much a heading and the words of a step count beside a situation.
    private const double OfHeading = 2;
    private const double OfStep = 0.2;

    // How much the kind of matter counts, and what a kind keeps that nothing speaks for.
    private const double OfKind = 0.5;
    private const double Floor = 0.002;

    private static readonly ConditionalWeakTable<Rulebook, ProcedureFinder> Made = [];

    private static readonly HashSet<string> Otherwise = [.. MatterVocabulary.All.Where(m => m.Otherwise).Select(m => m.Name)];

    private readonly IReadOnlyList<Procedure> _procedures;
    private readonly SituationModel _model;
    private readonly SituationModel? _kindModel;
    private readonly string[] _kinds;

    private ProcedureFinder(Rulebook rulebook)
    {
        _procedures = rulebook.Procedures;
        _model = new([.. _procedures.SelectMany((p, i) => Sentences(p).Select(s => ((IReadOnlyDictionary<string, double>)SituationFeatures.Of(s.Text), i, s.Weight)))], _procedures.Count);
        _kinds = [.. rulebook.Neighbours.Select(n => n.Kind).Distinct().Order(StringComparer.Ordinal)];
        _kindModel = _kinds.Length < 2 ? null : new([.. rulebook.Neighbours.SelectMany(n => n.Situations.Select(s => ((IReadOnlyDictionary<string, double>)SituationFeatures.Of(s), Array.IndexOf(_kinds, n.Kind), 1.0)))], _kinds.Length);
    }

    /// <summary>The finder of a rulebook. The first call for it learns, which takes a moment.</summary>
    /// <param name="rulebook">Whose procedures are found.</param>
    public static ProcedureFinder Of(Rulebook rulebook) => Made.GetValue(rulebook, r => new(r));

    /// <summary>Procedures that fit, best first. Where nothing that was said points to any: those that are there for whatever else happens, with a score of 0.</summary>
    /// <param name="text">What has happened, in anybody's words; at most <see cref="MaxLength"/> code units are read.</param>
    /// <param name="facts">What is known: the actor decides for whom it must be.</param>
    public IReadOnlyList<FoundProcedure> Find(string text, FactSet? facts = null)
    {
        var features = SituationFeatures.Of(text.Length > MaxLength ? text[..MaxLength] : text);
        string? barred = facts?.TryGet("actor", out var actor) is true ? (FactVocabulary.IsPublic(actor.Values[0]) ? "staff" : "public") : null;
        var open = Enumerable.Range(0, _procedures.Count).Where(i => _procedures[i].Audience != barred).ToArray();
        if (SituationFeatures.SaysSomething(features) && Chances(features) is { } chances)
        {
            FoundProcedure[] found =
            [
                .. open.OrderByDescending(i => chances[i]).ThenBy(i => _procedures[i].Id, StringComparer.Ordinal).Where((i, place) => place < Always || chances[i] >= Least)
                    .Select(i => new FoundProcedure(_procedures[i], Math.Round(chances[i], 4), [.. _model.Telling(features, i).Select(f => SituationFeatures.Words(f, text)).OfType<string>().Distinct().Take(MostTelling)])),
            ];
            if (found.Length > 0)
            {
                return found;
            }
        }

        return [.. open.Where(i => Otherwise.Contains(_procedures[i].Kind)).Select(i => new FoundProcedure(_procedures[i], 0, []))];
    }

    // What the rulebook's own words say, weighed by what others would call the kind of matter.
    private double[]? Chances(Dictionary<string, double> features)
    {
        if (_model.Chances(features) is not { } own || _kindModel?.Chances(features) is not { } kinds)
        {
            return _model.Chances(features);
        }

        var weighed = own.Select((chance, i) => chance * Math.Pow(Array.IndexOf(_kinds, _procedures[i].Kind) is >= 0 and var k ? kinds[k] + Floor : 1.0 / _kinds.Length, OfKind)).ToArray();
        var total = weighed.Sum();
        return [.. weighed.Select(w => w / total)];
    }

    private static IEnumerable<(string Text, double Weight)> Sentences(Procedure procedure) =>
    [
        .. procedure.Situations.Select(s => (s, 1.0)),
        (procedure.Title, OfHeading),
        .. procedure.About.Select(w => (w, 1.0)),
        .. procedure.Steps.Select(s => s.Say).Concat(procedure.Questions.Select(q => q.Question)).Where(s => s.Length > 0).Select(s => (s, OfStep)),
    ];
}
