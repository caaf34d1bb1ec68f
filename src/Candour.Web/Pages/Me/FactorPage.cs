using Candour.Governance.Accounts;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A page that changes how somebody signs in: it asks for the password again, and ends all other sessions.</summary>
public abstract class FactorPage(IServiceProvider services, CurrentPerson current, SessionCookie cookie, EndSessions end) : FormPage
{
    private protected SignInDesk Desk { get; } = services.GetRequiredService<SignInDesk>();

    private protected FactorDesk Factors { get; } = services.GetRequiredService<FactorDesk>();

    private protected PendingSteps Steps { get; } = services.GetRequiredService<PendingSteps>();

    /// <summary>Me.</summary>
    public CurrentPerson Current => current;

    /// <summary>The account as it is to be changed; null when the password typed is not theirs, which is then said at the field <c>current</c>.</summary>
    protected async Task<Account?> ConfirmedAsync(string? password, CancellationToken cancel)
    {
        var account = current.Account.SignInName is { } name ? await Desk.TryPasswordAsync(name, password, cancel) : null;
        if (account?.Reference != current.Account.Reference)
        {
            Problems["current"] = "Enter the password that you sign in with. After five wrong tries an account is closed for 15 minutes";
            return null;
        }

        return account;
    }

    /// <summary>This browser stays signed in, all others do not.</summary>
    protected async Task<IActionResult> ChangedAsync(Account account, string done)
    {
        await KeepOnlyThisAsync(account);
        return LocalRedirect($"/account?done={done}");
    }

    /// <summary>This browser stays signed in, all others do not.</summary>
    protected async Task KeepOnlyThisAsync(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        await end.RunAsync(Scope.OfAccount(account.Reference), new() { Account = account.Reference, Except = current.Session.Id, Why = "A password or second factor was changed." }, CancellationToken.None);
        await cookie.ReissueAsync(HttpContext, account, current.Organisation.Id);
    }
}
