using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Lifts a legal hold.</summary>
public sealed class LiftModel(CurrentPerson current, KeepingDesk desk, LiftHold lift) : FormPage
{
    /// <summary>The hold.</summary>
    public HoldView View { get; private set; } = null!;

    /// <summary>The reason, as typed.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The form.</summary>
    public async Task<IActionResult> OnGetAsync(string hold, CancellationToken cancel) => await FindAsync(hold, cancel) ? Page() : NotFound();

    /// <summary>Does so.</summary>
    public async Task<IActionResult> OnPostAsync(string hold, CancellationToken cancel)
    {
        if (!await FindAsync(hold, cancel))
        {
            return NotFound();
        }

        if ((await lift.RunAsync(current.Scope, new() { Hold = View.Hold.Reference, Why = Why ?? "" }, cancel)).Failed(out var error, out _))
        {
            Blame("why", error);
            return Page();
        }

        return LocalRedirect("/keeping?done=lifted");
    }

    private async Task<bool> FindAsync(string hold, CancellationToken cancel)
    {
        var found = Reference.TryParse(hold, out var wanted) ? await desk.HoldsAsync(current, wanted, cancel) : [];
        View = found.Count == 0 ? null! : found[0];
        return found.Count > 0;
    }
}
