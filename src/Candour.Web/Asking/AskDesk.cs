using System.Collections.Concurrent;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;

namespace Candour.Web.Asking;

/// <summary>Answers "may I ...?" for pages and programs: one advisor for each rulebook, kept for the process. Keeps and logs nothing of a question.</summary>
/// <param name="desk">Has the rulebooks.</param>
/// <param name="settings">Of the installation.</param>
public sealed class AskDesk(CheckDesk desk, CheckSettings settings)
{
    private readonly ConcurrentDictionary<string, Advisor> _advisors = [];
    private readonly Lazy<QuestionReader> _reader = new(() => desk.Library.LoadQuestionReader());

    /// <summary>Answers.</summary>
    /// <param name="rulebook">The rules.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="on">The day whose rules count.</param>
    public Answer Ask(Rulebook rulebook, FactSet facts, DateOnly on) => _advisors.GetOrAdd($"{rulebook.Id}@{rulebook.Version}", _ => new(rulebook)).Ask(facts, on);

    /// <summary>The facts that somebody's own words state.</summary>
    /// <param name="rulebook">Whose platforms and names count.</param>
    /// <param name="words">What they want to do.</param>
    public IReadOnlyList<Fact> Understand(Rulebook rulebook, string words) => _reader.Value.Read(rulebook, words, settings.ExampleTerms);

    /// <summary>Loads the reader and reckons the first question of each policy, so that nobody waits for it.</summary>
    public void Load()
    {
        _ = _reader.Value;
        foreach (var entry in desk.Current)
        {
            Ask(desk.Library.Get(entry), new(), desk.Today);
        }
    }
}
