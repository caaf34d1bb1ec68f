using Candour.Governance.Retention;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Puts a legal hold on a matter. One that there is not, and one that somebody must not know of, are refused in the same words.</summary>
public sealed class HoldModel(CurrentPerson current, PlaceHold place) : FormPage
{
    /// <summary>The matter's reference, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Matter { get; set; }

    /// <summary>What asks for it, as typed.</summary>
    [BindProperty]
    public string? Ground { get; set; }

    /// <summary>The form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Does so.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Reference.TryParse(Matter, out var matter))
        {
            Problems["matter"] = "Enter the reference of a matter, such as K7QX-3MPD";
            return Page();
        }

        if ((await place.RunAsync(current.Scope, new() { Matter = matter, Ground = Ground ?? "" }, cancel)).Failed(out var error, out _))
        {
            Blame(error.Code is "operation.why" ? "ground" : "matter", error);
            return Page();
        }

        return LocalRedirect("/keeping?done=held");
    }
}
