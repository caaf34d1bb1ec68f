using System.Security.Claims;
using Candour.Governance;
using Candour.Governance.Accounts;
using Candour.Governance.Storage;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Accounts;

/// <summary>
/// Signs somebody in and out. The cookie holds a random secret, sealed; whether the session is still good is looked up with every request, so that one that was ended, or is older than a
/// change of password or factor, is good for nothing at once, on every node.
/// </summary>
public sealed class SessionCookie(Store store, StartSession start, EndSessions end, KeepingSettings settings, TimeProvider clock)
{
    public const string Scheme = "session";

    public const string CookieName = "candour-session";

    // As the framework calls it: with it a directory is asked to end its own session.
    private const string TokenName = "id_token";

    private const string SecretClaim = "secret";
    private const string StampClaim = "stamp";
    private const string PlaceClaim = "at";

    /// <summary>Starts a session, always a new one, so that nobody can leave theirs in somebody else's browser.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Who proved who they are.</param>
    /// <param name="how">By what.</param>
    /// <param name="at">The organisation, where it is known.</param>
    /// <param name="why">For the ledger.</param>
    /// <param name="there">The session at the organisation's directory, where that said who it is.</param>
    public async Task<Error?> SignInAsync(HttpContext http, Account account, string how, string? at, string why, DirectorySession? there = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(account);
        // What this browser held before is over, whoever left it there.
        await EndAsync(http.RequestServices.GetRequiredService<CurrentPerson>(), "Somebody signed in anew in the same browser.");
        var secret = Secrets.ForPrograms();
        var started = await start.RunAsync(Scope.OfAccount(account.Reference), new() { Account = account.Reference, Secret = secret, Longest = settings.LongestSession, How = how, Directory = there?.Organisation, DirectorySession = there?.Id, Why = why }, http.RequestAborted);
        if (started.Failed(out var error, out _))
        {
            return error;
        }

        await IssueAsync(http, account, secret, at, there?.Token);
        return null;
    }

    /// <summary>Gives the same session a new cookie: for another organisation, or after a change that ended all sessions from before.</summary>
    public async Task ReissueAsync(HttpContext http, Account account, string at)
    {
        ArgumentNullException.ThrowIfNull(http);
        await IssueAsync(http, account, http.User.FindFirstValue(SecretClaim)!, at, await http.GetTokenAsync(Scheme, TokenName));
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task SignOutAsync(HttpContext http, CurrentPerson current)
    {
        ArgumentNullException.ThrowIfNull(http);
        await EndAsync(current, "They signed out.");
        await http.SignOutAsync(Scheme);
    }

    /// <summary>Looks whether a cookie's session is still good, and who that is.</summary>
    internal async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var (secret, stamp) = (context.Principal?.FindFirstValue(SecretClaim), context.Principal?.FindFirstValue(StampClaim));
        if (secret is not null && await FindAsync(secret, stamp, http.RequestAborted) is var (session, account)
            && await http.RequestServices.GetRequiredService<CurrentPerson>().LoadAsync(store, session, account, context.Principal!.FindFirstValue(PlaceClaim), clock.Today(), http.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        http.Response.Cookies.Delete(CookieName);
    }

    private async Task<(Session Session, Account Account)?> FindAsync(string secret, string? stamp, CancellationToken cancel)
    {
        var (id, now) = (Secrets.Hash(secret), clock.Now());
        await using var db = store.Read(Scope.OfInstallation("sessions"));
        var found = await db.Sessions.Where(s => s.Id == id && s.EndedAt == null && s.Until > now)
            .Join(db.Accounts.Where(a => a.ClosedAt == null && a.SecurityStamp == stamp), s => s.Account, a => a.Reference, (s, a) => new { Session = s, Account = a })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : (found.Session, found.Account);
    }

    private async Task EndAsync(CurrentPerson current, string why)
    {
        if (current.IsSignedIn)
        {
            await end.RunAsync(Scope.OfAccount(current.Account.Reference), new() { Account = current.Account.Reference, Only = current.Session.Id, Why = why }, CancellationToken.None);
        }
    }

    private static Task IssueAsync(HttpContext http, Account account, string secret, string? at, string? token)
    {
        var claims = new List<Claim> { new("sub", account.Reference.Text), new(SecretClaim, secret), new(StampClaim, account.SecurityStamp) };
        if (at is not null)
        {
            claims.Add(new(PlaceClaim, at));
        }

        var properties = new AuthenticationProperties();
        if (token is not null)
        {
            properties.StoreTokens([new() { Name = TokenName, Value = token }]);
        }

        return http.SignInAsync(Scheme, new(new ClaimsIdentity(claims, Scheme)), properties);
    }
}
