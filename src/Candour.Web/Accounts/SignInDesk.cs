using System.Text.Json.Nodes;
using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.Identity;

namespace Candour.Web.Accounts;

/// <summary>
/// Tries what somebody types to get in. Whatever is wrong, the answer and the work are the same: the hash of a password is always computed, and an entry always written, so that nobody
/// learns which accounts there are.
/// </summary>
internal sealed class SignInDesk(UserManager<Account> users, AccountStore accounts, Operations operations, TimeProvider clock)
{
    private static readonly Scope Door = Scope.OfInstallation("sign-in");

    // Any password against it takes as long as one against an account's.
    private static string? _nobodysHash;

    /// <summary>The account, when the password is right and the account not locked; else null.</summary>
    public async Task<Account?> TryPasswordAsync(string? name, string? password, CancellationToken cancel)
    {
        var account = string.IsNullOrWhiteSpace(name) || name.Length > Account.NameMaxLength ? null : await users.FindByNameAsync(name.Trim());
        var typed = password is { Length: > 0 and <= Passwords.Longest } ? password : "-";
        _nobodysHash ??= users.PasswordHasher.HashPassword(Nobody(), "nobody has this password"); // also where it is not needed, so that the first unknown name is no slower
        var hash = account?.PasswordHash ?? _nobodysHash;
        var right = users.PasswordHasher.VerifyHashedPassword(account ?? Nobody(), hash, typed) is not PasswordVerificationResult.Failed && account?.PasswordHash is not null;
        if (account is not null && await users.IsLockedOutAsync(account))
        {
            await WriteAsync("sign-in-refused", account.Reference.Text, "The account is locked.", cancel);
            return null;
        }

        if (!right || account is null)
        {
            await FailedAsync(account, "password", cancel);
            return null;
        }

        // Without a second factor an account is not finished; one that was never finished is good for nothing after a while.
        if (!account.HasSecondFactor && !(account.EnrolBy > clock.GetUtcNow()))
        {
            await WriteAsync("sign-in-refused", account.Reference.Text, "It was never given a second factor, and the time for that is over.", cancel);
            return null;
        }

        return account;
    }

    /// <summary>Whether the code of the authenticator app is right, and was not used before.</summary>
    public async Task<bool> TryAppCodeAsync(Account account, string? typed, CancellationToken cancel)
    {
        var code = Secrets.Typed(typed);
        if (await users.IsLockedOutAsync(account) || account.AuthenticatorKey is null)
        {
            await WriteAsync("sign-in-refused", account.Reference.Text, "The account is locked, or has no authenticator app.", cancel);
            return false;
        }

        if (SpentOnce.IsSpent(account, code) || !await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            await FailedAsync(account, "authenticator", cancel);
            return false;
        }

        SpentOnce.Spend(account, code);
        account.FailedCount = 0;
        return await SaveAsync(account, "second-factor-given", "The code of the authenticator app was right.");
    }

    /// <summary>Whether a recovery code is right; it is then used up.</summary>
    public async Task<bool> TryRecoveryCodeAsync(Account account, string? typed, CancellationToken cancel)
    {
        if (await users.IsLockedOutAsync(account))
        {
            await WriteAsync("sign-in-refused", account.Reference.Text, "The account is locked.", cancel);
            return false;
        }

        accounts.Deed = ("recovery-code-used", Scope.OfAccount(account.Reference), "A recovery code was typed in place of the second factor.");
        if (string.IsNullOrWhiteSpace(typed) || !(await users.RedeemTwoFactorRecoveryCodeAsync(account, typed)).Succeeded)
        {
            await FailedAsync(account, "recovery-code", cancel);
            return false;
        }

        return true;
    }

    /// <summary>Keeps a change of an account under a name of its own.</summary>
    public async Task<bool> SaveAsync(Account account, string what, string why)
    {
        accounts.Deed = (what, Scope.OfAccount(account.Reference), why);
        return (await users.UpdateAsync(account)).Succeeded;
    }

    private async Task FailedAsync(Account? account, string by, CancellationToken cancel)
    {
        if (account is null)
        {
            await WriteAsync("sign-in-failed", "nobody", $"Wrong: {by}.", cancel);
            return;
        }

        accounts.Deed = ("sign-in-failed", Door, $"Wrong: {by}.");
        await users.AccessFailedAsync(account);
    }

    // What was typed is never written: people type passwords where names belong.
    private Task<Result<string>> WriteAsync(string what, string subject, string why, CancellationToken cancel) => operations.RunAsync<string>(Door, what, why, operation =>
    {
        operation.Record(subject, new JsonObject());
        return Task.FromResult<Result<string>>(subject);
    }, cancel);

    private static Account Nobody() => new() { Organisation = Scope.InstallationId, Reference = default, SecurityStamp = "", OpenedAt = default };
}
