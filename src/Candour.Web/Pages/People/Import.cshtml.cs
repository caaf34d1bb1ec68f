using Candour.Governance.People;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A workforce as a file. It is read as it comes and kept nowhere.</summary>
[RequestSizeLimit(MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBytes)]
public sealed class ImportModel(CurrentPerson current, ImportWorkforce import) : FormPage
{
    /// <summary>The largest request: a file of 20 MB and what comes with it.</summary>
    public const int MaxBytes = 21 * 1024 * 1024;

    /// <summary>Problems that are shown.</summary>
    public int Most => 500;

    /// <summary>What was done.</summary>
    public ImportReport? Report { get; private set; }

    /// <summary>What was typed.</summary>
    public string? Why { get; private set; }

    /// <summary>The form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Imports it.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, string? why, CancellationToken cancel)
    {
        Why = why;
        if (file is null || file.Length == 0)
        {
            Problems["file"] = "Choose a file";
            return Page();
        }

        await using var stream = file.OpenReadStream();
        var result = await import.RunAsync(current.Scope, new() { File = stream, Why = why ?? "" }, cancel);
        if (result.Failed(out var error, out var report))
        {
            Blame(error.Code is "operation.why" ? "why" : "file", error);
            return Page();
        }

        Report = report;
        return Page();
    }
}
