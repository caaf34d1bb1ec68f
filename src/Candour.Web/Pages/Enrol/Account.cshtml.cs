using Candour.Governance.Accounts;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>A name and a password, for who has an invitation.</summary>
public sealed class EnrolAccountModel(IServiceProvider services, RedeemInvitation redeem, CurrentPerson current, Store store) : FormPage
{
    private readonly PendingSteps _steps = services.GetRequiredService<PendingSteps>();
    private readonly FactorDesk _factors = services.GetRequiredService<FactorDesk>();

    /// <summary>Who is signed in already.</summary>
    public CurrentPerson Current => current;

    /// <summary>Whom the invitation is for.</summary>
    public Person? Person { get; private set; }

    /// <summary>Of which organisation.</summary>
    public string OrganisationName { get; private set; } = "";

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return LocalRedirect("/enrol");
        }

        Name = Person!.Email;
        return Page();
    }

    /// <summary>Makes the account.</summary>
    public async Task<IActionResult> OnPostAsync(string? password, string? again, CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return LocalRedirect("/enrol");
        }

        NewPassword.Check(Problems, Name, password, again);
        if (Problems.Count > 0)
        {
            return Page();
        }

        var account = _factors.Make(Name!, password!);
        var made = await _factors.EnrolAsync(_steps.Read(HttpContext, PendingStep.Enrol)!.Code!, account, cancel);
        if (made.Failed(out var error, out _))
        {
            Blame("name", error);
            return Page();
        }

        _steps.Save(HttpContext, new(PendingStep.SetUp, account.Reference.Text, account.SecurityStamp));
        return LocalRedirect("/enrol/second");
    }

    /// <summary>Uses the account of who is signed in.</summary>
    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (!current.IsSignedIn || !await FindAsync(cancel))
        {
            return LocalRedirect("/enrol");
        }

        if (current.Session.Directory is not null)
        {
            // The place would be out of reach of the session, and of a directory that opens another organisation only.
            Problems["name"] = "You are signed in with your organisation's directory, which opens that organisation only. Make an account with a password, or sign in with yours first";
            return Page();
        }

        var added = await _factors.AddPlaceAsync(_steps.Read(HttpContext, PendingStep.Enrol)!.Code!, current.Account, cancel);
        if (added.Failed(out var error, out _))
        {
            Blame("name", error);
            return Page();
        }

        PendingSteps.Forget(HttpContext);
        return LocalRedirect("/account/organisation");
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (_steps.Read(HttpContext, PendingStep.Enrol)?.Code is not { } code || (await redeem.LookAsync(code, cancel)).Failed(out _, out var person))
        {
            return false;
        }

        Person = person;
        await using var db = store.Read(Scope.OfInstallation("enrolment"));
        OrganisationName = await db.Organisations.Where(o => o.Id == person.Organisation).Select(o => o.Name).SingleAsync(cancel);
        return true;
    }
}
