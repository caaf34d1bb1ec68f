using System.Runtime.CompilerServices;
using System.Text.Json;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

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

    // How much an ordinary question counts beside a situation, of which there are many more; and from where on it is taken for one.
    private const double OfOrdinary = 4;
    private const double SureOrdinary = 0.5;

    private static readonly ConditionalWeakTable<Rulebook, ProcedureFinder> Made = [];

    private static readonly string[] Ordinary = ReadOrdinary();

    private static readonly HashSet<string> Otherwise = [.. MatterVocabulary.All.Where(m => m.Otherwise).Select(m => m.Name)];

    private readonly IReadOnlyList<Procedure> _procedures;
    private readonly Spelling _spelling;
    private readonly SituationModel _model;
    private readonly SituationModel? _kindModel;
    private readonly SituationModel _ordinaryModel;
    private readonly string[] _kinds;

    private ProcedureFinder(Rulebook rulebook)
    {
        _procedures = rulebook.Procedures;
        _kinds = [.. rulebook.Neighbours.Select(n => n.Kind).Distinct().Order(StringComparer.Ordinal)];
        (string Text, int Class, double Weight)[] own = [.. _procedures.SelectMany((p, i) => Sentences(p).Select(s => (s.Text, i, s.Weight)))];
        var situations = _procedures.SelectMany(p => p.Situations.Select(s => Kinded(s, p.Kind))).Concat(rulebook.Neighbours.SelectMany(n => n.Situations.Select(s => Kinded(s, n.Kind)))).ToArray();
        _model = new([.. own.Select(s => ((IReadOnlyDictionary<string, double>)SituationFeatures.Of(s.Text), s.Class, s.Weight))], _procedures.Count);
        _kindModel = _kinds.Length < 2 ? null : new([.. situations.Where(s => s.Kind >= 0).Select(s => (s.Features, s.Kind, 1.0))], _kinds.Length);
        _ordinaryModel = new([.. situations.Select(s => (s.Features, 0, 1.0)), .. Ordinary.Select(s => ((IReadOnlyDictionary<string, double>)SituationFeatures.Of(s), 1, OfOrdinary))], 2);
        _spelling = new([.. own.Select(s => s.Text).Concat(rulebook.Neighbours.SelectMany(n => n.Situations)).Concat(Ordinary).SelectMany(s => Reading.Of(s).Tokens).Where(t => t.Kind is TokenKind.Word).Select(t => t.Folded).Distinct()], []);

        (IReadOnlyDictionary<string, double> Features, int Kind) Kinded(string said, string kind) => (SituationFeatures.Of(said), Array.IndexOf(_kinds, kind));
    }

    /// <summary>The finder of a rulebook. The first call for it learns, which takes a moment.</summary>
    /// <param name="rulebook">Whose procedures are found.</param>
    public static ProcedureFinder Of(Rulebook rulebook) => Made.GetValue(rulebook, r => new(r));

    /// <summary>
    /// Procedures that fit, best first. Where what was said sounds like an ordinary question, that of those for whatever else happens which fits best comes first, with a score of 0, and the others after it;
    /// where nothing that was said points to any, all of those come alone.
    /// </summary>
    /// <param name="text">What has happened, in anybody's words; at most <see cref="MaxLength"/> code units are read.</param>
    /// <param name="facts">What is known: the actor decides for whom it must be.</param>
    public IReadOnlyList<FoundProcedure> Find(string text, FactSet? facts = null)
    {
        var features = SituationFeatures.Of(text.Length > MaxLength ? text[..MaxLength] : text, _spelling);
        string? barred = facts?.TryGet("actor", out var actor) is true ? (FactVocabulary.IsPublic(actor.Values[0]) ? "staff" : "public") : null;
        var open = Enumerable.Range(0, _procedures.Count).Where(i => _procedures[i].Audience != barred).ToArray();
        var chances = SituationFeatures.SaysSomething(features) ? Chances(features) : null;
        var ordinary = chances is null ? 1 : _ordinaryModel.Chances(features)?[1] ?? 0;
        int[] otherwise = ordinary < SureOrdinary ? [] : [.. open.Where(i => Otherwise.Contains(_procedures[i].Kind)).OrderByDescending(i => chances?[i]).ThenBy(i => _procedures[i].Id, StringComparer.Ordinal).Take(chances is null ? open.Length : 1)];
        var others = chances is null ? [] : open.Except(otherwise).OrderByDescending(i => chances[i]).ThenBy(i => _procedures[i].Id, StringComparer.Ordinal).Where((i, place) => place < Always || chances[i] >= Least);
        return
        [
            .. otherwise.Select(i => new FoundProcedure(_procedures[i], 0, [])),
            .. others.Select(i => new FoundProcedure(_procedures[i], Math.Round(chances![i] * (otherwise.Length > 0 ? 1 - ordinary : 1), 4), Because(features, i, text))),
        ];
    }

    private string[] Because(Dictionary<string, double> features, int procedure, string text) =>
        [.. _model.Telling(features, procedure).Select(f => SituationFeatures.Words(f, text, _spelling)).OfType<string>().Distinct().Take(MostTelling)];

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

    // Questions that no procedure of any policy is for, so that they are told apart from what has happened.
    private static string[] ReadOrdinary()
    {
        using var stream = Embedded.Open("ordinary.json");
        return JsonSerializer.Deserialize(stream, EngineJson.Default.StringArray)!;
    }

    private static IEnumerable<(string Text, double Weight)> Sentences(Procedure procedure) =>
    [
        .. procedure.Situations.Select(s => (s, 1.0)),
        (procedure.Title, OfHeading),
        .. procedure.About.Select(w => (w, 1.0)),
        .. procedure.Steps.Select(s => s.Say).Concat(procedure.Questions.Select(q => q.Question)).Where(s => s.Length > 0).Select(s => (s, OfStep)),
    ];
}
