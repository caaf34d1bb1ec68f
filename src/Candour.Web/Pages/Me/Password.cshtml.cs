using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Another password.</summary>
public sealed class AccountPasswordModel(IServiceProvider services, CurrentPerson current, SessionCookie cookie, EndSessions end) : FactorPage(services, current, cookie, end)
{
    /// <summary>The form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "current")] string? before, string? password, string? again, CancellationToken cancel)
    {
        NewPassword.Check(Problems, Current.Account.SignInName ?? "nobody", password, again);
        if (Problems.Count > 0 || await ConfirmedAsync(before, cancel) is not { } account)
        {
            return Page();
        }

        if (!await Factors.ChangePasswordAsync(account, password!))
        {
            Problems["password"] = "Your account was changed elsewhere at the same time. Try again";
            return Page();
        }

        return await ChangedAsync(account, "password");
    }
}
