using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Whether the person concerned was told, the outcome, closing, and opening again.</summary>
public sealed class CloseModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, TellPerson tell, CloseCase close, ReopenCase reopen, LinkCases link, MergeCase merge)
    : CasePage(current, desk, store, look, clock)
{
    /// <summary>told or not.</summary>
    [BindProperty]
    public string? Told { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    /// <summary>The other case's reference.</summary>
    [BindProperty]
    public string? Other { get; set; }

    /// <summary>Shows the forms.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FindAsync(reference, cancel) ?? Page();

    /// <summary>Records whether they were told.</summary>
    public Task<IActionResult> OnPostToldAsync(string reference, CancellationToken cancel) => DoAsync(reference, "why", "/close", async () =>
        Told is null ? new Governance.Error("told.answer", "Nothing is selected.", "Select whether they were told.")
        : (await tell.RunAsync(Current.Scope, new() { Case = View.Case.Matter, ToldAt = Told is "yes" ? Now : null, Why = Why ?? "" }, cancel)).Error, cancel);

    /// <summary>Closes it.</summary>
    public Task<IActionResult> OnPostCloseAsync(string reference, CancellationToken cancel) =>
        DoAsync(reference, "outcome", "", async () => (await close.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Outcome = Outcome ?? "" }, cancel)).Error, cancel);

    /// <summary>Opens it again.</summary>
    public Task<IActionResult> OnPostReopenAsync(string reference, CancellationToken cancel) =>
        DoAsync(reference, "why", "", async () => (await reopen.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Why = Why ?? "" }, cancel)).Error, cancel);

    /// <summary>Links it with another, or lets it go on as another.</summary>
    public Task<IActionResult> OnPostOtherAsync(string reference, string? how, CancellationToken cancel) => DoAsync(reference, "other", "", async () =>
        !Reference.TryParse(Other, out var other) ? new Governance.Error("case.not-found", "That is no reference of a case.", "It looks like K7QX-3MPD.")
        : how is "merge" ? (await merge.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Into = other, Why = Why ?? "" }, cancel)).Error
        : (await link.RunAsync(Current.Scope, new() { Case = View.Case.Matter, To = other, Why = Why ?? "" }, cancel)).Error, cancel);

    private async Task<IActionResult> DoAsync(string reference, string field, string then, Func<Task<Governance.Error?>> work, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        return await work() is { } error ? Refuse(error, field) : LocalRedirect(Href + then);
    }
}
