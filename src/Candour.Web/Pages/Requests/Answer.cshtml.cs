using System.Text;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>The answer as a file, for whoever gave it.</summary>
public sealed class RequestAnswerModel(CurrentPerson current, RequestDesk desk, Store store, RecordLook look, TimeProvider clock) : RequestPage(current, desk, store, look, clock)
{
    /// <summary>Hands it out.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) =>
        await FindAsync(reference, cancel) && View.Reply.Answer is { } answer ? File(Encoding.UTF8.GetBytes(answer), "application/json", $"answer-{View.Case.Matter}.json") : NotFound();
}
