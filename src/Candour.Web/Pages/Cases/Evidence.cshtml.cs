using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>
/// Keeps a file as evidence. Whether the case takes files at all is decided before a byte of the request's body is read; so the seal against forged forms, which stands in that body, is checked here and not by the framework.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBytes)]
public sealed class EvidenceModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, AddEvidence add, IAntiforgery seal) : CasePage(current, desk, store, look, clock)
{
    /// <summary>Largest request: the largest file, and the form around it.</summary>
    internal const int MaxBytes = EvidenceFile.MaxSize + (64 * 1024);

    private static readonly Dictionary<string, string> Fields = new() { ["file.description"] = "description", ["note.data"] = "description" };

    /// <summary>What it shows.</summary>
    public string? Description { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) =>
        await FindAsync(reference, cancel) ?? (AddEvidence.TakesFiles(View.Procedure) ? Page() : NotFound());

    /// <summary>Keeps the file.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!AddEvidence.TakesFiles(View.Procedure))
        {
            return StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (!await seal.IsRequestValidAsync(HttpContext))
        {
            return BadRequest();
        }

        var form = await Request.ReadFormAsync(cancel);
        Description = form["description"];
        if (form.Files["file"] is not { } file)
        {
            Problems["file"] = "Choose a file";
            return Page();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        var result = await add.RunAsync(
            Current.Scope, new() { Case = View.Case.Matter, Name = file.FileName, Content = content.ToArray(), Description = Description ?? "", Distressing = form["distressing"] == "yes" }, cancel);
        return result.Failed(out var error, out _) ? Refuse(error, Fields.GetValueOrDefault(error.Code, "file")) : LocalRedirect($"{Href}/story#end");
    }
}
