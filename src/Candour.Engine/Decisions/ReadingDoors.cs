using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Decisions;

/// <summary>Runs examples of the doors ask and page.</summary>
internal sealed class ReadingDoors(Advisor advisor, QuestionReader questions, Rulebook rulebook)
{
    public string? Try(ExampleRun run, DateOnly on)
    {
        var facts = Coverage.FactsOf(run);
        if (run.Question is { } question)
        {
            foreach (var fact in questions.Read(rulebook, question))
            {
                facts.Infer(fact);
            }
        }

        var answer = run.Door is "ask" || run.Page is "answer" ? advisor.Ask(facts, on) : null;
        var (shown, text) = Page(run, facts, answer, on);
        return Wrong(run.Want, answer, shown, text);
    }

    private (IReadOnlyList<string> Shown, string Text) Page(ExampleRun run, FactSet facts, Answer? answer, DateOnly on)
    {
        if (answer is not null)
        {
            var sheets = rulebook.Guidance.Where(g => answer.Guidance.Any(a => a.Id == g.Id)).ToArray();
            return ([.. sheets.Select(g => g.Id), .. answer.Reasons.SelectMany(r => r.Clauses)], string.Join('\n', [.. Lines(answer), .. sheets.Select(Text)]));
        }

        switch (run.Page)
        {
            case "guidance":
                var given = run.Listed ? GuidanceFinder.Listed(rulebook, facts) : GuidanceFinder.Shown(rulebook, facts);
                return ([.. given.Select(g => g.Id)], string.Join('\n', given.Select(Text)));
            case "search":
                var (found, clauses) = (GuidanceFinder.Find(rulebook, run.Question ?? ""), ClauseSearch.Find(rulebook, run.Question ?? ""));
                return ([.. found.Select(g => g.Id), .. clauses.Select(c => c.Id)], string.Join('\n', [.. found.Select(Text), .. clauses.Select(c => $"{c.Section} {c.Heading} {c.Says}")]));
            default:
                return ([], string.Join('\n', PolicyFacts.Lines(rulebook, on)));
        }
    }

    private string? Wrong(ExampleWant want, Answer? answer, IReadOnlyList<string> shown, string text)
    {
        var got = answer is null ? $"{(shown.Count == 0 ? "nothing" : string.Join(", ", shown.Take(6)))}" : Told(answer);
        var sections = answer?.Reasons.SelectMany(r => r.Sections).ToHashSet() ?? [.. shown.SelectMany(SectionsOf)];
        var lacking = (want.Section is null ? want.Sections : [want.Section, .. want.Sections]).Where(s => !sections.Contains(s)).ToArray();
        return want.Answers is { } answers && !answers.Contains(answer!.Level) ? $"Wanted {string.Join(" or ", answers.Select(Word))}; got {got}."
            : lacking.Length > 0 ? $"Wanted section {string.Join(" and ", lacking)}; got {got}."
            : want.Missing.FirstOrDefault(m => answer!.Missing.All(f => f.Fact != m)) is { } fact ? $"Wanted `{fact}` to be asked for; got {got}."
            : want.Final is { } final && answer!.Final != final ? $"Wanted {(final ? "a final answer" : "more to be asked")}; got {got}."
            : want.Shows.FirstOrDefault(s => !shown.Contains(s)) is { } unseen ? $"Wanted `{unseen}` to be shown; got {got}."
            : want.NotShows.FirstOrDefault(shown.Contains) is { } seen ? $"Wanted `{seen}` not to be shown; it is."
            : want.Says.FirstOrDefault(w => !text.Contains(w, StringComparison.OrdinalIgnoreCase)) is { } unsaid ? $"Wanted the words \"{unsaid}\"; got {got}."
            : want.NotSays.FirstOrDefault(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) is { } said ? $"Wanted the words \"{said}\" not to stand there; they do." : null;
    }

    private static string Told(Answer answer) => $"{Word(answer.Level)}{(answer.Reasons.Count == 0 ? " without reasons" : $" by {string.Join(", ", answer.Reasons.Take(4).Select(r => $"{r.Rule} [{string.Join(", ", r.Sections)}]"))}")}"
        + (answer.Missing.Count == 0 ? "" : $", still asking {string.Join(", ", answer.Missing.Take(4).Select(m => m.Fact))}");

    private IEnumerable<string> SectionsOf(string id) =>
        (rulebook.Guidance.FirstOrDefault(g => g.Id == id)?.Because ?? [id]).Select(c => rulebook.Clauses.FirstOrDefault(x => x.Id == c)?.Section).OfType<string>();

    private static IEnumerable<string> Lines(Answer answer) =>
        [.. answer.Reasons.SelectMany(r => new[] { r.Why, r.Advice, r.Reading, r.Next?.How }).OfType<string>(), .. answer.Conditions, .. answer.Notes.Select(n => n.Words), answer.Next.How];

    private static string Text(GuidanceSheet sheet) => $"{sheet.Title}\n{sheet.Body}";

    private static string Word(AnswerLevel level) => level is AnswerLevel.NotCovered ? "not covered" : level.ToString().ToLowerInvariant();
}
