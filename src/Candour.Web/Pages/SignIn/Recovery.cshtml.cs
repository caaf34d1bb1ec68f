using Candour.Governance.Accounts;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A recovery code in place of the second factor. For a break-glass account it is the second factor, and its use is recorded in the organisation.</summary>
public sealed class RecoveryModel(IServiceProvider services, SessionCookie cookie, UserManager<Account> users, RecordBreakGlass glass) : FormPage
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

        if (!await _desk.TryRecoveryCodeAsync(account, code, cancel))
        {
            Problems["code"] = "Check the code and try again, or use another one. After five wrong tries an account is closed for 15 minutes";
            return Page();
        }

        PendingSteps.Forget(HttpContext);
        if (account.IsBreakGlass)
        {
            await glass.RunAsync(account.Reference, cancel);
        }

        await cookie.SignInAsync(HttpContext, account, account.IsBreakGlass ? "break-glass" : "password-recovery", null, "Password and recovery code were right.");
        return LocalRedirect(account.IsBreakGlass ? "/" : Onward(Then));
    }

    private async Task<Account?> WhoAsync()
    {
        var step = _steps.Read(HttpContext, PendingStep.Second);
        var account = step?.Account is null ? null : await users.FindByIdAsync(step.Account);
        return account?.SecurityStamp == step?.Stamp ? account : null;
    }
}
