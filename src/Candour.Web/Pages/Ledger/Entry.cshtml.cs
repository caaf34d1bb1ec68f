using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>One entry with what proves it.</summary>
public sealed class LedgerEntryModel(CurrentPerson current, Store store) : PageModel
{
    /// <summary>It.</summary>
    public Entry? Entry { get; private set; }

    /// <summary>Who did it.</summary>
    public string By { get; private set; } = "";

    /// <summary>To what.</summary>
    public string About { get; private set; } = "";

    /// <summary>The first checkpoint that covers it.</summary>
    public SignedCheckpoint? Checkpoint { get; private set; }

    /// <summary>Shows it, when it is among those that pages show.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        string[] deeds = [.. Deeds.Shown.Keys];
        await using var db = store.Read(current.Scope);
        Entry = await db.Entries.SingleOrDefaultAsync(e => e.Id == id && deeds.Contains(e.What), cancel);
        if (Entry is null)
        {
            return NotFound();
        }

        By = await NamedAsync(db, Entry.By, cancel);
        About = await NamedAsync(db, Entry.Subject, cancel);
        Checkpoint = Entry.Index is { } index ? await db.Checkpoints.Where(c => c.Size > index).OrderBy(c => c.Size).FirstOrDefaultAsync(cancel) : null;
        return Page();
    }

    private static async Task<string> NamedAsync(GovernanceContext db, string text, CancellationToken cancel) =>
        Reference.TryParse(text, out var reference) && await db.People.Where(p => p.Reference == reference).Select(p => p.Name).SingleOrDefaultAsync(cancel) is { } name ? $"{name} ({text})" : text;
}
