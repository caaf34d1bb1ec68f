using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>Judges drafts by one rulebook. Stores and logs nothing.</summary>
/// <remarks>May be called from many threads.</remarks>
public sealed class Checker
{
    private static readonly string EngineVersion = typeof(Checker).Assembly.GetName().Version!.ToString(3);

    private readonly Rulebook _rulebook;
    private readonly Screener _screener;
    private readonly TermIndex _terms;
    private readonly CloseReader? _reader;
    private readonly Judge _judge;

    /// <summary>Makes a checker.</summary>
    /// <param name="rulebook">The rules.</param>
    /// <param name="screener">What sees.</param>
    /// <param name="reader">What reads meaning; null for detectors alone.</param>
    /// <param name="withExamples">Whether the invented world of the examples counts.</param>
    public Checker(Rulebook rulebook, Screener screener, CloseReader? reader, bool withExamples = true)
    {
        (_rulebook, _screener, _reader) = (rulebook, screener, reader);
        _terms = new(rulebook, withExamples);
        _judge = new(rulebook, reader?.Calibration);
    }

    /// <summary>The flag score from which the reader counts here; null without a reader.</summary>
    public double? FlagThreshold => _judge.FlagThreshold;

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
        var readers = new List<ReaderScores> { Read(draft, notChecked) };
        NoteWhatIsNotRead(draft, notChecked);
        var facts = Inferring.From(_screener.Inferences, findings, draft);
        return _judge.Decide(findings, facts, readers, notChecked, draft, on, explain) with { Engine = EngineVersion };
    }

    private ReaderScores Read(Draft draft, List<Unchecked> notChecked)
    {
        if (_reader is null)
        {
            notChecked.Add(new("meaning", "Only detectors and word patterns ran; no reader of meaning."));
            return new("none", "0", null, new Dictionary<string, double>());
        }

        var best = new Dictionary<string, double>();
        foreach (var text in new[] { draft.Text, draft.Bio, draft.Quoted }.Where(t => !string.IsNullOrWhiteSpace(t)))
        {
            var (scores, unread) = _reader.Read(text!);
            foreach (var (head, score) in scores)
            {
                best[head] = best.TryGetValue(head, out var known) ? Math.Max(known, score) : score;
            }

            if (unread > 0)
            {
                notChecked.Add(new("meaning of a long text", $"The text has {unread} more passages than are read for meaning; detectors and patterns read all of it."));
            }
        }

        return new(_reader.Calibration.Name, _reader.Calibration.Version, _reader.Calibration.Sha256, best);
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
