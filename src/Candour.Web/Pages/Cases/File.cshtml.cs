using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Hands out a file that was kept as evidence: always as a download of an unknown kind, so that no browser opens or runs it.</summary>
public sealed class CaseFileModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock) : CasePage(current, desk, store, look, clock)
{
    private readonly Store _store = store;

    /// <summary>Hands it out.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string file, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        await using var db = _store.Read(Current.Scope);
        var kept = Reference.TryParse(file, out var wanted) ? await db.EvidenceFiles.Include(f => f.Bytes).SingleOrDefaultAsync(f => f.Matter == View.Case.Matter && f.Reference == wanted, cancel) : null;
        if (kept?.Bytes is null)
        {
            return NotFound();
        }

        return File(kept.Bytes.Content, "application/octet-stream", kept.Name);
    }
}
