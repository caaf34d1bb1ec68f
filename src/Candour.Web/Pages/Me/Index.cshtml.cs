using Candour.Governance.Accounts;
using Candour.Governance.Mail;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Who I am here, what I hold and until when, how and where I am signed in.</summary>
public sealed class AccountModel(CurrentPerson current, Store store, CheckDesk desk, EndSessions end, ChooseDigest digest, MailSettings mail, TimeProvider clock) : PageModel
{
    private static readonly Dictionary<string, string> Said = new()
    {
        ["password"] = "Your password is changed, and you are signed out everywhere else.",
        ["authenticator"] = "Your authenticator app is set up, and you are signed out everywhere else.",
        ["passkey"] = "Your passkeys are changed, and you are signed out everywhere else.",
        ["everywhere"] = "You are signed out everywhere else.",
        ["digest"] = "Your choice about the daily mail is kept.",
        ["no-address"] = "No e-mail address is entered for you. Ask an administrator to enter it.",
        ["deputy"] = "They stand in for you on those days.",
    };

    /// <summary>Me.</summary>
    public CurrentPerson Current => current;

    /// <summary>What was just done.</summary>
    public string? Done => Said.GetValueOrDefault(Request.Query["done"].ToString());

    /// <summary>My managers, the nearest first.</summary>
    public IReadOnlyList<string> Managers { get; private set; } = [];

    /// <summary>Whom I manage.</summary>
    public IReadOnlyList<string> Reports { get; private set; } = [];

    /// <summary>Where I work, as what.</summary>
    public IReadOnlyList<string> Placements { get; private set; } = [];

    /// <summary>What I hold, until when, from whom.</summary>
    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>Who stands in for whom.</summary>
    public IReadOnlyList<string> StandingIn { get; private set; } = [];

    /// <summary>Where I am signed in.</summary>
    public IReadOnlyList<(string Since, string Until, bool IsThis)> Sessions { get; private set; } = [];

    /// <summary>Recovery codes not used yet.</summary>
    public int CodesLeft => current.Account.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (today, now, me) = (clock.Today(), clock.Now(), current.Person.Reference);
        await using (var db = store.Read(current.Scope))
        {
            var above = await db.AboveAsync(me, today, cancel);
            var reports = await db.Management.On(today).Where(m => m.Manager == me).Select(m => m.Person).ToListAsync(cancel);
            var deputies = await db.Deputies.Where(d => (d.Person == me || d.For == me) && d.Until >= today).OrderBy(d => d.From).ToListAsync(cancel);
            Reference[] wanted = [.. above, .. reports, .. deputies.SelectMany(d => new[] { d.Person, d.For })];
            var names = await db.People.Where(p => wanted.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
            Managers = [.. above.Select(m => names[m])];
            Reports = [.. reports.Select(m => names[m]).Order(StringComparer.Ordinal)];
            StandingIn = [.. deputies.Select(d => d.For == me ? $"{names[d.Person]} stands in for you {Days(d.From, d.Until)}." : $"You stand in for {names[d.For]} {Days(d.From, d.Until)}.")];
            Placements = [.. (await db.Placements.On(today).Where(p => p.Person == me).ToListAsync(cancel)).Select(p => $"{p.Place}, as {FactWords.Value("actor", p.As).ToLowerInvariant()}")];
            Roles = [.. (await db.RoleGrants.On(today).Where(g => g.Person == me).OrderBy(g => g.Role).ToListAsync(cancel)).Select(g => $"{RoleWords.Name(g, desk)} {Days(g.From, g.Until)}")];
        }

        await using var installation = store.Read(Scope.OfAccount(current.Account.Reference));
        var account = current.Account.Reference;
        var sessions = await installation.Sessions.Where(s => s.Account == account && s.EndedAt == null && s.Until > now).OrderByDescending(s => s.StartedAt).ToListAsync(cancel);
        Sessions = [.. sessions.Select(s => (DayWords.Moment(s.StartedAt), DayWords.Moment(s.Until), s.Id == current.Session.Id))];
    }

    /// <summary>Ends all sessions but this one.</summary>
    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancel)
    {
        await end.RunAsync(Scope.OfAccount(current.Account.Reference), new() { Account = current.Account.Reference, Except = current.Session.Id, Why = "They signed out everywhere else." }, cancel);
        return LocalRedirect("/account?done=everywhere");
    }

    /// <summary>Whether this installation sends mail at all.</summary>
    public bool SendsMail => mail.Host is not null;

    /// <summary>Chooses the daily mail.</summary>
    public async Task<IActionResult> OnPostDigestAsync(string? wanted, CancellationToken cancel)
    {
        var chosen = await digest.RunAsync(current.Scope, new() { Wanted = wanted is "yes" }, cancel);
        return LocalRedirect(chosen.Error?.Code is "digest.email" ? "/account?done=no-address" : "/account?done=digest");
    }

    private static string Days(DateOnly from, DateOnly? until) => until is { } last ? $"from {VerdictWords.Day(from)} until {VerdictWords.Day(last)}" : $"since {VerdictWords.Day(from)}, without an end";
}
