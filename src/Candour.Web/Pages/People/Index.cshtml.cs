using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Everybody who works here. What is searched for is a name, so it is sent in a form and never stands in an address.</summary>
public sealed class PeopleModel(CurrentPerson current, Store store, CheckDesk desk, TimeProvider clock) : PageModel
{
    private const int PerPage = 25;

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Search { get; set; }

    /// <summary>People who left, too.</summary>
    [BindProperty]
    public string? Left { get; set; }

    /// <summary>From 1.</summary>
    [BindProperty(Name = "number")]
    public int PageNumber { get; set; } = 1;

    /// <summary>How many were found.</summary>
    public int Count { get; private set; }

    /// <summary>The first shown, from 1.</summary>
    public int First => ((PageNumber - 1) * PerPage) + 1;

    /// <summary>The last shown.</summary>
    public int Last => First + Rows.Count - 1;

    /// <summary>Those shown.</summary>
    public IReadOnlyList<(Person Person, IReadOnlyList<string> Roles, bool HasAccount)> Rows { get; private set; } = [];

    /// <summary>The first page of all.</summary>
    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>A search, or another page of one.</summary>
    public Task OnPostAsync(CancellationToken cancel) => LoadAsync(cancel);

    private async Task LoadAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        await using var db = store.Read(current.Scope);
        var people = Left is null ? db.People.Where(p => p.LeftOn == null || p.LeftOn >= today) : db.People;
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var text = Search.Trim().ToLowerInvariant();
            var exact = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
            var like = $"%{exact}%";
            var reference = Reference.TryParse(Search, out var typed) ? typed : default;
            string[] roles = [.. OwnRole.All.Concat(current.Rulebooks.SelectMany(r => r.Roles)).Where(r => r.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || r.Id == text).Select(r => r.Id)];
            people = people.Where(p => EF.Functions.Like(p.Name.ToLower(), like, "\\") || EF.Functions.Like(p.StaffNumber.ToLower(), exact, "\\") || p.Reference == reference || db.RoleGrants.Any(g => g.Person == p.Reference && roles.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today)));
        }

        Count = await people.CountAsync(cancel);
        var shown = await people.OrderBy(p => p.Name).ThenBy(p => p.StaffNumber).Skip((PageNumber - 1) * PerPage).Take(PerPage).ToListAsync(cancel);
        var references = shown.Select(p => p.Reference).ToArray();
        var grants = (await db.RoleGrants.On(today).Where(g => references.Contains(g.Person)).ToListAsync(cancel)).ToLookup(g => g.Person);
        await using var installation = store.Read(Scope.OfInstallation("seats"));
        var at = current.Organisation.Id;
        var seated = await installation.Seats.Where(s => s.At == at && references.Contains(s.Person)).Select(s => s.Person).ToListAsync(cancel);
        Rows = [.. shown.Select(p => (p, (IReadOnlyList<string>)[.. grants[p.Reference].Select(g => RoleWords.Name(g, desk)).Distinct().Order(StringComparer.Ordinal)], seated.Contains(p.Reference)))];
    }
}
