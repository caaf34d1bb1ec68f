using Candour.Engine.Decisions;

namespace Candour.Engine.Screening;

/// <summary>Runs everything that sees things in a draft: detectors, name tagger, word lists, patterns, binding, lifting, reckoning.</summary>
/// <remarks>Holds no draft; may be called from many threads.</remarks>
public sealed class Screener
{
    private readonly PatternMatcher _matcher;
    private readonly IReadOnlyList<IDetector> _detectors;

    /// <summary>Makes a screener.</summary>
    /// <param name="vocabulary">Word lists and patterns.</param>
    /// <param name="names">The tagger of names; null where its weights are not at hand, which callers report under "not checked".</param>
    public Screener(CompiledVocabulary vocabulary, IDetector? names = null)
    {
        _matcher = new(vocabulary);
        _detectors = names is null ? Detectors.All : [.. Detectors.All, names];
        Inferences = vocabulary.Inferences;
    }

    /// <summary>What texts say about facts.</summary>
    public IReadOnlyList<Inference> Inferences { get; }

    /// <summary>What <c>candour screen</c> tells of one text: things, words, and the stances that give a label. Not bound to anybody.</summary>
    /// <param name="text">One text.</param>
    public IReadOnlyList<Finding> Screen(string text)
    {
        var reading = Reading.Of(text);
        var found = See(reading, TermIndex.None, out var lists);
        PatternMatcher.Find(_matcher.Labelled, reading, lists, found);
        if (found.Exists(f => TextLabels.Kinds.Contains(f.Kind)))
        {
            PatternMatcher.Find(_matcher.Lifters, reading, lists, found);
            Lifting.Apply(reading, found);
        }

        return found;
    }

    /// <summary>Everything in a draft.</summary>
    /// <param name="draft">Any.</param>
    /// <param name="terms">Names of the organisation's world.</param>
    /// <returns>Findings by part and place.</returns>
    public IReadOnlyList<Finding> Screen(Draft draft, TermIndex terms)
    {
        var all = new List<Finding>();
        foreach (var part in Enum.GetValues<DraftPart>())
        {
            if (draft.TextOf(part) is { Length: > 0 } text)
            {
                all.AddRange(ScreenPart(text, part, terms));
            }
        }

        if (ProfileNames.Pseudonym(draft) is { } pseudonym)
        {
            all.Add(pseudonym);
        }

        if (IndirectIdentification.Reckon(all) is { } indirect)
        {
            all.Add(indirect);
        }

        return [.. all.OrderBy(f => f.Part).ThenBy(f => f.Start).ThenByDescending(f => f.End).ThenBy(f => f.Kind, StringComparer.Ordinal)];
    }

    private List<Finding> ScreenPart(string text, DraftPart part, TermIndex terms)
    {
        var reading = part is DraftPart.AccountName ? Reading.OfName(text) : Reading.Of(text);
        var found = See(reading, terms, out var lists);
        Binder.Bind(reading, part, found);
        PatternMatcher.Find(_matcher.Stances, reading, lists, found);
        Binder.Bind(reading, part, found); // stances may anchor too: somebody known to the public
        Lifting.Apply(reading, found);
        return part is DraftPart.Text ? found : [.. found.Select(f => f with { Part = part })];
    }

    // Things and words; no stances yet.
    private List<Finding> See(Reading reading, TermIndex terms, out PatternMatcher.ListHits lists)
    {
        var found = new List<Finding>();
        foreach (var detector in _detectors)
        {
            detector.Find(reading, found);
        }

        terms.Find(reading, found);
        lists = _matcher.FindLists(reading);
        PatternMatcher.ListFindings(reading, lists, found);
        PatternMatcher.Find(_matcher.Words, reading, lists, found);
        PatternMatcher.DropExcluded(reading, lists, found);
        DropNamesInTerms(found);
        return found;
    }

    // "Fellgate Infirmary" is the organisation's site, no person called Fellgate and no place.
    private static void DropNamesInTerms(List<Finding> found)
    {
        var terms = found.Where(f => Kinds.Class(f.Kind) is "term").ToArray();
        found.RemoveAll(f => f.Kind is "person-name" or "place" or "organisation" && terms.Any(t => t.Start <= f.Start && f.End <= t.End));
    }
}
