using Candour.Governance;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A page of one case. Whoever may not see the case gets what anybody gets for a case that there is not; a look is recorded before anything is shown.</summary>
public abstract class CasePage(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock) : FormPage
{
    /// <summary>The case.</summary>
    public CaseView View { get; private set; } = null!;

    /// <summary>Who looks.</summary>
    protected CurrentPerson Current { get; } = current;

    /// <summary>Now.</summary>
    public DateTimeOffset Now { get; } = clock.Now();

    /// <summary>The case's address.</summary>
    public string Href => $"/cases/{View.Case.Matter}";

    /// <summary>Finds the case and records the look.</summary>
    /// <returns>Null, or the page that stands in the way: none, or the question why somebody looks.</returns>
    protected async Task<IActionResult?> FindAsync(string? reference, CancellationToken cancel)
    {
        if (await desk.FindAsync(Current, reference, cancel) is not { } view)
        {
            return NotFound();
        }

        View = view;
        await using (var db = store.Read(Current.Scope))
        {
            if (await RecordLook.IsRecordedAsync(db, view.Case.Matter, Now, cancel))
            {
                return null;
            }
        }

        if (!CaseDesk.IsTheirs(view, Current.Viewer))
        {
            return LocalRedirect($"{Href}/look?then={Uri.EscapeDataString(Request.Path)}");
        }

        await look.RunAsync(Current.Scope, view.Case.Matter, "It falls to them, or they brought it up.", cancel);
        return null;
    }

    /// <summary>Shows a refusal at the field that it is about.</summary>
    protected IActionResult Refuse(Error error, string field)
    {
        Blame(field, error);
        return Page();
    }
}
