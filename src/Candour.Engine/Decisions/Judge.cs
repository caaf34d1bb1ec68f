using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>From findings, facts and scores to a verdict. Pure: the same input gives the same verdict, on any machine, years later.</summary>
internal sealed class Judge(Rulebook rulebook, ReadersCalibration? calibration)
{
    // Whistleblowing and union matters are routed, never blocked: these categories are capped where one of them is seen.
    private static readonly string[] Routed = ["grievance", "disrepute", "confidential-business", "defamation", "staff-identifier", "offensive", "public-incident-comment", "political"];

    private static readonly (string Kind, string Contact)[] Routes = [("protected-disclosure", "speak-up"), ("union", "union")];

    private readonly Dictionary<string, Clause> _clauses = rulebook.Clauses.ToDictionary(c => c.Id);

    public double? FlagDistance(IReadOnlyList<ReaderScores> readers) => calibration?.FlagOf(readers) - calibration?.Steps[Step(calibration)].Logit;

    public Verdict Decide(
        IReadOnlyList<Finding> findings, FactSet facts, IReadOnlyList<ReaderScores> readers, IReadOnlyList<Unchecked> notChecked, Draft? draft, DateOnly on, bool explain)
    {
        var evaluator = new Evaluator(findings, facts, (category, close, lifted) => IsAbove(readers, category, close, lifted));
        var spoken = new List<(ContentRule Rule, Outcome Outcome, Level Level)>();
        var considered = new List<Unapplied>();
        var open = new SortedSet<string>(StringComparer.Ordinal);
        var missing = new Dictionary<string, int>();
        foreach (var rule in rulebook.Content)
        {
            var outcome = evaluator.Evaluate(rule.When);
            if (LevelOf(rule, outcome) is { } level)
            {
                spoken.Add((rule, outcome, level));
            }
            else if (outcome.Value is Truth.Unknown)
            {
                open.UnionWith(outcome.Unknown);
            }

            if (outcome.Value is Truth.Unknown && outcome.HasSign)
            {
                foreach (var fact in outcome.Unknown)
                {
                    missing[fact] = missing.GetValueOrDefault(fact) + 1;
                }
            }

            if (explain && !spoken.Any(s => s.Rule == rule))
            {
                considered.Add(new(rule.Id, outcome.Value is Truth.Unknown ? $"It turns on {string.Join(", ", outcome.Unknown)}, which nobody has said." : "What it asks for was not seen."));
            }
        }

        Override(spoken);
        var route = RouteOf(findings);
        var reasons = spoken.Where(s => s.Level > Level.Clear).Select(s => Reason(s.Rule, s.Outcome, s.Level, findings, route.Contact)).OrderByDescending(r => r.Verdict).ToArray();
        var verdict = reasons.Select(r => r.Verdict).DefaultIfEmpty(Level.Clear).Max();
        var noted = open.Where(f => !missing.ContainsKey(f)).ToArray();
        return new()
        {
            Policy = new(rulebook.Id, rulebook.Reference, rulebook.Version, rulebook.StateOn(on)),
            Level = verdict,
            Reasons = reasons,
            Findings = [.. findings.Select(f => Seen(f, findings, draft))],
            Missing = [.. missing.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => Ask(m.Key))],
            Facts = [.. facts.All.Select(f => new KnownFact(f.Name, string.Join(',', f.Values), f.From, f.Start, f.End))],
            Settings = new Dictionary<string, string>(),
            Notes = Notes(findings, spoken),
            Edits = [],
            NotChecked = noted.Length == 0 ? notChecked : [.. notChecked, new("rules about what you did not say", $"Some rules turn on {string.Join(", ", noted)} alone.")],
            Readers = readers,
            Next = Next(reasons, verdict, findings, route.Contact),
            On = on,
            Rulebook = rulebook.Stamp,
            Engine = "",
            Considered = explain ? considered : null,
        };
    }

    private bool IsAbove(IReadOnlyList<ReaderScores> readers, string category, bool close, bool lifted)
    {
        if (calibration?.FlagOf(readers) is not { } flag)
        {
            return false;
        }

        var step = Math.Clamp(Step(calibration) + (close ? 1 : 0) - (lifted ? 2 : 0), 0, calibration.Steps.Count - 1);
        return flag >= calibration.Steps[step].Logit && calibration.Names(readers, category);
    }

    // What is spoken of first is what it is about.
    private static (string Kind, string Contact) RouteOf(IReadOnlyList<Finding> findings)
    {
        var first = findings.Where(f => Routes.Any(r => r.Kind == f.Kind)).MinBy(f => (f.Part, f.Start));
        return Routes.FirstOrDefault(r => r.Kind == first?.Kind);
    }

    // The loosest threshold that disturbs no more innocent posts than the rulebook allows.
    private int Step(ReadersCalibration readers)
    {
        var share = double.Parse(rulebook.Settings.FirstOrDefault(s => s.Id == "disturb")?.Value ?? "0.02", System.Globalization.CultureInfo.InvariantCulture);
        var step = 0;
        while (step + 1 < readers.Steps.Count && readers.Steps[step + 1].Share <= share + 1e-9)
        {
            step++;
        }

        return step;
    }

    // A rule speaks when it holds; while a fact is unknown only if something seen or read speaks for it, and then no stricter than consider.
    private static Level? LevelOf(ContentRule rule, Outcome outcome) => outcome.Value switch
    {
        Truth.True when rule.Verdict is Level.Clear => Level.Clear,
        Truth.True when outcome.Findings.Count == 0 && outcome.Read => Min(rule.Verdict, Level.Ask), // a learned score alone never says stop
        Truth.True => rule.Verdict,
        Truth.Unknown when outcome.HasSign && rule.Verdict is not Level.Clear => Min(rule.Verdict, Level.Consider),
        _ => null,
    };

    private static void Override(List<(ContentRule Rule, Outcome Outcome, Level Level)> spoken)
    {
        var lifted = spoken.Where(s => s.Rule.Verdict is Level.Clear).SelectMany(s => s.Rule.Overrides).ToHashSet();
        spoken.RemoveAll(s => lifted.Contains(s.Rule.Id));
    }

    private Reason Reason(ContentRule rule, Outcome outcome, Level level, IReadOnlyList<Finding> findings, string? route)
    {
        var routed = route is not null && Routed.Contains(rule.Category);
        var indices = outcome.Findings.SelectMany(f => f.Of.Prepend(f)).Select(f => IndexOf(findings, f)).Where(i => i >= 0).Distinct().Order().ToArray();
        return new(
            rule.Id, rule.Origin, routed ? Min(level, Level.Consider) : level, rule.Category, rule.Because,
            [.. rule.Because.Select(id => _clauses[id].Section).Distinct()], indices, rule.Why, rule.Advice)
        {
            Next = routed && Contact(route!) is { } guardian ? new(guardian.Id, guardian.How) : NextOf(rule),
        };
    }

    private NextStep? NextOf(ContentRule rule) => rule.NextWho switch
    {
        null => null,
        "you" => new("you", rule.NextHow ?? rule.Advice ?? "Change the post and check it again."),
        var who => new(who, rule.NextHow ?? Contact(who)!.How),
    };

    private Contact? Contact(string id) => rulebook.Contacts.FirstOrDefault(c => c.Id == id);

    private NextStep Next(Reason[] reasons, Level verdict, IReadOnlyList<Finding> findings, string? route)
    {
        if (findings.Any(f => f.Kind is "self-harm") && Contact("support") is { } support)
        {
            return new(support.Id, support.How);
        }

        if (route is not null && Contact(route) is { } guardian)
        {
            return new(guardian.Id, guardian.How);
        }

        return reasons.FirstOrDefault(r => r.Next is not null)?.Next ?? (verdict is Level.Clear
            ? new("you", "Nothing stands against it. It is your choice.")
            : new("you", "Change what is marked and check again."));
    }

    private List<Note> Notes(IReadOnlyList<Finding> findings, List<(ContentRule Rule, Outcome Outcome, Level Level)> spoken)
    {
        var notes = new List<Note>();
        if (findings.Any(f => f.Kind is "self-harm") && Contact("support") is { } support)
        {
            notes.Add(new([], support.How));
        }

        foreach (var (kind, contact) in Routes.Where(r => findings.Any(f => f.Kind == r.Kind)))
        {
            notes.AddRange(rulebook.Contacts.Where(c => c.Id == contact).Select(c => new Note([], c.How)));
        }

        notes.AddRange(spoken.Where(s => s.Level is Level.Clear).Select(s => new Note(s.Rule.Because, s.Rule.Why)));
        return notes;
    }

    private static SeenFinding Seen(Finding finding, IReadOnlyList<Finding> all, Draft? draft)
    {
        var part = draft?.TextOf(finding.Part);
        return new(finding.Kind, finding.Start, finding.End, part is null ? null : part[finding.Start..finding.End], finding.Score, finding.Why)
        {
            Topic = finding.Topic,
            In = finding.Part is DraftPart.Text ? null : finding.Part,
            About = finding.About is Bearer.Nobody ? null : finding.About,
            Lifted = finding.Lifted ? true : null,
            Of = finding.Of.Count == 0 ? null : [.. finding.Of.Select(f => IndexOf(all, f)).Where(i => i >= 0).Order()],
        };
    }

    private static int IndexOf(IReadOnlyList<Finding> all, Finding finding)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (ReferenceEquals(all[i], finding) || all[i] == finding)
            {
                return i;
            }
        }

        return -1;
    }

    private MissingFact Ask(string name)
    {
        var definition = FactVocabulary.Find(name)!;
        return new(name, definition.Question, name is "platform" ? [.. rulebook.Platforms, "other"] : definition.Values);
    }

    private static Level Min(Level a, Level b) => a < b ? a : b;
}
