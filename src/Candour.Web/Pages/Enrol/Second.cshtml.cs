using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>The first second factor: nobody gets in without.</summary>
public sealed class EnrolSecondModel(IServiceProvider services, SessionCookie cookie, UserManager<Account> users) : FormPage
{
    private readonly PendingSteps _steps = services.GetRequiredService<PendingSteps>();
    private readonly FactorDesk _factors = services.GetRequiredService<FactorDesk>();
    private PendingStep? _step;

    /// <summary>Whose.</summary>
    public Account? Account { get; private set; }

    /// <summary>For the app.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Recovery codes, once it is done.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>Shows a key.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!await FindAsync())
        {
            return LocalRedirect("/sign-in");
        }

        Remember(_step!.Code ?? _factors.NewKey(), _step.Challenge);
        return Page();
    }

    /// <summary>The key as a picture.</summary>
    public async Task<IActionResult> OnGetPictureAsync() => await FindAsync() && _step!.Code is { } key ? FactorDesk.Picture(key, Account!.SignInName!) : NotFound();

    /// <summary>Tries the app's first code.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancel)
    {
        if (!await FindAsync() || _step!.Code is null)
        {
            return LocalRedirect("/sign-in");
        }

        Codes = await _factors.SetUpAppAsync(Account!, Key = _step.Code, code, cancel);
        if (Codes is null)
        {
            Problems["code"] = "That is not the code for this key. Scan the picture again, and enter the newest code";
            return Page();
        }

        return await DoneAsync("password-app");
    }

    /// <summary>What a browser shall make a passkey of.</summary>
    public async Task<IActionResult> OnGetOptionsAsync()
    {
        if (!await FindAsync())
        {
            return NotFound();
        }

        var (options, challenge) = await _factors.AskForNewPasskeyAsync(Account!, Account!.SignInName!, HttpContext);
        Remember(_step!.Code, challenge);
        return Content(options, "application/json");
    }

    /// <summary>Keeps a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancel)
    {
        if (!await FindAsync())
        {
            return LocalRedirect("/sign-in");
        }

        Key = _step!.Code ?? _factors.NewKey();
        Codes = string.IsNullOrEmpty(credential) ? null : await _factors.SetUpPasskeyAsync(Account!, credential, _step.Challenge, null, HttpContext, cancel);
        if (Codes is null)
        {
            Problems["code"] = "The passkey could not be made. Use an authenticator app";
            return Page();
        }

        return await DoneAsync("passkey");
    }

    private async Task<IActionResult> DoneAsync(string how)
    {
        PendingSteps.Forget(HttpContext);
        await cookie.SignInAsync(HttpContext, Account!, how, null, "The second factor was set up.");
        return Page();
    }

    private void Remember(string? key, string? challenge)
    {
        Key = key ?? "";
        _steps.Save(HttpContext, _step! with { Code = key, Challenge = challenge });
    }

    private async Task<bool> FindAsync()
    {
        _step = _steps.Read(HttpContext, PendingStep.SetUp);
        Account = _step?.Account is null ? null : await users.FindByIdAsync(_step.Account);
        return Account is { HasSecondFactor: false } && Account.SecurityStamp == _step!.Stamp;
    }
}
