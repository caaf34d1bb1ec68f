using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Leads to an organisation's directory. A link and no form, since browsers hold forms to this site.</summary>
public sealed class SignInDirectoryModel(IServiceProvider services) : FormPage
{
    private readonly Directories _directories = services.GetRequiredService<Directories>();

    /// <summary>Goes there.</summary>
    public async Task<IActionResult> OnGetAsync(string organisation, string? then, CancellationToken cancel)
    {
        if (_directories.Of(organisation) is not { } directory)
        {
            return NotFound();
        }

        return await _directories.DescribedAsync(directory, cancel) is null ? LocalRedirect("/sign-in/refused/unreachable")
            : Challenge(new Microsoft.AspNetCore.Authentication.AuthenticationProperties { RedirectUri = Onward(then) }, directory.Scheme);
    }
}
