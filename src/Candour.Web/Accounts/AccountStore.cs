using Candour.Governance.Accounts;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Accounts;

/// <summary>
/// Where ASP.NET Core Identity finds and keeps accounts: rows of the governance database, written by one operation, so that every change stands in the ledger. What it is called there, and
/// why it was done, is said by <see cref="Deed"/> before. The key of an authenticator app is sealed before it is kept.
/// </summary>
internal sealed class AccountStore(Store store, ChangeAccount change, IDataProtectionProvider protection) :
    IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>, IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>, IUserPasskeyStore<Account>
{
    private readonly IDataProtector _keys = protection.CreateProtector("authenticator-key");

    /// <summary>What the next save is called, who does it, and why.</summary>
    public (string What, Scope By, string Why) Deed { get; set; } = ("account-changed", Scope.OfInstallation("accounts"), "Identity changed it.");

    public void Dispose()
    {
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var result = await change.RunAsync(Deed.By, new() { Account = user, What = Deed.What, Why = Deed.Why }, cancellationToken);
        if (result.Failed(out var error, out var kept))
        {
            return IdentityResult.Failed(new IdentityError { Code = error.Code, Description = error.Message });
        }

        user.Edition = kept.Edition;
        return IdentityResult.Success;
    }

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException("An account is opened with a seat, by OpenAccount.");

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException("An account is closed, not deleted: the ledger names it.");

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Reference.TryParse(userId, out var reference) ? await FindAsync(a => a.Where(x => x.Reference == reference), cancellationToken) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindAsync(a => a.Where(x => x.NormalisedName == normalizedUserName), cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Reference.Text);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.SignInName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.SignInName = userName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.NormalisedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Set(() => user.NormalisedName = normalizedName);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockedUntil = lockoutEnd is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end.ToUnixTimeMilliseconds()) : null);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedCount);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.FailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Set(() => (user.HasSecondFactor, user.EnrolBy) = (enabled, enabled ? null : user.EnrolBy));

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.HasSecondFactor);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Set(() => user.AuthenticatorKey = _keys.Protect(key));

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.AuthenticatorKey is { } key ? _keys.Unprotect(key) : null);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) => Set(() => user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(HashOf)));

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var codes = Codes(user);
        var left = codes.Where(c => c != HashOf(code)).ToArray();
        user.RecoveryCodes = string.Join(' ', left);
        return Task.FromResult(left.Length < codes.Length);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Length);

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var id = IdOf(passkey.CredentialId);
        var there = user.Passkeys.FirstOrDefault(p => p.Id == id);
        if (there is null)
        {
            user.Passkeys.Add(there = new()
            {
                Organisation = user.Organisation, Id = id, Account = user.Reference, Name = passkey.Name ?? "Passkey", PublicKey = passkey.PublicKey,
                MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(passkey.CreatedAt.ToUnixTimeMilliseconds()), SignCount = passkey.SignCount, Transports = string.Join(' ', passkey.Transports ?? []),
                IsUserVerified = passkey.IsUserVerified, IsBackupEligible = passkey.IsBackupEligible, IsBackedUp = passkey.IsBackedUp, Attestation = passkey.AttestationObject, ClientData = passkey.ClientDataJson,
            });
        }

        (there.SignCount, there.IsBackedUp, there.IsUserVerified, there.Name) = (passkey.SignCount, passkey.IsBackedUp, passkey.IsUserVerified, passkey.Name ?? there.Name);
        return Task.CompletedTask;
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(AsInfo)]);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = IdOf(credentialId);
        return FindAsync(a => a.Where(x => x.Passkeys.Any(p => p.Id == id)), cancellationToken);
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Passkeys.FirstOrDefault(p => p.Id == IdOf(credentialId)) is { } passkey ? AsInfo(passkey) : null);

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (user.Passkeys.FirstOrDefault(p => p.Id == IdOf(credentialId)) is { } passkey)
        {
            user.Passkeys.Remove(passkey);
        }

        return Task.CompletedTask;
    }

    private async Task<Account?> FindAsync(Func<IQueryable<Account>, IQueryable<Account>> which, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfInstallation("accounts"));
        return await which(db.Accounts.Include(a => a.Passkeys)).SingleOrDefaultAsync(a => a.ClosedAt == null, cancel);
    }

    private static string[] Codes(Account user) => user.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string HashOf(string code) => Secrets.Hash(Secrets.Typed(code));

    private static string IdOf(byte[] credential) => Convert.ToBase64String(credential).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static UserPasskeyInfo AsInfo(Passkey p)
    {
        var base64 = p.Id.Replace('-', '+').Replace('_', '/');
        return new(
            Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')), p.PublicKey, p.MadeAt, (uint)p.SignCount, p.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), p.IsUserVerified, p.IsBackupEligible, p.IsBackedUp,
            p.Attestation, p.ClientData) { Name = p.Name };
    }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
