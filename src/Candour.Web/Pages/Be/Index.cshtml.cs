using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Demo;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>One click to be any invented person. Outside a demonstration this page does not exist.</summary>
public sealed class BeModel(Store store, IServiceProvider services, SessionCookie cookie, CheckDesk desk, TimeProvider clock) : PageModel
{
    /// <summary>Everybody, by organisation.</summary>
    public IReadOnlyList<(string Id, string Name, IReadOnlyList<Persona> People)> Organisations { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await using var installation = store.Read(Scope.OfInstallation(DemoSeed.Part));
        var all = new List<(string, string, IReadOnlyList<Persona>)>();
        foreach (var organisation in await installation.Organisations.OrderBy(o => o.Name).ToListAsync(cancel))
        {
            all.Add((organisation.Id, organisation.Name, await PeopleAsync(organisation.Id, cancel)));
        }

        Organisations = all;
    }

    /// <summary>Becomes one of them.</summary>
    public async Task<IActionResult> OnPostAsync(string? organisation, string? person, CancellationToken cancel)
    {
        if (!Reference.TryParse(person, out var reference) || !Governance.Organisations.Organisation.IsId(organisation ?? ""))
        {
            return NotFound();
        }

        await using (var db = store.Read(Scope.OfSystem(organisation!, DemoSeed.Part)))
        {
            if (!await db.People.AnyAsync(p => p.Reference == reference, cancel))
            {
                return NotFound();
            }
        }

        const string Why = "One click in a demonstration.";
        var account = await services.GetRequiredService<DemoAccounts>().SeatedAsync(organisation!, reference, null, Why, cancel);
        await using var installation = store.Read(Scope.OfAccount(account));
        await cookie.SignInAsync(HttpContext, await installation.Accounts.SingleAsync(a => a.Reference == account, cancel), "demonstration", organisation, Why);
        return Redirect("/");
    }

    private async Task<IReadOnlyList<Persona>> PeopleAsync(string organisation, CancellationToken cancel)
    {
        var today = clock.Today();
        await using var db = store.Read(Scope.OfSystem(organisation, DemoSeed.Part));
        var people = await db.People.Where(p => p.JoinedOn <= today && (p.LeftOn == null || p.LeftOn >= today)).OrderBy(p => p.StaffNumber).ToListAsync(cancel);
        var names = people.ToDictionary(p => p.Reference, p => p.Name);
        var places = (await db.Placements.On(today).ToListAsync(cancel)).ToLookup(p => p.Person, p => p.Place);
        var grants = (await db.RoleGrants.On(today).ToListAsync(cancel)).ToLookup(g => g.Person);
        var managers = (await db.Management.On(today).ToListAsync(cancel)).ToDictionary(m => m.Person, m => m.Manager);
        return [.. people.Select(p => new Persona(
            p.Reference, p.Name, string.Join(", ", places[p.Reference]), [.. grants[p.Reference].Select(g => RoleWords.Name(g, desk)).Distinct().Order(StringComparer.Ordinal)],
            managers.TryGetValue(p.Reference, out var manager) ? names.GetValueOrDefault(manager) : null))];
    }

    /// <summary>Somebody invented.</summary>
    public sealed record Persona(Reference Reference, string Name, string Place, IReadOnlyList<string> Roles, string? Manager);
}
