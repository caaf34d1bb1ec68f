using Candour.Governance.Retention;
using Candour.Web.Accounts;
using Candour.Web.Components;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>What was disposed of, the newest first.</summary>
public sealed class CertificatesModel(CurrentPerson current, KeepingDesk desk) : PageModel
{
    private const int PerPage = 50;

    /// <summary>Certificates.</summary>
    public IReadOnlyList<(DisposalCertificate Certificate, string Kind, string By)> Rows { get; private set; } = [];

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    /// <summary>The page before.</summary>
    public PageLink? PreviousPage => PageNumber > 1 ? new() { Href = $"/keeping/certificates?page-number={PageNumber - 1}", Label = $"page {PageNumber - 1}" } : null;

    /// <summary>The page after.</summary>
    public PageLink? NextPage { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        var found = await desk.CertificatesAsync(current, null, (PageNumber - 1) * PerPage, PerPage + 1, cancel);
        NextPage = found.Count > PerPage ? new() { Href = $"/keeping/certificates?page-number={PageNumber + 1}", Label = $"page {PageNumber + 1}" } : null;
        Rows = [.. found.Take(PerPage)];
    }
}
