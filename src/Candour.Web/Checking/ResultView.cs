using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Components;
using Candour.Web.Words;
using DiffPiece = (bool Removed, bool Added, string Text);

namespace Candour.Web.Checking;

/// <summary>A verdict as the result page shows it.</summary>
public sealed class ResultView
{
    // Asked or shown for every post, known or not.
    private static readonly string[] AlwaysShown = ["actor", "account", "audience"];

    /// <summary>The verdict.</summary>
    public required Checked Checked { get; init; }

    /// <summary>The rules it was judged by.</summary>
    public required Rulebook Rulebook { get; init; }

    /// <summary>What was checked, to be carried on.</summary>
    public required DraftForm Form { get; init; }

    /// <summary>The words with their marks.</summary>
    public required MarkedText Marked { get; init; }

    /// <summary>Reasons by category, strictest first.</summary>
    public required IReadOnlyList<ReasonGroup> Groups { get; init; }

    /// <summary>The verdict itself.</summary>
    public Verdict Verdict => Checked.Verdict;

    /// <summary>What the writer can do, most important first.</summary>
    public IReadOnlyList<string> Advice => [.. Verdict.Reasons.Where(r => r.Verdict == Verdict.Level).Select(r => r.Advice).OfType<string>().Distinct().Take(4)];

    /// <summary>Whom to ask, with what to say.</summary>
    public IReadOnlyList<(string Name, string How)> Contacts => [.. Verdict.Reasons.Where(r => r.Verdict == Verdict.Level).Select(r => r.Next).Prepend(Verdict.Next).OfType<NextStep>()
        .Where(n => n.Who is not "you").DistinctBy(n => n.Who).Select(n => (Rulebook.Contacts.FirstOrDefault(c => c.Id == n.Who)?.Name ?? n.Who, n.How)).Take(2)];

    /// <summary>The reasons that decide.</summary>
    public IReadOnlyList<ReasonGroup> Deciding => [.. Groups.Where(g => g.Level == Verdict.Level)];

    /// <summary>Milder ones beside them.</summary>
    public IReadOnlyList<ReasonGroup> Milder => [.. Groups.Where(g => g.Level < Verdict.Level)];

    /// <summary>What the post was taken to be.</summary>
    public IReadOnlyList<SummaryRow> FactRows => [.. AlwaysShown.Concat(Verdict.Facts.Select(f => f.Name)).Distinct().Select(Row)];

    /// <summary>Builds the view.</summary>
    /// <param name="checkedDraft">The verdict and its milder version.</param>
    /// <param name="rulebook">The rules.</param>
    /// <param name="form">What was posted.</param>
    /// <param name="draft">The same for the engine.</param>
    public static ResultView Of(Checked checkedDraft, Rulebook rulebook, DraftForm form, Draft draft)
    {
        ArgumentNullException.ThrowIfNull(checkedDraft);
        var verdict = checkedDraft.Verdict;
        var marked = MarkedText.Of(draft, verdict);
        return new()
        {
            Checked = checkedDraft,
            Rulebook = rulebook,
            Form = form,
            Marked = marked,
            Groups = [.. verdict.Reasons.GroupBy(r => r.Category).Select(g => ReasonGroup.Of([.. g], verdict, rulebook, marked)).OrderByDescending(g => g.Level)],
        };
    }

    /// <summary>The milder version, in pieces: kept, left out, put in.</summary>
    public IEnumerable<DiffPiece> EditPieces()
    {
        var (text, at) = (Form["text"], 0);
        foreach (var edit in Verdict.Edits.OrderBy(e => e.Start))
        {
            yield return (false, false, text[at..edit.Start]);
            yield return (true, false, text[edit.Start..edit.End]);
            yield return (false, true, edit.Replacement);
            at = edit.End;
        }

        yield return (false, false, text[at..]);
    }

    private SummaryRow Row(string fact)
    {
        var known = Verdict.Facts.FirstOrDefault(f => f.Name == fact);
        var value = known is null ? (Verdict.Missing.Any(m => m.Fact == fact) ? "Not known. It could change this result" : "Not known")
            : string.Join(", ", known.Value.Split(',').Select(v => FactWords.Value(fact, v))) + Source(known);
        return new()
        {
            Key = FactWords.Name(fact),
            Value = value,
            Actions = new() { Items = [new()
            {
                Text = known is null ? "Add" : "Change",
                VisuallyHiddenText = FactWords.Name(fact).ToLowerInvariant(),
                Type = "submit",
                Attributes = new() { ["form"] = "draft", ["name"] = "step", ["value"] = $"edit:{fact}", ["formaction"] = $"/check#fact-{fact}" },
            }] },
        };
    }

    private string Source(KnownFact fact) => fact switch
    {
        { From: FactSource.Text, Start: { } start, End: { } end } when end <= Form["text"].Length && end > start => $", because of “{Form["text"][start..end]}”",
        { From: FactSource.Text } => ", because of what the text says",
        { From: FactSource.Register } => ", from a register",
        _ => "",
    };
}

/// <summary>Reasons of one category, on one card.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Level">The strictest of them.</param>
/// <param name="Sentences">What was seen and how it adds up.</param>
/// <param name="Numbers">The marks they point at.</param>
/// <param name="Sections">The clauses they come from.</param>
/// <param name="Origin">policy, local or law; several joined.</param>
public sealed record ReasonGroup(string Title, Level Level, IReadOnlyList<string> Sentences, IReadOnlyList<int> Numbers, IReadOnlyList<CitedSection> Sections, string Origin)
{
    /// <summary>The marks as words: 1, 2 and 4, or 1 to 5.</summary>
    public string NumbersInWords => Numbers.Count switch
    {
        0 => "",
        1 => $"Marked {Numbers[0]}.",
        _ when Numbers[^1] - Numbers[0] == Numbers.Count - 1 && Numbers.Count > 2 => $"Marked {Numbers[0]} to {Numbers[^1]}.",
        _ => $"Marked {string.Join(", ", Numbers.Take(Numbers.Count - 1))} and {Numbers[^1]}.",
    };

    internal static ReasonGroup Of(IReadOnlyList<Reason> reasons, Verdict verdict, Rulebook rulebook, MarkedText marked)
    {
        var composite = reasons.SelectMany(r => r.Findings).Select(i => verdict.Findings[i]).FirstOrDefault(f => f.Of is { Count: > 0 });
        var together = composite is null ? "" : KindWords.Together(composite.Of!.Select(i => verdict.Findings[i]));
        var why = reasons.OrderByDescending(r => r.Verdict).Select(r => r.Why).Distinct();
        var clauses = reasons.OrderByDescending(r => r.Verdict).SelectMany(r => r.Clauses).Distinct().Select(id => rulebook.Clauses.First(c => c.Id == id));
        return new(
            Categories.Title(reasons[0].Category), reasons.Max(r => r.Verdict), [.. (together.Length > 0 ? why.Prepend(together) : why)],
            marked.NumbersOf(reasons.SelectMany(r => r.Findings.Concat(r.Findings.SelectMany(i => verdict.Findings[i].Of ?? [])))),
            [.. clauses.GroupBy(c => c.Section).OrderByDescending(g => g.Count()).Select(g => new CitedSection(g.Key, [.. g]))],
            string.Join(", ", reasons.Select(r => r.Origin).Distinct()));
    }
}

/// <summary>A section with the clauses that a reason comes from.</summary>
/// <param name="Section">As printed.</param>
/// <param name="Clauses">In our words.</param>
public sealed record CitedSection(string Section, IReadOnlyList<Clause> Clauses);
