using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Cases;

/// <summary>A case as one person sees it today.</summary>
/// <param name="Case">Its state.</param>
/// <param name="Matter">What was brought up.</param>
/// <param name="Walk">Where it stands in its procedure.</param>
/// <param name="Tasks">Its open tasks.</param>
/// <param name="People">Everybody in it, with names.</param>
/// <param name="Names">Names of people, by reference.</param>
/// <param name="Links">Cases that have to do with it, as far as this person may see them.</param>
public sealed record CaseView(Case Case, Matter Matter, Walk Walk, IReadOnlyList<CaseTask> Tasks, IReadOnlyList<(CasePerson In, string Name)> People, IReadOnlyDictionary<Reference, string> Names, IReadOnlyList<CaseLink> Links)
{
    /// <summary>The rulebook that it began under.</summary>
    public Rulebook Rulebook => Walk.Rulebook;

    /// <summary>Its procedure.</summary>
    public Procedure Procedure => Walk.Procedure;

    /// <summary>Whether anything can still be done in it.</summary>
    public bool GoesOn => Case.State is CaseState.Open or CaseState.Ended;

    /// <summary>Who a task falls to, for people.</summary>
    public string WhoOf(CaseTask task) =>
        task.Person is { } person ? Names.GetValueOrDefault(person, "somebody") : Rulebook.Roles.FirstOrDefault(r => r.Id == task.Role)?.Name ?? task.Role ?? "whoever handles it";
}

/// <summary>Reads cases for whoever is signed in. Whoever may not see one gets the same as for one that there is not.</summary>
public sealed class CaseDesk(Store store, AccessPolicy access, RulebookShelf shelf)
{
    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none for this person.</returns>
    public async Task<CaseView?> FindAsync(CurrentPerson current, string? reference, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (!Reference.TryParse(reference, out var wanted))
        {
            return null;
        }

        await using var db = store.Read(current.Scope);
        var matter = await access.Matters(db, current.Viewer).SingleOrDefaultAsync(m => m.Reference == wanted, cancel);
        var found = matter is null ? null : await db.Cases.SingleOrDefaultAsync(c => c.Matter == wanted, cancel);
        if (matter is null || found is null)
        {
            return null;
        }

        var tasks = await db.CaseTasks.Where(t => t.Matter == wanted && t.DoneAt == null).OrderBy(t => t.OpenedAt).ToListAsync(cancel);
        var people = await db.CasePeople.Where(p => p.Matter == wanted).ToListAsync(cancel);
        var links = await db.CaseLinks.Where(l => l.Matter == wanted).ToListAsync(cancel);
        var linked = links.Select(l => l.To).ToList();
        var mine = await access.Matters(db, current.Viewer).Where(m => linked.Contains(m.Reference)).Select(m => m.Reference).ToListAsync(cancel);
        var ids = people.Select(p => p.Person).Concat(tasks.Select(t => t.Person)).OfType<Reference>().Distinct().ToList();
        var names = await db.People.Where(p => ids.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
        return new(
            found, matter, await CaseSteps.ReplayAsync(db, found, shelf, cancel), tasks,
            [.. people.OrderBy(p => p.Part).Select(p => (p, p.Person is { } person ? names.GetValueOrDefault(person, "somebody") : p.Outsider!))], names, [.. links.Where(l => mine.Contains(l.To))]);
    }

    /// <summary>Whether somebody looks at a case because it falls to them: then the reason for the look is known.</summary>
    public static bool IsTheirs(CaseView view, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(viewer);
        var roles = viewer.Capacities.SelectMany(c => c.Roles).ToHashSet();
        return view.Matter.Reporter == viewer.Person
            || view.People.Any(p => p.In.Person == viewer.Person && p.In.Part is Part.Handler or Part.Affected)
            || view.Tasks.Any(t => t.Person == viewer.Person || (t.Role is { } role && roles.Contains(role)));
    }

    /// <summary>The rules of access of every rulebook that is installed.</summary>
    internal static AccessPolicy RulesOf(CheckDesk desk) => new(
    [
        .. desk.Library.Contents.Rulebooks.Select(desk.Library.Get).Append(OwnRulebook.Value).SelectMany(r => r.Matters.SelectMany(m => m.Who.Select(w => new AccessRule(r.Id, w.Role, m.Id, w.Relation switch
        {
            "own" => Relation.Own,
            "reports" => Relation.Reports,
            "line" => Relation.Line,
            "organisation" => Relation.Organisation,
            var other => throw new InvalidDataException($"Rulebook {r.Id} {r.Version} has the relation `{other}` in access.yaml, which nothing here knows."),
        })))).Distinct(),
    ]);
}
