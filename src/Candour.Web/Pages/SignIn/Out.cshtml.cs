using Candour.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>Ends the session of this browser, on all nodes at once.</summary>
public sealed class SignOutModel(SessionCookie cookie, CurrentPerson current, Directories directories) : PageModel
{
    /// <summary>Who asks.</summary>
    public CurrentPerson Current => current;

    /// <summary>Asks, or says that it is done.</summary>
    public void OnGet()
    {
    }

    /// <summary>Does so; who came from their organisation's directory is signed out there too.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var directory = current.IsSignedIn ? directories.Of(current.Session.Directory) : null;
        await cookie.SignOutAsync(HttpContext, current);
        if (directory is not null && await directories.DescribedAsync(directory, cancel) is { EndSessionEndpoint.Length: > 0 })
        {
            return SignOut(new AuthenticationProperties { RedirectUri = "/sign-out" }, directory.Scheme);
        }

        return LocalRedirect("/sign-out");
    }
}
