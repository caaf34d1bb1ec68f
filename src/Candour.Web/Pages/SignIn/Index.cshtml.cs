using Candour.Web.Accounts;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Name and password, or a passkey.</summary>
public sealed class SignInModel(IServiceProvider services, SessionCookie cookie, CurrentPerson current) : FormPage
{
    private readonly SignInDesk _desk = services.GetRequiredService<SignInDesk>();
    private readonly FactorDesk _factors = services.GetRequiredService<FactorDesk>();
    private readonly PendingSteps _steps = services.GetRequiredService<PendingSteps>();

    /// <summary>Organisations' own sign-in services.</summary>
    internal IReadOnlyList<DirectorySettings> Directories { get; } = services.GetRequiredService<Directories>().All;

    /// <summary>Where somebody wanted to go.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The form; who is signed in goes on at once.</summary>
    public IActionResult OnGet() => current.IsSignedIn ? LocalRedirect(Onward(Then)) : Page();

    /// <summary>Tries name and password.</summary>
    public async Task<IActionResult> OnPostAsync(string? password, CancellationToken cancel)
    {
        if (await _desk.TryPasswordAsync(Name, password, cancel) is not { } account)
        {
            Problems["name"] = "Check your sign-in name and your password, and try again. After five wrong tries an account is closed for 15 minutes";
            return Page();
        }

        var (purpose, page) = !account.HasSecondFactor ? (PendingStep.SetUp, "/enrol/second") : account.AuthenticatorKey is null ? (PendingStep.Second, "/sign-in/recovery") : (PendingStep.Second, "/sign-in/second");
        _steps.Save(HttpContext, new(purpose, account.Reference.Text, account.SecurityStamp));
        var then = Onward(Then);
        return LocalRedirect(then is "/" ? page : $"{page}?then={Uri.EscapeDataString(then)}");
    }

    /// <summary>What a passkey shall sign.</summary>
    public async Task<IActionResult> OnGetOptionsAsync()
    {
        var (options, challenge) = await _factors.AskForPasskeyAsync(HttpContext);
        _steps.Save(HttpContext, new(PendingStep.Passkey, Challenge: challenge));
        return Content(options, "application/json");
    }

    /// <summary>Tries a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancel)
    {
        var step = _steps.Read(HttpContext, PendingStep.Passkey);
        PendingSteps.Forget(HttpContext);
        var account = step is null || string.IsNullOrEmpty(credential) ? null : await _factors.TryPasskeyAsync(credential, step.Challenge, HttpContext, cancel);
        if (account is null || await cookie.SignInAsync(HttpContext, account, "passkey", null, "A passkey signed.") is not null)
        {
            Problems["name"] = "That passkey did not work. Use your sign-in name and password";
            return Page();
        }

        return LocalRedirect(Onward(Then));
    }
}
