using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>Ends the session of this browser, on all nodes at once.</summary>
public sealed class SignOutModel(SessionCookie cookie, CurrentPerson current) : PageModel
{
    /// <summary>Who asks.</summary>
    public CurrentPerson Current => current;

    /// <summary>Asks, or says that it is done.</summary>
    public void OnGet()
    {
    }

    /// <summary>Does so.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await cookie.SignOutAsync(HttpContext, current);
        return LocalRedirect("/sign-out");
    }
}
