using System.Collections.Concurrent;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Decisions;

/// <summary>Answers "may I ...?" by the decision rules of one rulebook, and finds out what is worth asking. Many threads may share one.</summary>
public sealed class Advisor
{
    private const int Remembered = 256;

    // More of those that may apply would hide the answer.
    private const int MostPossible = 5;

    private static readonly string EngineVersion = typeof(Advisor).Assembly.GetName().Version!.ToString(3);

    private readonly Rulebook _rulebook;
    private readonly IReadOnlyList<DecisionRule> _rules;
    private readonly QuestionChooser _chooser;
    private readonly Dictionary<string, Clause> _clauses;
    private readonly ConcurrentDictionary<string, Possible> _possible = [];

    /// <summary>Makes one.</summary>
    /// <param name="rulebook">The rules; one without decision rules answers that nothing is covered.</param>
    public Advisor(Rulebook rulebook)
    {
        _rulebook = rulebook;
        _rules = rulebook.Decisions?.Rules ?? [];
        _chooser = new(_rules);
        _clauses = rulebook.Clauses.ToDictionary(c => c.Id);
    }

    /// <summary>Answers.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="on">The day whose rules count.</param>
    public Answer Ask(FactSet facts, DateOnly on)
    {
        var outcomes = _chooser.Outcomes(facts);
        var possible = PossibleFor(facts, outcomes);
        var strictest = possible.Answers.Max();
        var open = _rules.Zip(_chooser.Reopened(outcomes, facts, possible.Open), (r, o) => (Rule: r, Outcome: o)).Where(o => o.Outcome.Value is not Truth.False).ToArray();
        var lifted = open.Where(o => o.Outcome.Value is Truth.True).SelectMany(o => o.Rule.Overrides).ToHashSet();
        var reasons = open.Where(o => !lifted.Contains(o.Rule.Id)).Select(o => Reason(o.Rule, o.Outcome, facts)).ToArray();
        // Nobody is helped by rules about any act whatever.
        var shown = Shown(possible.Missing.Contains(QuestionChooser.Act) ? [.. reasons.Where(r => r.Open is null)] : reasons, strictest);
        var final = possible.Missing.Count == 0;
        return new()
        {
            Policy = new(_rulebook.Id, _rulebook.Reference, _rulebook.Version, _rulebook.StateOn(on)),
            Level = strictest,
            Final = final,
            Conditions = strictest is AnswerLevel.Conditional ? Conditions(shown) : [],
            Missing = [.. possible.Missing.Select(m => Missing(m, IsPublic(facts)))],
            Reasons = shown,
            Next = Next(shown, strictest, possible.Missing, IsPublic(facts)),
            Facts = [.. facts.All.Select(f => new KnownFact(f.Name, string.Join(',', f.Values), f.From, f.Start, f.End))],
            Notes = [.. _rulebook.Warnings.Where(w => w.State == _rulebook.StateOn(on)).Select(w => new Note(w.Because, w.Words))],
            Guidance = [.. GuidanceFinder.Shown(_rulebook, facts).Select(g => new GuidanceReference(g.Id, g.Title, g.Kind))],
            On = on,
            Rulebook = _rulebook.Stamp,
            Engine = EngineVersion,
        };
    }

    // Few facts given means a large diagram, and the same few recur: every conversation begins with them.
    private Possible PossibleFor(FactSet facts, Outcome[] outcomes)
    {
        var key = string.Join(';', facts.All.Select(f => $"{f.Name}={string.Join(',', f.Values.Order(StringComparer.Ordinal))}"));
        if (_possible.TryGetValue(key, out var known))
        {
            return known;
        }

        var possible = _chooser.Choose(facts, outcomes);
        if (_possible.Count < Remembered)
        {
            _possible[key] = possible;
        }

        return possible;
    }

    private DecisionReason Reason(DecisionRule rule, Outcome outcome, FactSet facts)
    {
        var conditions = rule.Conditions.Select(c => new RuleCondition(c.Words, Met(c, facts))).ToArray();
        var level = rule.Answer is AnswerLevel.Conditional && conditions.All(c => c.Met is "yes") ? AnswerLevel.Allow : rule.Answer;
        return new(rule.Id, rule.Origin, level, rule.Category, rule.Because, [.. rule.Because.Select(id => _clauses[id].Section).Distinct()], [], rule.Why, rule.Advice)
        {
            Conditions = conditions.Length == 0 ? null : conditions,
            Reading = rule.Reading,
            Open = outcome.Value is Truth.Unknown ? outcome.Unknown : null,
            Next = NextOf(rule),
        };
    }

    // A condition that is shown and not asked for is unknown too while nobody has said.
    private static string Met(DecisionCondition condition, FactSet facts) =>
        condition.Met is not { } met ? "unknown" : Evaluator.OfFacts(facts, met.Tree().Select(c => c.Fact).OfType<string>().ToHashSet()).Evaluate(met).Value switch
        {
            Truth.True => "yes",
            Truth.False => "no",
            _ => "unknown",
        };

    private static DecisionReason[] Shown(DecisionReason[] reasons, AnswerLevel strictest)
    {
        if (strictest is AnswerLevel.NotCovered)
        {
            return [.. reasons.Where(r => r.Open is null && r.Level is AnswerLevel.NotCovered)];
        }

        var applying = reasons.Where(r => r.Open is null && r.Level is not AnswerLevel.NotCovered).OrderByDescending(r => r.Level).ToArray();
        var possible = reasons.Where(r => r.Open is not null && r.Level == strictest).OrderBy(r => r.Open!.Count).Take(MostPossible).ToArray();
        return applying.Any(r => r.Level == strictest) ? [.. applying.TakeWhile(r => r.Level == strictest), .. possible, .. applying.SkipWhile(r => r.Level == strictest)] : [.. possible, .. applying];
    }

    // Those of rules that only may apply count where no rule that applies gives the answer.
    private static string[] Conditions(DecisionReason[] shown)
    {
        var giving = shown.Where(r => r.Level is AnswerLevel.Conditional).ToArray();
        var applies = giving.Any(r => r.Open is null);
        return [.. giving.Where(r => !applies || r.Open is null).SelectMany(r => r.Conditions!).Where(c => c.Met is not "yes").Select(c => c.Words).Distinct()];
    }

    private NextStep? NextOf(DecisionRule rule) => rule.NextWho switch
    {
        null => null,
        "you" => new("you", rule.NextHow ?? rule.Advice ?? rule.Why),
        var who => new(who, rule.NextHow ?? _rulebook.Contacts.First(c => c.Id == who).How),
    };

    private NextStep Next(DecisionReason[] reasons, AnswerLevel answer, IReadOnlyList<string> missing, bool isPublic)
    {
        if (missing.Count > 0)
        {
            return new("you", FactVocabulary.Find(missing[0])!.QuestionFor(isPublic));
        }

        return reasons.FirstOrDefault(r => r.Next is not null)?.Next ?? (answer switch
        {
            AnswerLevel.NotCovered when _rulebook.Decisions is { } decisions => new(decisions.OtherwiseWho, decisions.OtherwiseHow),
            AnswerLevel.NotCovered => new("you", "This rulebook holds no decisions yet. Ask whoever answers for the policy."),
            AnswerLevel.Allow => new("you", "Nothing in the policy stands against it. It is your choice."),
            AnswerLevel.Conditional => new("you", "See that each condition is met first."),
            _ => new("you", reasons.FirstOrDefault()?.Advice ?? "Leave it, or ask whoever answers for the policy."),
        });
    }

    private static bool IsPublic(FactSet facts) => facts.TryGet("actor", out var actor) && FactVocabulary.IsPublic(actor.Values[0]);

    private MissingFact Missing(string name, bool isPublic) => new(name, FactVocabulary.Find(name)!.QuestionFor(isPublic), _rulebook.ValuesOf(name));
}

/// <summary>What the answer can still be, and the facts that decide it, most telling first.</summary>
/// <param name="Answers">At least one.</param>
/// <param name="Missing">Names of facts; none when there is one answer.</param>
/// <param name="Open">Facts for which conditions on known facts alone count as open.</param>
internal sealed record Possible(IReadOnlyList<AnswerLevel> Answers, IReadOnlyList<string> Missing, IReadOnlySet<string> Open);
