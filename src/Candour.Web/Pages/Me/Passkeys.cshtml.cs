using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>My passkeys: made and taken away.</summary>
public sealed class AccountPasskeysModel(IServiceProvider services, CurrentPerson current, SessionCookie cookie, EndSessions end) : FactorPage(services, current, cookie, end)
{
    /// <summary>Shows them.</summary>
    public void OnGet()
    {
    }

    /// <summary>What a browser shall make a passkey of.</summary>
    public async Task<IActionResult> OnGetOptionsAsync()
    {
        var (options, challenge) = await Factors.AskForNewPasskeyAsync(Current.Account, Current.Person.Name, HttpContext);
        Steps.Save(HttpContext, new(PendingStep.Passkey, Current.Account.Reference.Text, Challenge: challenge));
        return Content(options, "application/json");
    }

    /// <summary>Keeps one.</summary>
    public async Task<IActionResult> OnPostAsync(string? credential, string? name, [FromForm(Name = "current")] string? password, CancellationToken cancel)
    {
        var step = Steps.Read(HttpContext, PendingStep.Passkey);
        PendingSteps.Forget(HttpContext);
        if (await ConfirmedAsync(password, cancel) is not { } account)
        {
            return Page();
        }

        if (step?.Account != account.Reference.Text || string.IsNullOrEmpty(credential) || await Factors.SetUpPasskeyAsync(account, credential, step.Challenge, name, HttpContext, cancel) is null)
        {
            Problems["current"] = "The passkey could not be made. Try again";
            return Page();
        }

        return await ChangedAsync(account, "passkey");
    }

    /// <summary>Takes one away.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string? id, [FromForm(Name = "current")] string? password, CancellationToken cancel)
    {
        if (await ConfirmedAsync(password, cancel) is not { } account)
        {
            return Page();
        }

        if (!await Factors.RemovePasskeyAsync(account, id ?? ""))
        {
            Problems["id"] = "Select a passkey. The last second factor cannot be removed: set up an authenticator app first";
            return Page();
        }

        return await ChangedAsync(account, "passkey");
    }
}
