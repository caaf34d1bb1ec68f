using System.Text;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A case as a file that somebody else's system can take.</summary>
public sealed class CaseExportModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock) : CasePage(current, desk, store, look, clock)
{
    private readonly Store _store = store;

    /// <summary>Hands it out.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        await using var db = _store.Read(Current.Scope);
        return File(Encoding.UTF8.GetBytes((await CaseExport.WriteAsync(db, View.Case.Matter, cancel))!), "application/json", $"case-{View.Case.Matter}.json");
    }
}
