using Candour.Governance.Cases;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Keeping;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A request for data: what there is, how much of it is decided, what whoever asked was told, the answer.</summary>
public sealed class RequestModel(CurrentPerson current, RequestDesk desk, Store store, RecordLook look, TimeProvider clock, TellRequester tell, AnswerRequest answer) : RequestPage(current, desk, store, look, clock)
{
    /// <summary>As typed.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Groups of items: what is kept about them as somebody who works here, then each matter.</summary>
    public IEnumerable<(string Id, string Title, int Items, int Left)> Groups => View.Items.GroupBy(i => i.Matter).Select(g =>
        (g.Key?.Text ?? "person", g.Key is { } matter ? $"Matter {matter}: {View.Kinds[matter]}" : "As somebody who works here", g.Count(), g.Count(i => !View.Decisions.ContainsKey(i.Item))));

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FindAsync(reference, cancel) ? Page() : NotFound();

    /// <summary>Tells whoever asked how it stands.</summary>
    public async Task<IActionResult> OnPostTellAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel))
        {
            return NotFound();
        }

        if ((await tell.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Words = Words ?? "" }, cancel)).Failed(out var error, out _))
        {
            Blame("tell-words", error);
            return Page();
        }

        return LocalRedirect(Href);
    }

    /// <summary>Answers it.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(string reference, CancellationToken cancel)
    {
        if (!await FindAsync(reference, cancel))
        {
            return NotFound();
        }

        if ((await answer.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Words = Words ?? "" }, cancel)).Failed(out var error, out _))
        {
            Blame("answer-words", error);
            return Page();
        }

        return LocalRedirect(Href);
    }
}
