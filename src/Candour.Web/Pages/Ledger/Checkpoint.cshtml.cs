using System.Text;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>The newest checkpoint as a file, to be kept elsewhere.</summary>
public sealed class CheckpointModel(CurrentPerson current, Store store) : PageModel
{
    /// <summary>A signed note.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await using var db = store.Read(current.Scope);
        return await db.Checkpoints.OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(cancel) is { } note ? File(Encoding.UTF8.GetBytes(note), "text/plain; charset=utf-8", "checkpoint.txt") : NotFound();
    }
}
