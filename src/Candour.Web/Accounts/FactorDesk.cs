using System.Text.Encodings.Web;
using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace Candour.Web.Accounts;

/// <summary>Passwords and second factors: made, tried and kept. Each change gives the account a new stamp, which ends every session from before.</summary>
internal sealed class FactorDesk(UserManager<Account> users, AccountStore accounts, SignInDesk desk, IPasskeyHandler<Account> passkeys, RedeemInvitation redeem, OpenAccount open, SeatPerson seat, TimeProvider clock)
{
    private const int RecoveryCodes = 10;

    /// <summary>An account in the making, with a name and a password and no second factor yet.</summary>
    public Account Make(string signInName, string password, bool isBreakGlass = false)
    {
        var name = signInName.Trim();
        var account = new Account
        {
            Organisation = Scope.InstallationId, Reference = Reference.New(), SignInName = name, NormalisedName = users.NormalizeName(name), SecurityStamp = Secrets.ForPrograms(), OpenedAt = clock.Now(), EnrolBy = clock.Now() + InvitePerson.GoodFor,
            IsBreakGlass = isBreakGlass,
        };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        return account;
    }

    /// <summary>Spends an invitation on a new account.</summary>
    public async Task<Governance.Result<Account>> EnrolAsync(string code, Account account, CancellationToken cancel)
    {
        // Looked at before the code is spent, so that a taken name costs nobody their invitation.
        if (await users.FindByNameAsync(account.SignInName!) is not null)
        {
            return new Governance.Error("account.name", "That sign-in name is taken.", "Choose another one.");
        }

        var redeemed = await redeem.RunAsync(code, cancel);
        return redeemed.Failed(out var error, out var person) ? error
            : await open.RunAsync(Scope.OfAccount(account.Reference), new() { Account = account, At = person.Organisation, Person = person.Reference, Why = "An invitation's code was typed in." }, cancel);
    }

    /// <summary>Spends an invitation on an account that there is: its human works for another organisation too.</summary>
    public async Task<Governance.Result<Seat>> AddPlaceAsync(string code, Account account, CancellationToken cancel)
    {
        var redeemed = await redeem.RunAsync(code, cancel);
        return redeemed.Failed(out var error, out var person) ? error
            : await seat.RunAsync(Scope.OfAccount(account.Reference), new() { Account = account.Reference, At = person.Organisation, Person = person.Reference, Anew = true, Why = "An invitation's code was typed in by somebody who is signed in." }, cancel);
    }

    /// <summary>A key for an authenticator app, kept nowhere until its first code was right.</summary>
    public string NewKey() => users.GenerateNewAuthenticatorKey();

    /// <summary>Keeps the app's key when its code is right.</summary>
    /// <returns>New recovery codes, shown once; null when the code was wrong.</returns>
    public async Task<IReadOnlyList<string>?> SetUpAppAsync(Account account, string key, string? typed, CancellationToken cancel)
    {
        await accounts.SetAuthenticatorKeyAsync(account, key, cancel);
        var code = Secrets.Typed(typed);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            return null;
        }

        SpentOnce.Spend(account, code);
        return await FinishAsync(account, "authenticator-set-up", "They tried its first code.");
    }

    /// <summary>New recovery codes in place of those before.</summary>
    public Task<IReadOnlyList<string>?> NewRecoveryCodesAsync(Account account) => FinishAsync(account, "recovery-codes-made", "They asked for new ones.");

    /// <summary>Another password.</summary>
    public Task<bool> ChangePasswordAsync(Account account, string password)
    {
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.SecurityStamp = Secrets.ForPrograms();
        return desk.SaveAsync(account, "password-changed", "They chose another one.");
    }

    /// <summary>What a browser is asked to make a passkey of, and what must be remembered meanwhile.</summary>
    public async Task<(string Options, string? Challenge)> AskForNewPasskeyAsync(Account account, string displayName, HttpContext http)
    {
        var made = await passkeys.MakeCreationOptionsAsync(new() { Id = account.Reference.Text, Name = account.SignInName ?? displayName, DisplayName = displayName }, http);
        return (made.CreationOptionsJson, made.AttestationState);
    }

    /// <summary>Keeps a passkey that the browser made.</summary>
    /// <returns>Recovery codes where it is the account's first second factor, else none; null when it was not good.</returns>
    public async Task<IReadOnlyList<string>?> SetUpPasskeyAsync(Account account, string credential, string? challenge, string? name, HttpContext http, CancellationToken cancel)
    {
        PasskeyAttestationResult result;
        try
        {
            result = await passkeys.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = challenge });
        }
        catch (PasskeyException)
        {
            return null;
        }

        if (!result.Succeeded || result.UserEntity.Id != account.Reference.Text)
        {
            return null;
        }

        result.Passkey.Name = string.IsNullOrWhiteSpace(name) ? $"Passkey of {clock.Today():d MMMM yyyy}" : name.Trim()[..Math.Min(name.Trim().Length, Passkey.NameMaxLength)];
        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey, cancel);
        if (!account.HasSecondFactor)
        {
            return await FinishAsync(account, "passkey-made", "They made one on this device.");
        }

        account.SecurityStamp = Secrets.ForPrograms();
        return await desk.SaveAsync(account, "passkey-made", "They made one on this device.") ? [] : null;
    }

    /// <summary>Takes a passkey away.</summary>
    public async Task<bool> RemovePasskeyAsync(Account account, string id)
    {
        if (account.Passkeys.FirstOrDefault(p => p.Id == id) is not { } passkey || (account.AuthenticatorKey is null && account.Passkeys.Count == 1))
        {
            return false; // the last second factor stays
        }

        account.Passkeys.Remove(passkey);
        account.SecurityStamp = Secrets.ForPrograms();
        return await desk.SaveAsync(account, "passkey-removed", "They took it away.");
    }

    /// <summary>What a browser is asked to sign with any passkey that it has for this site.</summary>
    public async Task<(string Options, string? Challenge)> AskForPasskeyAsync(HttpContext http)
    {
        var made = await passkeys.MakeRequestOptionsAsync(null!, http);
        return (made.RequestOptionsJson, made.AssertionState);
    }

    /// <summary>Whose passkey signed; null when it is not good.</summary>
    public async Task<Account?> TryPasskeyAsync(string credential, string? challenge, HttpContext http, CancellationToken cancel)
    {
        PasskeyAssertionResult<Account> result;
        try
        {
            result = await passkeys.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = challenge });
        }
        catch (PasskeyException)
        {
            return null;
        }

        // A passkey that is copied between devices counts no uses, so what it signs must not be good a second time.
        if (!result.Succeeded || !result.Passkey.IsUserVerified || result.User.ClosedAt is not null || SpentOnce.IsSpent(result.User, challenge!) || await users.IsLockedOutAsync(result.User))
        {
            return null;
        }

        SpentOnce.Spend(result.User, challenge!);
        await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey, cancel);
        return await desk.SaveAsync(result.User, "second-factor-given", "A passkey signed.") ? result.User : null;
    }

    /// <summary>The address that an authenticator app reads.</summary>
    public static string AddressFor(string key, string signInName) => $"otpauth://totp/Candour:{UrlEncoder.Default.Encode(signInName)}?secret={key}&issuer=Candour&digits=6";

    /// <summary>A picture of that address.</summary>
    public static Microsoft.AspNetCore.Mvc.ContentResult Picture(string key, string signInName)
    {
        using var code = QRCodeGenerator.GenerateQrCode(AddressFor(key, signInName), QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return new() { Content = svg.GetGraphic(5), ContentType = "image/svg+xml" };
    }

    /// <summary>A key in groups of four, to be typed.</summary>
    public static string ToType(string key) => string.Join(' ', key.Chunk(4).Select(c => new string(c)));

    private async Task<IReadOnlyList<string>?> FinishAsync(Account account, string what, string why)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Secrets.ToType(3))];
        await accounts.ReplaceCodesAsync(account, codes, default);
        (account.HasSecondFactor, account.EnrolBy, account.FailedCount, account.SecurityStamp) = (true, null, 0, Secrets.ForPrograms());
        return await desk.SaveAsync(account, what, why) ? codes : null;
    }
}
