using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Disposes of a matter that is due, after its reference was typed and a reason given.</summary>
public sealed class DisposeModel(CurrentPerson current, KeepingDesk desk, Store store, DisposeOfMatter dispose) : FormPage
{
    /// <summary>What is due.</summary>
    public DueForDisposal Due { get; private set; } = null!;

    /// <summary>The kind of matter.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The reference, typed again.</summary>
    [BindProperty]
    public string? Again { get; set; }

    /// <summary>The reason, as typed.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The question.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FindAsync(reference, cancel) ? Page() : NotFound();

    /// <summary>Does so.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel))
        {
            return NotFound();
        }

        if (!Reference.TryParse(Again, out var again) || again != Due.Matter)
        {
            Problems["again"] = $"Type {Due.Matter}, so that no other matter is destroyed by mistake";
            return Page();
        }

        IReadOnlyList<RetentionRule> rules;
        await using (var db = store.Read(current.Scope))
        {
            rules = await desk.RulesAsync(db, cancel);
        }

        if ((await dispose.RunAsync(current.Scope, new() { Matter = Due.Matter, Rules = rules, DecidedBy = current.Person.Reference, Why = Why ?? "" }, cancel)).Failed(out var error, out var certificate))
        {
            Blame(error.Code is "operation.why" ? "why" : "again", error);
            return Page();
        }

        return LocalRedirect($"/keeping/certificates/{certificate.Reference}?done=disposed");
    }

    private async Task<bool> FindAsync(string reference, CancellationToken cancel)
    {
        if (!Reference.TryParse(reference, out var matter) || await desk.DueAsync(current, matter, cancel) is not { } found)
        {
            return false;
        }

        (Due, Kind) = found;
        return true;
    }
}
