using Candour.Engine.Rulebooks;

namespace Candour.Engine.Versions;

/// <summary>Compares two versions of one policy.</summary>
public static class VersionComparison
{
    /// <summary>What changed from the first to the second.</summary>
    /// <param name="was">The earlier version.</param>
    /// <param name="now">The later one, of the same policy.</param>
    /// <param name="examples">Worked examples of both; those with facts and the door ask are answered under both.</param>
    /// <exception cref="ArgumentException">They are of two policies.</exception>
    public static VersionRecord Compare(Rulebook was, Rulebook now, IEnumerable<Example> examples)
    {
        if (was.Id != now.Id)
        {
            throw new ArgumentException($"`{was.Id}` and `{now.Id}` are two policies; these are compared by PolicyComparison.", nameof(now));
        }

        var clauses = ClausePairs.Of(was.Clauses, now.Clauses);
        var (tried, answers) = AnswerComparison.Compare(was, now, examples);
        return new(was.Id, Named(was), Named(now), [.. Changes(new(was, clauses), new(now, []), clauses)], tried, answers);
    }

    private static ComparedVersion Named(Rulebook rulebook) => new(rulebook.Version, rulebook.Reference, rulebook.InForce, rulebook.Stamp);

    private static IEnumerable<Change> Changes(Description was, Description now, IReadOnlyList<(Clause? Was, Clause? Now)> clauses) =>
    [
        .. Of("policy", [(was.Policy(), now.Policy())]),
        .. Of("clause", clauses.Select(p => (p.Was is null ? null : Description.Of(p.Was), p.Now is null ? null : Description.Of(p.Now)))),
        .. Of("content-rule", ById(was.Content(), now.Content())),
        .. Of("decision-rule", ById(was.Decisions(), now.Decisions())),
        .. Of("guidance", ById(was.Guidance(), now.Guidance())),
        .. Of("procedure", ById(was.Procedures(), now.Procedures())),
        .. Of("step", ById(was.Steps(), now.Steps())),
        .. Of("forbidden-act", ById(was.ForbiddenActs(), now.ForbiddenActs())),
        .. Of("register", ById(was.Registers(), now.Registers())),
        .. Of("access", ById(was.Matters(), now.Matters())),
        .. Of("letter", ById(was.Letters(), now.Letters())),
        .. Of("contact", ById(was.Contacts(), now.Contacts())),
        .. Of("setting", ById(was.Settings(), now.Settings())),
        .. Of("platform", ById(was.Platforms(), now.Platforms())),
        .. Of("role", ById(was.Roles(), now.Roles())),
        .. Of("warning", ById(was.Warnings(), now.Warnings())),
        .. Of("term", ById(was.Terms(), now.Terms())),
    ];

    private static IEnumerable<Change> Of(string part, IEnumerable<(Subject? Was, Subject? Now)> pairs) =>
        pairs.Select(p => Subject.Changed(part, p.Was, p.Now)).OfType<Change>();

    private static IEnumerable<(Subject? Was, Subject? Now)> ById(IEnumerable<Subject> was, IEnumerable<Subject> now)
    {
        // A name that a list holds twice is one name.
        var (earlier, later) = (was.DistinctBy(s => s.Id).ToDictionary(s => s.Id), now.DistinctBy(s => s.Id).ToArray());
        return [.. later.Select(n => ((Subject?)earlier.GetValueOrDefault(n.Id), (Subject?)n)), .. earlier.Values.ExceptBy(later.Select(n => n.Id), s => s.Id).Select(w => ((Subject?)w, (Subject?)null))];
    }
}
