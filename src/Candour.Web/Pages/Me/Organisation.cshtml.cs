using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Somebody who works for two organisations is in one of them at a time.</summary>
public sealed class AccountOrganisationModel(CurrentPerson current, SessionCookie cookie) : FormPage
{
    /// <summary>Me.</summary>
    public CurrentPerson Current => current;

    /// <summary>Asks.</summary>
    public void OnGet()
    {
    }

    /// <summary>Changes over.</summary>
    public async Task<IActionResult> OnPostAsync(string? at)
    {
        if (current.Places.All(p => p.Organisation.Id != at))
        {
            Problems["at"] = "Choose an organisation";
            return Page();
        }

        await cookie.ReissueAsync(HttpContext, current.Account, at!);
        return LocalRedirect("/");
    }
}
