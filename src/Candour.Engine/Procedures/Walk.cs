using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;
using Candour.Engine.Versions;

namespace Candour.Engine.Procedures;

/// <summary>
/// A procedure with the answers given so far. Never changes: an answer gives a new walk or a refusal. Knows no clock and no database; what it began
/// with and the answers, in order, always give the same walk. Many threads may share one.
/// </summary>
public sealed class Walk
{
    private readonly Plan _plan;
    private readonly WalkState _state;
    private readonly List<(PlannedStep Step, string? Fact)> _open = [];
    private IReadOnlyList<OpenStep>? _openSteps;
    private IReadOnlyList<AheadStep>? _ahead;
    private Routing? _routing;

    private Walk(Rulebook rulebook, Procedure procedure, FactSet beganWith, DateTimeOffset? beganAt, IReadOnlyList<StepAnswer> answers, WalkState state)
    {
        (Rulebook, Procedure, BeganWith, BeganAt, Answers, _state) = (rulebook, procedure, beganWith, beganAt, answers, state);
        _plan = Plan.Of(procedure);
        if (_state.End is null)
        {
            Settle();
        }
    }

    /// <summary>The rulebook it began under.</summary>
    public Rulebook Rulebook { get; }

    /// <summary>What is walked.</summary>
    public Procedure Procedure { get; }

    /// <summary>What was known at the start.</summary>
    public FactSet BeganWith { get; }

    /// <summary>When it began; null where no clock matters.</summary>
    public DateTimeOffset? BeganAt { get; }

    /// <summary>The answers that were taken, in order.</summary>
    public IReadOnlyList<StepAnswer> Answers { get; }

    /// <summary>What is known now. Not to be changed.</summary>
    public FactSet Facts => _state.Facts;

    /// <summary>What has been written down, by field: each once, the last counts.</summary>
    public IReadOnlyDictionary<string, FieldValue> Fields => _state.Fields;

    /// <summary>Steps that may be answered now: those that the rest waits for, in their order, then those that are open at any time. None once it has ended.</summary>
    public IReadOnlyList<OpenStep> Open => _openSteps ??= End is null ? [.. _open.Select(o => Opened(o.Step, o.Fact))] : [];

    /// <summary>Steps that may still come, in their order, without those that are open.</summary>
    public IReadOnlyList<AheadStep> Ahead => _ahead ??= End is null ? FindAhead() : [];

    /// <summary>Every answer with its step, in order.</summary>
    public IReadOnlyList<DoneStep> Done => _state.Done;

    /// <summary>What has been decided by rule, in the order of the steps.</summary>
    public IReadOnlyList<Decided> Decided =>
    [
        .. _plan.Steps.Where(s => _state.Decided.ContainsKey(s.Step.Id)).Select(s =>
        {
            var (rule, asks) = (_state.Decided[s.Step.Id], s.Step.Asks!);
            var clauses = s.Step.Because.Concat(rule.Because).Distinct().ToArray();
            return new Decided(s.Step.Id, asks, rule.Value, LabelsOf(asks)?.GetValueOrDefault(rule.Value) ?? rule.Value, rule.Why, clauses, SectionsOf(clauses))
            {
                Local = LocalOf(s.Step.Rules.SelectMany(r => r.When?.Tree() ?? []).Select(c => c.Setting).OfType<string>().Distinct()) is { Count: > 0 } local ? local : null,
            };
        }),
    ];

    /// <summary>What is never done, as it is shown now: what tempts at an open step, and what holds everywhere.</summary>
    public IReadOnlyList<ForbiddenAct> Forbidden => [.. Procedure.Forbidden.Where(f => f.At.Count == 0 || _open.Any(o => f.At.Contains(o.Step.Step.Id)))];

    /// <summary>The entries that the answers make, one a register: each column is filled by the field or question of the same id.</summary>
    public IReadOnlyList<RegisterEntry> Records => [.. _state.Records.Select(EntryOf)];

    /// <summary>How it ended; null while it goes on.</summary>
    public WalkEnd? End => _state.End;

    /// <summary>No file is taken, since an act is forbidden that a file commits.</summary>
    public bool RefusesFiles => AnswerCheck.RefusesFiles(Procedure);

    /// <summary>What is kept of it.</summary>
    public WalkHistory History => new(Rulebook.Id, Rulebook.Version, Rulebook.Stamp, Procedure.Id, BeganAt, [.. BeganWith.All], Answers)
    {
        Settings = Rulebook.Settings.Any(s => s.Otherwise is not null) ? Rulebook.Settings.Where(s => s.Otherwise is not null).ToDictionary(s => s.Id, s => s.Value) : null,
    };

    /// <summary>Begins.</summary>
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="procedure">One of its procedures.</param>
    /// <param name="facts">What is known: facts of the engine and questions of the procedure (<see cref="Procedure.Give"/>).</param>
    /// <param name="at">When; null where no clock matters.</param>
    public static Walk Begin(Rulebook rulebook, Procedure procedure, FactSet facts, DateTimeOffset? at) =>
        new(rulebook, procedure, facts.Copy(), at, [], WalkState.Beginning(facts, at));

    /// <summary>Takes an answer, or refuses it and says why.</summary>
    /// <param name="answer">To an open step, or again to a matter of fact that is open at any time.</param>
    public WalkResult Answer(StepAnswer answer)
    {
        var refusal = AnswerCheck.Refusal(this, _plan, answer, out var open);
        if (refusal is not null)
        {
            return new(null, refusal);
        }

        var state = _state.Copy();
        Take(state, open!, answer);
        return new(new(Rulebook, Procedure, BeganWith, BeganAt, [.. Answers, answer], state), null);
    }

    /// <summary>The answer that those give to whom a step falls: with the roles of all who take part, where it names none.</summary>
    /// <param name="answer">Perhaps without a role.</param>
    public StepAnswer AsExpected(StepAnswer answer) =>
        answer.Role is null && Open.FirstOrDefault(o => o.Id == answer.Step) is { } open ? answer with { Role = [open.Who.Id, .. open.With.Select(w => w.Id)] } : answer;

    /// <summary>What a field or a question of that id says so far, as people read it; null where nothing does.</summary>
    /// <param name="id">A field's or a question's.</param>
    public string? InWords(string id) =>
        Fields.TryGetValue(id, out var written) ? FieldWords.Of(Procedure.Steps.SelectMany(s => s.Fields).FirstOrDefault(f => f.Id == id), written)
        : Facts.TryGet(id, out var fact) ? string.Join(", ", fact.Values.Select(v => LabelsOf(id)?.GetValueOrDefault(v) ?? v))
        : null;

    internal DateTimeOffset? Now => _state.Now;

    internal bool IsAnswered(string step) => _state.Answered.Contains(step) || (_plan.ById.GetValueOrDefault(step) is { } planned && IsKnown(planned.Step));

    internal OpenStep Opened(Step step) => Opened(_plan.ById[step.Id], null);

    internal Routing Routing => _routing ??= new(Rulebook, Procedure, Facts);

    internal IReadOnlyList<string> SectionsOf(IEnumerable<string> clauses) =>
        [.. clauses.Select(id => Rulebook.Clauses.FirstOrDefault(c => c.Id == id)?.Section).OfType<string>().Distinct()];

    internal string Words(Condition condition) => ConditionWords.Of(condition, Procedure.Questions);

    private void Take(WalkState state, OpenStep open, StepAnswer answer)
    {
        var step = open.Step;
        var inPlace = open.Id != step.Id;
        state.Now = answer.At ?? state.Now;
        if (answer.Clock is { } change)
        {
            state.Clocks[step.Id] = state.Clocks.GetValueOrDefault(step.Id, StepClock.Untouched).After(change, answer.Reason!.Trim(), state.Now!.Value);
            return;
        }

        state.Rounds[open.Id] = state.Rounds.GetValueOrDefault(open.Id) + 1;
        state.At[open.Id] = state.Now;
        state.Done.Add(new(open.Id, open.Say, answer, state.Now, open.Clauses, open.Sections, state.Rounds[open.Id]));
        if ((answer.Value ?? open.Known) is { } values && answer.Skip is null && open.Asks is { } asks)
        {
            state.Facts.Put(new(asks, values));
        }

        if (inPlace)
        {
            return;
        }

        state.Answered.Add(step.Id);
        foreach (var (field, value) in answer.Fields ?? new Dictionary<string, FieldValue>())
        {
            state.Fields[field] = value;
            state.At[field] = state.Now;
        }

        if (answer.Skip is null)
        {
            state.Records.AddRange(step.Records.Except(state.Records));
        }

        if (step.Stops is { } stops && answer.Value?.Select(stops.GetValueOrDefault).FirstOrDefault(t => t is not null) is { } target)
        {
            state.End = StoppedAt(step, target);
        }
        else if (step.Again is { } again && answer.Skip is null && Evaluator.OfFacts(state.Facts).Evaluate(again.When).Value is Truth.True)
        {
            OpenAgain(state, _plan.ById[again.From].Index, _plan.ById[step.Id].Index);
        }
    }

    private void OpenAgain(WalkState state, int from, int to)
    {
        foreach (var step in _plan.Steps.Skip(from).Take(to - from + 1).Select(s => s.Step))
        {
            state.Answered.Remove(step.Id);
            state.Decided.Remove(step.Id);
            state.Clocks.Remove(step.Id);
            if (step.Asks is { } asks)
            {
                state.Facts.Forget(asks);
            }
        }
    }

    private WalkEnd StoppedAt(Step step, string target) =>
        _plan.ById.GetValueOrDefault(target)?.Step is { Kind: StepKind.End } end ? EndOf(end)
        : new(step.Id, step.Say, null, target, [], [.. step.Clauses()], SectionsOf(step.Clauses()));

    private WalkEnd EndOf(Step end) => new(end.Id, end.Say, end.Outcome, null, end.Offers, [.. end.Clauses()], SectionsOf(end.Clauses()));

    // Goes through the groups until one holds a step that waits. A decision follows its facts, so what it turns is looked at again before anything ends.
    private void Settle()
    {
        for (var left = _plan.Steps.Count; left >= 0; left--)
        {
            _open.Clear();
            if (!SettleOnce(mayEnd: left == 0))
            {
                break;
            }
        }

        if (End is null)
        {
            AddAnytime();
        }
    }

    private bool SettleOnce(bool mayEnd)
    {
        var evaluator = Evaluator.OfFacts(Facts);
        var turned = false;
        foreach (var group in _plan.Groups)
        {
            foreach (var planned in group.Where(p => !_state.Answered.Contains(p.Step.Id) && !IsKnown(p.Step) && Binds(p, evaluator, asks: true)))
            {
                if (planned.Step.Kind is StepKind.Decide)
                {
                    turned |= Decide(planned, evaluator);
                }
                else if (planned.Step.Kind is not StepKind.End)
                {
                    _open.Add((planned, null));
                }
                else if (_open.Count == 0)
                {
                    // Nothing behind an end counts; but what a decision turned may stand before it.
                    if (mayEnd || !turned)
                    {
                        EndAt(planned.Step);
                    }

                    return turned && End is null;
                }
            }

            if (_open.Count > 0)
            {
                return turned;
            }
        }

        return turned;
    }

    private void EndAt(Step step)
    {
        _state.End = EndOf(step);
        _state.Records.AddRange(step.Records.Except(_state.Records));
    }

    // A condition that hangs on what no step asks opens that question in the step's place.
    private bool Binds(PlannedStep planned, Evaluator evaluator, bool asks)
    {
        var outcome = planned.When is { } when ? evaluator.Evaluate(when) : Outcome.Yes;
        if (outcome.Value is Truth.Unknown && asks)
        {
            AskInPlace(planned, outcome.Unknown[0]);
        }

        return outcome.Value is Truth.True;
    }

    private void AskInPlace(PlannedStep planned, string fact)
    {
        if (_open.All(o => o.Fact != fact))
        {
            _open.Add((planned, fact));
        }
    }

    private bool Decide(PlannedStep planned, Evaluator evaluator)
    {
        var step = planned.Step;
        foreach (var rule in step.Rules)
        {
            var outcome = rule.When is { } when ? evaluator.Evaluate(when) : Outcome.Yes;
            if (outcome.Value is Truth.True)
            {
                var turned = _state.Decided.GetValueOrDefault(step.Id)?.Value != rule.Value;
                _state.Decided[step.Id] = rule;
                Facts.Put(new(step.Asks!, [rule.Value]));
                _state.Records.AddRange(step.Records.Except(_state.Records));
                return turned;
            }

            if (outcome.Value is Truth.Unknown)
            {
                var needed = outcome.Unknown;
                var asking = _plan.Anytime.FirstOrDefault(a => a.Step.Asks is { } asks && needed.Contains(asks) && !_state.Answered.Contains(a.Step.Id) && Binds(a, evaluator, asks: false));
                if (asking is not null)
                {
                    _open.Add((asking, null));
                }
                else
                {
                    AskInPlace(planned, needed[0]);
                }

                return false;
            }
        }

        return false;
    }

    private void AddAnytime()
    {
        var evaluator = Evaluator.OfFacts(Facts);
        foreach (var planned in _plan.Anytime.Where(a => !_state.Answered.Contains(a.Step.Id) && _open.All(o => o.Step != a)))
        {
            if (!IsKnown(planned.Step) && Binds(planned, evaluator, asks: true))
            {
                _open.Add((planned, null));
            }
        }
    }

    // A matter of fact that is known needs no asking, unless something must be written down with it.
    private bool IsKnown(Step step) => step.Kind is StepKind.Ask && Facts.TryGet(step.Asks!, out _) && !step.Fields.Any(f => f.Required);

    private OpenStep Opened(PlannedStep planned, string? fact)
    {
        var step = planned.Step;
        IReadOnlyList<string> clauses = [.. step.Clauses()];
        if (fact is not null)
        {
            return new()
            {
                Id = fact, Step = step, Kind = StepKind.Ask, Say = QuestionOf(fact), Who = Routing.Handler(Roles.You), Anytime = step.Anytime, Asks = fact, Values = LabelsOf(fact), Set = IsSet(fact),
                Origin = step.Origin, Clauses = clauses, Sections = SectionsOf(clauses),
            };
        }

        return new()
        {
            Id = step.Id,
            Step = step,
            Kind = step.Kind,
            Say = step.Say,
            Who = Routing.Handler(step.Who),
            With = [.. step.With.Select(Routing.Recipient)],
            To = [.. step.To.Select(Routing.Recipient)],
            Must = !step.Should,
            Anytime = step.Anytime,
            Asks = step.Asks,
            Values = step.Asks is { } asks ? LabelsOf(asks) : null,
            Set = step.Asks is { } question && IsSet(question),
            Known = step.Kind is StepKind.Ask && Facts.TryGet(step.Asks!, out var known) ? known.Values : null,
            Reason = step.Reason,
            Fields = step.Fields,
            Due = step.Due is { } due ? DueOf(step, due) : null,
            Origin = step.Origin,
            Clauses = clauses,
            Sections = SectionsOf(clauses),
            Forbidden = [.. Procedure.Forbidden.Where(f => f.At.Count == 0 || f.At.Contains(step.Id))],
        };
    }

    private StepDue DueOf(Step step, Due due)
    {
        var (from, what) = due.From is Due.Start ? (BeganAt is { } at ? Moment.At(at) : (Moment?)null, "begun")
            : _plan.ById.GetValueOrDefault(due.From)?.Step is { } before ? (_state.At.GetValueOrDefault(before.Id) is { } answered ? Moment.At(answered) : null, What(before))
            : (_state.MomentOf(due.From), Procedure.Steps.SelectMany(s => s.Fields).First(f => f.Id == due.From).Label);
        var clauses = due.Because.Count > 0 ? due.Because : step.Because;
        return new()
        {
            Within = PeriodOf(due), From = from, What = what, Origin = due.Origin, Setting = due.Setting, Clauses = clauses, Sections = SectionsOf(clauses), Nation = Rulebook.Nation,
            Local = due.Setting is { } id && LocalOf([id]) is [var local, ..] ? local : null, Clock = _state.Clocks.GetValueOrDefault(step.Id, StepClock.Untouched), MayStop = due.MayStop, MayExtend = due.MayExtend, ExtendAtMost = due.ExtendAtMost,
        };
    }

    // An organisation may have chosen another value since the rulebook was read.
    private Period PeriodOf(Due due) => due.Setting is { } id && Rulebook.Settings.FirstOrDefault(s => s.Id == id) is { } setting ? Period.Parse(setting.Value) ?? due.Within : due.Within;

    private IReadOnlyList<Setting> LocalOf(IEnumerable<string> ids) => [.. Rulebook.Settings.Where(s => s.Otherwise is { } otherwise && otherwise != s.Value && ids.Contains(s.Id))];

    private static string What(Step step) => step.Kind switch
    {
        StepKind.Tell => "told",
        StepKind.HandOver => "handed over",
        StepKind.Record => "written down",
        StepKind.Ask or StepKind.Stop => "answered",
        StepKind.Choose => "decided",
        _ => "done",
    };

    private string QuestionOf(string fact) =>
        Procedure.Question(fact)?.Question ?? FactVocabulary.Find(fact)!.QuestionFor(Facts.TryGet("actor", out var actor) && FactVocabulary.IsPublic(actor.Values[0]));

    private bool IsSet(string fact) => Procedure.Question(fact)?.Set ?? FactVocabulary.Find(fact)?.Set ?? false;

    private IReadOnlyDictionary<string, string>? LabelsOf(string fact)
    {
        if (Procedure.Question(fact) is { } question)
        {
            return question.Values;
        }

        var definition = FactVocabulary.Find(fact);
        return definition is null ? null : Rulebook.ValuesOf(fact).ToDictionary(v => v, v => definition.LabelFor(v, isPublic: false) ?? Rulebook.Roles.FirstOrDefault(r => r.Id == v)?.Name ?? v);
    }

    private RegisterEntry EntryOf(string id)
    {
        var values = new Dictionary<string, FieldValue>();
        foreach (var field in Rulebook.Registers.First(r => r.Id == id).Fields)
        {
            if (Fields.TryGetValue(field.Id, out var written))
            {
                values[field.Id] = written;
            }
            else if (Facts.TryGet(field.Id, out var fact))
            {
                values[field.Id] = FieldValue.Of(string.Join(", ", fact.Values));
            }
        }

        return new(id, values);
    }

    private AheadStep[] FindAhead()
    {
        var open = _open.Where(o => o.Fact is null).Select(o => o.Step.Step.Id).ToHashSet();
        return [.. new AheadFinder(_plan, _state).Find().Where(s => !open.Contains(s.Step.Id))
            .Select(s => new AheadStep(s.Step.Id, s.Step, Routing.Handler(s.Step.Who), s.Step.When is { } when ? Words(when) : null))];
    }
}
