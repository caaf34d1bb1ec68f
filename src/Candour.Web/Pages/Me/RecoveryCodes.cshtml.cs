using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>New recovery codes.</summary>
public sealed class AccountRecoveryCodesModel(IServiceProvider services, CurrentPerson current, SessionCookie cookie, EndSessions end) : FactorPage(services, current, cookie, end)
{
    /// <summary>The new ones, shown once.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>The form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Makes them.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "current")] string? password, CancellationToken cancel)
    {
        if (await ConfirmedAsync(password, cancel) is not { } account)
        {
            return Page();
        }

        Codes = await Factors.NewRecoveryCodesAsync(account);
        if (Codes is null)
        {
            Problems["current"] = "Your account was changed elsewhere at the same time. Try again";
            return Page();
        }

        await KeepOnlyThisAsync(account);
        return Page();
    }
}
