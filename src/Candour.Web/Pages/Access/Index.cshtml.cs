using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Roles, relations and rules with their clauses. It looks at no matter, so that it can betray none: whoever is kept from one reads here what everybody in their place reads.</summary>
public sealed class AccessModel(CurrentPerson current, Store store) : PageModel
{
    /// <summary>What somebody is, and what that lets them see.</summary>
    /// <param name="Heading">As themselves, or for whom.</param>
    /// <param name="Are">Roles and relations.</param>
    /// <param name="See">Kinds of matter.</param>
    public sealed record CapacityView(string Heading, IReadOnlyList<string> Are, IReadOnlyList<SeeView> See);

    /// <summary>A kind of matter that somebody may see.</summary>
    public sealed record SeeView(string Kind, string Which, string Why, IReadOnlyList<(string Section, string Href)> Clauses);

    /// <summary>Themselves first.</summary>
    public IReadOnlyList<CapacityView> Capacities { get; private set; } = [];

    /// <summary>Pages that need a role.</summary>
    public IReadOnlyList<string> Pages =>
    [
        .. current.Holds(OwnRole.Administrator) ? new[] { "People and roles, organisation settings: as an administrator of Candour" } : [],
        .. current.Holds(OwnRole.Auditor) ? new[] { "The ledger: as an auditor" } : [],
        .. current.Holds(AccessPolicy.Keeper) ? new[] { "Records and disposal: as information governance, which keeps every kind of matter. It names matters by reference and kind; what they are about is shown to you only where the table above says so" } : [],
        .. current.Holds(OwnRole.Administrator) ? new[] { "Access review of everybody: as an administrator of Candour" } : current.Manages ? ["Access review of the people you manage: as their manager"] : [],
    ];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await using var db = store.Read(current.Scope);
        var others = current.Viewer.Capacities.Select(c => c.For).ToArray();
        var names = await db.People.Where(p => others.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
        Capacities = [.. current.Viewer.Capacities.Select(c => View(c, names[c.For]))];
    }

    private CapacityView View(Capacity capacity, string name)
    {
        var self = capacity.For == current.Person.Reference;
        var roles = current.Rulebooks.SelectMany(b => b.Roles).Concat(OwnRole.All).Where(r => capacity.Roles.Contains(r.Id)).Select(r => r.Name).Distinct().ToArray();
        return new(
            self ? "As yourself" : $"While you stand in for {name}",
            [
                $"You work for {current.Organisation.Name}",
                .. roles.Select(r => self ? $"You hold the role: {r}" : $"They hold the role: {r}"),
                .. capacity.Reports.Count > 0 ? new[] { $"{(self ? "You manage" : "They manage")} {capacity.Reports.Count} {(capacity.Reports.Count == 1 ? "person" : "people")}, and {capacity.Line.Count} in the whole line below" } : [],
            ],
            [.. current.Rulebooks.SelectMany(b => b.Matters.SelectMany(m => m.Who.Where(w => Applies(w, capacity, self)).Select(w => new SeeView(m.Title, Which(w.Relation, self), Why(w, b), Clauses(m, b)))))]);
    }

    private static bool Applies(MatterAccess access, Capacity capacity, bool self) => (access.Role is null || capacity.Roles.Contains(access.Role)) && access.Relation switch
    {
        "own" => self, // standing in does not reach what somebody brought up themselves
        "reports" => capacity.Reports.Count > 0,
        "line" => capacity.Line.Count > 0,
        _ => true,
    };

    private static string Which(string relation, bool self) => relation switch
    {
        "own" => "those you brought up yourself",
        "reports" => self ? "those in which somebody you manage is named" : "those in which somebody they manage is named",
        "line" => self ? "those in which somebody in the line below you is named" : "those in which somebody in the line below them is named",
        _ => "all of the organisation",
    };

    private static string Why(MatterAccess access, Rulebook rulebook) =>
        access.Role is null ? "open to everybody in that place" : $"role: {rulebook.Roles.FirstOrDefault(r => r.Id == access.Role)?.Name ?? access.Role.Replace('-', ' ')}";

    private static IReadOnlyList<(string, string)> Clauses(MatterKind kind, Rulebook rulebook) =>
        [.. kind.Because.Select(id => rulebook.Clauses.FirstOrDefault(c => c.Id == id)).OfType<Clause>().DistinctBy(c => c.Section).Select(c => (c.Section, $"/policies/{rulebook.Id}/sections/{Uri.EscapeDataString(c.Section)}#{c.Id}"))];
}
