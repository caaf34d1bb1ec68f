using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>The second factor, after the password.</summary>
public sealed class SecondModel(IServiceProvider services, SessionCookie cookie, UserManager<Account> users) : FormPage
{
    private readonly SignInDesk _desk = services.GetRequiredService<SignInDesk>();
    private readonly PendingSteps _steps = services.GetRequiredService<PendingSteps>();

    /// <summary>Where somebody wanted to go.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>The form, to who gave their password.</summary>
    public async Task<IActionResult> OnGetAsync() => await WhoAsync() is null ? LocalRedirect("/sign-in") : Page();

    /// <summary>Tries the code.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancel)
    {
        if (await WhoAsync() is not { } account)
        {
            return LocalRedirect("/sign-in");
        }

        if (!await _desk.TryAppCodeAsync(account, code, cancel))
        {
            Problems["code"] = "Check the code in your app and enter the newest. After five wrong tries an account is closed for 15 minutes";
            return Page();
        }

        PendingSteps.Forget(HttpContext);
        await cookie.SignInAsync(HttpContext, account, "password-app", null, "Password and code were right.");
        return LocalRedirect(Onward(Then));
    }

    private async Task<Account?> WhoAsync()
    {
        var step = _steps.Read(HttpContext, PendingStep.Second);
        var account = step?.Account is null ? null : await users.FindByIdAsync(step.Account);
        return account?.SecurityStamp == step?.Stamp ? account : null;
    }
}
