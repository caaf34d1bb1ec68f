using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A case as a list of tasks: done, open, and what may still come.</summary>
public sealed class CaseModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, TakeCase take, Recuse recuse) : CasePage(current, desk, store, look, clock)
{
    /// <summary>What was done, once each, the newest answer of each step.</summary>
    public IEnumerable<Engine.Procedures.DoneStep> Done => View.Walk.Done.GroupBy(d => d.Step).Select(g => g.Last());

    /// <summary>Tasks of an open step.</summary>
    public IEnumerable<CaseTask> TasksOf(string step) => View.Tasks.Where(t => t.Step == step && !t.News);

    /// <summary>Whether they handle it.</summary>
    public bool Handles => View.People.Any(p => p.In.Part is Part.Handler && p.In.Person == Current.Viewer.Person);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FindAsync(reference, cancel) ?? Page();

    /// <summary>Takes it over.</summary>
    public async Task<IActionResult> OnPostTakeAsync(string reference, string? why, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        return (await take.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Why = why ?? "" }, cancel)).Failed(out var error, out _) ? Refuse(error, "take-why") : LocalRedirect(Href);
    }

    /// <summary>Steps aside.</summary>
    public async Task<IActionResult> OnPostRecuseAsync(string reference, string? why, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        return (await recuse.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Why = why ?? "" }, cancel)).Failed(out var error, out _) ? Refuse(error, "recuse-why") : LocalRedirect("/work");
    }
}
