using System.Text;
using Candour.Governance.Requests;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Somebody asks for everything kept about them, and sees what information governance told them. It reads replies alone, so that it can betray no matter.</summary>
public sealed class DataRequestModel(CurrentPerson current, Store store, AskForData ask) : FormPage
{
    /// <summary>Their requests, the newest first.</summary>
    public IReadOnlyList<DataReply> Replies { get; private set; } = [];

    /// <summary>Where they work.</summary>
    public string Organisation => current.Organisation.Name;

    /// <summary>As typed.</summary>
    [BindProperty]
    public string? About { get; set; }

    /// <summary>Whether one is still to be answered.</summary>
    public bool Waits => Replies.Any(r => r.AnsweredAt is null);

    /// <summary>Shows them, or the form.</summary>
    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>An answer as a file.</summary>
    public async Task<IActionResult> OnGetAnswerAsync(string? request, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Replies.FirstOrDefault(r => r.Request.Text == request)?.Answer is { } answer ? File(Encoding.UTF8.GetBytes(answer), "application/json", $"answer-{request}.json") : NotFound();
    }

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if ((await ask.RunAsync(current.Scope, new() { About = About }, cancel)).Failed(out var error, out _))
        {
            await LoadAsync(cancel);
            Blame("about", error);
            return Page();
        }

        return LocalRedirect("/account/request");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var me = current.Person.Reference;
        await using var db = store.Read(current.Scope);
        Replies = await db.DataReplies.Where(r => r.Person == me).OrderByDescending(r => r.AskedAt).ToListAsync(cancel);
    }
}
