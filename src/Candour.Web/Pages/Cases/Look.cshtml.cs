using Candour.Governance.Cases;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Asks why somebody looks at a case that does not fall to them. The reason stands in the ledger.</summary>
public sealed class LookModel(CurrentPerson current, CaseDesk desk, RecordLook look) : FormPage
{
    /// <summary>The case.</summary>
    public CaseView View { get; private set; } = null!;

    /// <summary>Where they wanted to go.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FindAsync(reference, cancel) ? Page() : NotFound();

    /// <summary>Records it and leads on.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel))
        {
            return NotFound();
        }

        if ((await look.RunAsync(current.Scope, View.Case.Matter, Why ?? "", cancel)).Failed(out var error, out _))
        {
            Blame("why", error);
            return Page();
        }

        return LocalRedirect(Onward(Then) is "/" ? $"/cases/{View.Case.Matter}" : Onward(Then));
    }

    private async Task<bool> FindAsync(string reference, CancellationToken cancel)
    {
        var found = await desk.FindAsync(current, reference, cancel);
        View = found!;
        return found is not null;
    }
}
