using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>What falls to somebody, to those below them, and what is late.</summary>
public sealed class WorkModel(CurrentPerson current, Store store, AccessPolicy access, RulebookShelf shelf, TimeProvider clock) : PageModel
{
    /// <summary>mine, team or late.</summary>
    public string List { get; private set; } = "mine";

    /// <summary>The tasks.</summary>
    public IReadOnlyList<WorkItem> Items { get; private set; } = [];

    /// <summary>How many are open for them, and how many of those are late.</summary>
    public (int Open, int Late) Counts { get; private set; }

    /// <summary>The page of the list, from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Now.</summary>
    public DateTimeOffset Now { get; } = clock.Now();

    /// <summary>Names of those with whom the team's tasks are.</summary>
    public IReadOnlyDictionary<Reference, string> Names { get; private set; } = new Dictionary<Reference, string>();

    /// <summary>With whom a task of the team is; empty in somebody's own lists.</summary>
    public string WithOf(WorkItem item) => item.Task.Person is { } person && Names.TryGetValue(person, out var name) ? $"With {name}. " : "";

    /// <summary>The procedure of a case.</summary>
    public string TitleOf(WorkItem item) => shelf.ProcedureOf(item.Case).Title;

    /// <summary>What is to be done.</summary>
    public string SayOf(WorkItem item) => item.Task.News ? "You have been told of this. Open it to read it." : shelf.ProcedureOf(item.Case).Step(item.Task.Step)?.Say ?? "Answer a question";

    /// <summary>Shows a list.</summary>
    public async Task<IActionResult> OnGetAsync(string? list, int? number, CancellationToken cancel)
    {
        if (list is not (null or "team" or "late") || (list is "team" && !current.Manages))
        {
            return NotFound();
        }

        (List, Number) = (list ?? "mine", Math.Clamp(number ?? 1, 1, 1000));
        await using var db = store.Read(current.Scope);
        Counts = await MyWork.CountAsync(db, current.Viewer, Now, cancel);
        var after = (Number - 1) * MyWork.PageSize;
        Items = List switch
        {
            "team" => await MyWork.TeamAsync(db, access, current.Viewer, after, cancel),
            "late" => await MyWork.LateAsync(db, current.Viewer, Now, cancel),
            _ => await MyWork.OpenAsync(db, current.Viewer, after, cancel),
        };
        if (List is "team")
        {
            var people = Items.Select(i => i.Task.Person).OfType<Reference>().Distinct().ToList();
            Names = await db.People.Where(p => people.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
        }

        return Page();
    }
}
