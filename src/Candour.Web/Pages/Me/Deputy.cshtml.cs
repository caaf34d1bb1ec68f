using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Somebody names who stands in for them.</summary>
public sealed class AccountDeputyModel(CurrentPerson current, Store store, AppointDeputy appoint) : FormPage
{
    /// <summary>What was typed.</summary>
    public string? Typed { get; private set; }

    /// <summary>What was picked.</summary>
    public string? FromDay { get; private set; }

    /// <summary>What was picked.</summary>
    public string? UntilDay { get; private set; }

    /// <summary>What was typed.</summary>
    public string? Why { get; private set; }

    /// <summary>The form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Does so.</summary>
    public async Task<IActionResult> OnPostAsync(string? person, string? from, string? until, string? why, CancellationToken cancel)
    {
        (Typed, FromDay, UntilDay, Why) = (person, from, until, why);
        var found = await FindAsync(person, cancel);
        if (found is null)
        {
            Problems["person"] = "Nobody here has that staff number or reference";
        }

        if (DayWords.Typed(from) is not { } first)
        {
            Problems["from"] = "Enter the first day";
            return Page();
        }

        if (DayWords.Typed(until) is not { } last)
        {
            Problems["until"] = "Enter the last day";
            return Page();
        }

        if (found is null)
        {
            return Page();
        }

        var result = await appoint.RunAsync(current.Scope, new() { Person = found.Reference, For = current.Person.Reference, From = first, Until = last, Why = why ?? "" }, cancel);
        if (result.Failed(out var error, out _))
        {
            Blame(error.Code is "operation.why" ? "why" : error.Code is "deputy.days" ? "until" : "person", error);
            return Page();
        }

        return LocalRedirect("/account?done=deputy");
    }

    private async Task<Person?> FindAsync(string? typed, CancellationToken cancel)
    {
        var number = (typed ?? "").Trim();
        await using var db = store.Read(current.Scope);
        return Reference.TryParse(number, out var reference) && await db.People.SingleOrDefaultAsync(p => p.Reference == reference, cancel) is { } known ? known : await db.People.SingleOrDefaultAsync(p => p.StaffNumber == number, cancel);
    }
}
