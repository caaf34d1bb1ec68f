using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Who holds what: administrators look at everybody, managers at the line below them.</summary>
public sealed class ReviewModel(CurrentPerson current, Store store, CheckDesk desk, ConfirmRole confirm, WithdrawRole withdraw, TimeProvider clock) : FormPage
{
    /// <summary>All of the organisation, not only a line.</summary>
    public bool Everybody => current.Holds(OwnRole.Administrator);

    /// <summary>What was just done.</summary>
    public string? Done => Request.Query["done"] == "review" ? "It is recorded." : null;

    /// <summary>What was typed.</summary>
    public string? Why { get; private set; }

    /// <summary>The grants.</summary>
    public IReadOnlyList<(string Reference, string Person, string Role, string Granted, string Confirmed)> Rows { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!Everybody && !current.Manages)
        {
            return Forbid();
        }

        await LoadAsync(cancel);
        return Page();
    }

    /// <summary>Records what was said of each.</summary>
    public async Task<IActionResult> OnPostAsync(string? why, CancellationToken cancel)
    {
        if (!Everybody && !current.Manages)
        {
            return Forbid();
        }

        Why = why;
        await LoadAsync(cancel);
        var said = Rows.Select(r => (r.Reference, Answer: Request.Form[$"g-{r.Reference}"].ToString())).Where(a => a.Answer is "keep" or "withdraw").ToArray();
        if (said.Length == 0)
        {
            Problems["why"] = "Choose an answer for at least one role";
            return Page();
        }

        foreach (var (reference, answer) in said)
        {
            var grant = new Reference(reference);
            var result = answer is "keep"
                ? await confirm.RunAsync(current.Scope, new() { Grant = grant, Why = why ?? "" }, cancel)
                : await withdraw.RunAsync(current.Scope, new() { Grant = grant, Until = clock.Today().AddDays(-1), Why = why ?? "" }, cancel);
            if (result.Failed(out var error, out _))
            {
                Blame(error.Code is "operation.why" ? "why" : $"g-{reference}", error);
                await LoadAsync(cancel);
                return Page();
            }
        }

        return LocalRedirect("/review?done=review");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (today, me) = (clock.Today(), current.Person.Reference);
        await using var db = store.Read(current.Scope);
        var grants = db.RoleGrants.On(today).Where(g => g.Person != me);
        if (!Everybody)
        {
            Reference[] line = [.. current.Viewer.Capacities.SelectMany(c => c.Line).Distinct()];
            grants = grants.Where(g => line.Contains(g.Person));
        }

        var found = await grants.Join(db.People, g => g.Person, p => p.Reference, (g, p) => new { Grant = g, p.Name }).OrderBy(r => r.Name).ThenBy(r => r.Grant.Role).ToListAsync(cancel);
        var by = found.SelectMany(r => new[] { r.Grant.GrantedBy, r.Grant.ConfirmedBy }).Where(b => Reference.TryParse(b, out _)).Select(b => new Reference(b!)).Distinct().ToArray();
        var names = await db.People.Where(p => by.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference.Text, p => p.Name, cancel);
        string Name(string who) => names.GetValueOrDefault(who, who == $"<{DirectoryDesk.Part}>" ? "the organisation's directory" : "the system");
        Rows = [.. found.Select(r => (
            r.Grant.Reference.Text, r.Name, RoleWords.Name(r.Grant, desk),
            $"{VerdictWords.Day(r.Grant.From)} by {Name(r.Grant.GrantedBy)}{(r.Grant.Until is { } until ? $", until {VerdictWords.Day(until)}" : "")}",
            r.Grant.ConfirmedOn is { } on ? $"{VerdictWords.Day(on)} by {Name(r.Grant.ConfirmedBy!)}" : "never"))];
    }
}
