using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Words;

namespace Candour.Web.Asking;

/// <summary>An answer as the pages show it.</summary>
public sealed class AnswerView
{
    // So many open facts are spelt out, value by value; more would bury the answer.
    private const int SpeltOut = 3;

    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The rules it comes from.</summary>
    public required Rulebook Rulebook { get; init; }

    /// <summary>The question.</summary>
    public required AskForm Form { get; init; }

    /// <summary>What the answer turns on that is not known.</summary>
    public required IReadOnlyList<OpenFact> Open { get; init; }

    /// <summary>Guidance that belongs to it.</summary>
    public required IReadOnlyList<GuidanceSheet> Sheets { get; init; }

    /// <summary>Every reason with its clauses, strictest first.</summary>
    public required IReadOnlyList<AnswerReason> Reasons { get; init; }

    /// <summary>Those that decide.</summary>
    public IEnumerable<AnswerReason> Deciding => Reasons.Where(r => r.Reason.Level == Answer.Level);

    /// <summary>Milder ones beside them.</summary>
    public IReadOnlyList<AnswerReason> Milder => [.. Reasons.Where(r => r.Reason.Level < Answer.Level)];

    /// <summary>The second sentence of the answer.</summary>
    public string Lead => !Answer.Final && Answer.Level is AnswerLevel.Allow ? Deciding.FirstOrDefault(r => r.DependsOn.Count == 0)?.Reason.Why ?? AnswerWords.Meanwhile(Answer.Level)
        : Answer.Final ? Deciding.FirstOrDefault()?.Reason.Why ?? (Answer.Level is AnswerLevel.NotCovered ? "Nothing in it speaks of what you told us." : Answer.Next.How) : AnswerWords.Meanwhile(Answer.Level);

    /// <summary>What holds already of what must hold.</summary>
    public IReadOnlyList<string> Met => [.. Deciding.SelectMany(r => r.Reason.Conditions ?? []).Where(c => c.Met is "yes").Select(c => c.Words).Distinct()];

    /// <summary>What one can do.</summary>
    public IReadOnlyList<string> Advice => [.. Deciding.Select(r => r.Reason.Advice).OfType<string>().Distinct().Take(4)];

    /// <summary>Whom to ask, with what to say.</summary>
    public IReadOnlyList<(string Name, string How)> Contacts => [.. Deciding.Select(r => r.Reason.Next).Append(Answer.Final ? Answer.Next : null).OfType<NextStep>()
        .Where(n => n.Who is not "you").DistinctBy(n => n.Who).Select(n => (Rulebook.Contacts.FirstOrDefault(c => c.Id == n.Who)?.Name ?? n.Who, n.How)).Take(3)];

    /// <summary>Whom to turn to where no reason names anybody: whoever answers what the policy does not speak of.</summary>
    public (string Name, string How) Usual => Rulebook.Contacts.FirstOrDefault(c => c.Id == Rulebook.Decisions?.OtherwiseWho) is { } contact ? (contact.Name, contact.How) : (Rulebook.Owner, "");

    /// <summary>Something may still be asked that the person has not been asked.</summary>
    public bool HasMoreQuestions => NextQuestion([Answer], Form) is not null;

    /// <summary>What the person told us, each with a way to change it.</summary>
    public IReadOnlyList<SummaryRow> Told => RowsOf(Form, "answer");

    /// <summary>Builds the view.</summary>
    /// <param name="form">The question.</param>
    /// <param name="rulebook">One of the form's.</param>
    /// <param name="asking">Answers.</param>
    public static AnswerView Of(AskForm form, Rulebook rulebook, AskDesk asking)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(asking);
        var facts = form.FactsFor(rulebook);
        var answer = asking.Ask(rulebook, facts, form.On);
        return new()
        {
            Answer = answer,
            Rulebook = rulebook,
            Form = form,
            Open = [.. answer.Missing.Where(m => m.Values.Count > 0).Take(SpeltOut).Select(m => OpenFact.Of(m, facts, rulebook, form, asking))],
            Sheets = [.. rulebook.Guidance.Where(g => answer.Guidance.Any(a => a.Id == g.Id))],
            Reasons = [.. answer.Reasons.Select(r => AnswerReason.Of(r, rulebook, form.IsPublic))],
        };
    }

    /// <summary>The most telling question that nobody has answered, not even with "I do not know"; null when there is none.</summary>
    /// <param name="answers">Of one policy, or of both.</param>
    /// <param name="form">What was answered.</param>
    public static string? NextQuestion(IEnumerable<Answer> answers, AskForm form) =>
        answers.SelectMany(a => a.Missing).FirstOrDefault(m => form.Answer(m.Fact) is null && m.Values.Count > 0)?.Fact;

    /// <summary>A list of what was answered, with ways to change it.</summary>
    /// <param name="form">The question.</param>
    /// <param name="from">The page that the list stands on, where the way back leads there; empty for the question that is open.</param>
    /// <param name="except">A fact that is left out.</param>
    public static IReadOnlyList<SummaryRow> RowsOf(AskForm form, string from, string? except = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        (string, string)[] origin = from.Length == 0 ? [] : [("from", from)];
        return [.. form.Answers.Where(a => a.Fact != except).Select(a => new SummaryRow
        {
            Key = FactWords.Name(a.Fact),
            Value = string.Join("; ", a.Values.Select(v => FactWords.Value(a.Fact, v, form.IsPublic))),
            Actions = new() { Items = [new() { Text = "Change", VisuallyHiddenText = FactWords.Name(a.Fact).ToLowerInvariant(), Href = form.Href("/ask/question", [("change", a.Fact), .. origin]) }] },
        })];
    }
}

/// <summary>A reason with the clauses it comes from.</summary>
/// <param name="Reason">As the engine gives it.</param>
/// <param name="Sections">Its clauses, by section.</param>
/// <param name="DependsOn">What decides whether it applies, as people call it; empty when it does.</param>
public sealed record AnswerReason(DecisionReason Reason, IReadOnlyList<CitedSection> Sections, IReadOnlyList<string> DependsOn)
{
    internal static AnswerReason Of(DecisionReason reason, Rulebook rulebook, bool isPublic) => new(
        reason,
        [.. reason.Clauses.Select(id => rulebook.Clauses.First(c => c.Id == id)).GroupBy(c => c.Section).Select(g => new CitedSection(g.Key, [.. g]))],
        [.. (reason.Open ?? []).Select(f => FactWords.Question(f, isPublic))]);
}

/// <summary>A fact that is not known, and what the answer would be for each of its values.</summary>
/// <param name="Fact">Its name.</param>
/// <param name="Question">How it is asked for.</param>
/// <param name="Outcomes">Answers with the values that lead to them, mildest first; none where it changes the answer only together with others.</param>
public sealed record OpenFact(string Fact, string Question, IReadOnlyList<(AnswerLevel Level, bool IsFinal, IReadOnlyList<string> Values)> Outcomes)
{
    internal static OpenFact Of(MissingFact missing, FactSet known, Rulebook rulebook, AskForm form, AskDesk asking)
    {
        var outcomes = missing.Values
            .Select(value =>
            {
                var facts = known.Copy();
                facts.Give(missing.Fact, value, rulebook.Platforms);
                var answer = asking.Ask(rulebook, facts, form.On);
                return (answer.Level, answer.Final, Words: FactWords.Value(missing.Fact, value, form.IsPublic));
            })
            .GroupBy(o => (o.Level, o.Final))
            .OrderBy(g => g.Key.Level).ThenByDescending(g => g.Key.Final)
            .Select(g => (g.Key.Level, g.Key.Final, (IReadOnlyList<string>)[.. g.Select(o => o.Words)]))
            .ToArray();
        return new(missing.Fact, missing.Question, outcomes.Length > 1 ? outcomes : []);
    }
}
