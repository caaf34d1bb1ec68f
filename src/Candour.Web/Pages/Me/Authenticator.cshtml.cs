using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Another authenticator app, or the first beside a passkey.</summary>
public sealed class AccountAuthenticatorModel(IServiceProvider services, CurrentPerson current, SessionCookie cookie, EndSessions end) : FactorPage(services, current, cookie, end)
{
    /// <summary>For the app.</summary>
    public string Key { get; private set; } = "";

    /// <summary>New recovery codes, once it is done.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>Shows a key.</summary>
    public void OnGet() => Steps.Save(HttpContext, new(PendingStep.SetUp, Current.Account.Reference.Text, Current.Account.SecurityStamp, Code: Key = Factors.NewKey()));

    /// <summary>The key as a picture.</summary>
    public IActionResult OnGetPicture() => Pending() is { } key ? FactorDesk.Picture(key, Current.Account.SignInName ?? "") : NotFound();

    /// <summary>Tries the app's first code.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, [FromForm(Name = "current")] string? password, CancellationToken cancel)
    {
        if (Pending() is not { } key)
        {
            return LocalRedirect("/account/authenticator");
        }

        Key = key;
        if (await ConfirmedAsync(password, cancel) is not { } account)
        {
            return Page();
        }

        Codes = await Factors.SetUpAppAsync(account, key, code, cancel);
        if (Codes is null)
        {
            Problems["code"] = "That is not the code for this key. Scan the picture again, and enter the newest code";
            return Page();
        }

        PendingSteps.Forget(HttpContext);
        await KeepOnlyThisAsync(account);
        return Page();
    }

    private string? Pending() => Steps.Read(HttpContext, PendingStep.SetUp) is { Code: { } key } step && step.Account == Current.Account.Reference.Text ? key : null;
}
