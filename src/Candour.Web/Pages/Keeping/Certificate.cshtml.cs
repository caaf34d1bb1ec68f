using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>One certificate, made to be printed.</summary>
public sealed class CertificateModel(CurrentPerson current, KeepingDesk desk) : PageModel
{
    /// <summary>It.</summary>
    public DisposalCertificate Certificate { get; private set; } = null!;

    /// <summary>The kind of matter.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Who decided.</summary>
    public string By { get; private set; } = "";

    /// <summary>Where.</summary>
    public string Organisation => current.Organisation.Name;

    /// <summary>It was made just now.</summary>
    public bool Done => Request.Query["done"] == "disposed";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        var found = Reference.TryParse(reference, out var wanted) ? await desk.CertificatesAsync(current, wanted, 0, 1, cancel) : [];
        if (found.Count == 0)
        {
            return NotFound();
        }

        (Certificate, Kind, By) = found[0];
        return Page();
    }
}
