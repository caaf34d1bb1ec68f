using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>Judges drafts by one rulebook. Stores and logs nothing.</summary>
/// <remarks>One draft at a time where readers are given: the tokeniser of the close reader promises no more. Without readers, many threads.</remarks>
public sealed class Checker
{
    private static readonly string EngineVersion = typeof(Checker).Assembly.GetName().Version!.ToString(3);

    private readonly Rulebook _rulebook;
    private readonly Screener _screener;
    private readonly TermIndex _terms;
    private readonly Readers? _readers;
    private readonly Judge _judge;

    /// <summary>Makes a checker.</summary>
    /// <param name="rulebook">The rules.</param>
    /// <param name="screener">What sees.</param>
    /// <param name="readers">What reads meaning; null for detectors alone.</param>
    /// <param name="withExamples">Whether the invented world of the examples counts.</param>
    public Checker(Rulebook rulebook, Screener screener, Readers? readers, bool withExamples = true)
    {
        (_rulebook, _screener, _readers) = (rulebook, screener, readers);
        _terms = new(rulebook, withExamples);
        _judge = new(rulebook, readers?.Calibration);
    }

    /// <summary>How far the readers' common flag score of a verdict is from where it begins to count here; null without readers.</summary>
    /// <param name="verdict">Of this checker.</param>
    public double? FlagDistance(Verdict verdict) => _judge.FlagDistance(verdict.Readers);

    /// <summary>Judges one draft.</summary>
    /// <param name="draft">What somebody means to publish.</param>
    /// <param name="on">The day whose rules count.</param>
    /// <param name="explain">List also the rules that did not apply.</param>
    /// <param name="offerEdits">Look for the smallest change that makes the verdict milder; costs a check a try.</param>
    public Verdict Check(Draft draft, DateOnly on, bool explain = false, bool offerEdits = true)
    {
        var verdict = CheckOnce(draft, on, explain);
        return offerEdits && verdict.Level > Level.Clear
            ? verdict with { Edits = EditFinder.Find(draft, verdict, changed => CheckOnce(changed, on, explain: false)) }
            : verdict;
    }

    private Verdict CheckOnce(Draft draft, DateOnly on, bool explain)
    {
        var findings = _screener.Screen(draft, _terms);
        var notChecked = new List<Unchecked>();
        var readers = Read(draft, notChecked);
        NoteWhatIsNotRead(draft, notChecked);
        var facts = Inferring.From(_screener.Inferences, findings, draft);
        return _judge.Decide(findings, facts, readers, notChecked, draft, on, explain) with { Engine = EngineVersion };
    }

    private IReadOnlyList<ReaderScores> Read(Draft draft, List<Unchecked> notChecked)
    {
        if (_readers is null)
        {
            notChecked.Add(new("meaning", "Only detectors and word patterns ran; no reader of meaning."));
            return [new("none", "0", null, new Dictionary<string, double>())];
        }

        var (scores, unread) = _readers.Read(new[] { draft.Text, draft.Bio, draft.Quoted }.Where(t => !string.IsNullOrWhiteSpace(t))!);
        notChecked.AddRange(unread.Select(n => new Unchecked("meaning of a long text", $"The text has {n} more passages than are read for meaning; detectors and patterns read all of it.")));
        return scores;
    }

    private static void NoteWhatIsNotRead(Draft draft, List<Unchecked> notChecked)
    {
        notChecked.Add(draft.Facts.TryGet("shows", out _)
            ? new("pictures", "Pictures are not looked at; what they show was taken from what you said.")
            : new("pictures", "Pictures and recordings are not looked at. Say what they show."));
        if (draft.Earlier.Count == 0)
        {
            notChecked.Add(new("earlier posts", "Together with earlier posts this one may say more."));
        }

        notChecked.Add(new("truth", "Whether what the post says is right."));
    }
}
