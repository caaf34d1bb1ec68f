using Candour.Governance.Accounts;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>The code of an invitation.</summary>
public sealed class EnrolModel(IServiceProvider services, RedeemInvitation redeem) : FormPage
{
    /// <summary>The form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Looks the code up; it is spent with the next step.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancel)
    {
        var found = await redeem.LookAsync(code ?? "", cancel);
        if (found.Failed(out var error, out _))
        {
            Blame("code", error);
            return Page();
        }

        services.GetRequiredService<PendingSteps>().Save(HttpContext, new(PendingStep.Enrol, Code: code));
        return LocalRedirect("/enrol/account");
    }
}
