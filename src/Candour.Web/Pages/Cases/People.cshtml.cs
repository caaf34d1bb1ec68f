using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>Who is in a case, and as what.</summary>
public sealed class CasePeopleModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, AddPersonToCase add) : CasePage(current, desk, store, look, clock)
{
    private readonly Store _store = store;

    /// <summary>As what.</summary>
    [BindProperty]
    public string? Part { get; set; }

    /// <summary>The staff number of one of our people, or empty.</summary>
    [BindProperty]
    public string? StaffNumber { get; set; }

    /// <summary>The name of somebody from outside, or empty.</summary>
    [BindProperty]
    public string? Outsider { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel) => await FindAsync(reference, cancel) ?? Page();

    /// <summary>Adds somebody.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!Enum.TryParse<Part>(Part, out var part))
        {
            Problems["part"] = "Select what they are in the case";
            return Page();
        }

        Reference? person = null;
        if (!string.IsNullOrWhiteSpace(StaffNumber))
        {
            await using var db = _store.Read(Current.Scope);
            var number = StaffNumber.Trim();
            person = await db.People.Where(p => p.StaffNumber == number).Select(p => (Reference?)p.Reference).SingleOrDefaultAsync(cancel);
            if (person is null)
            {
                Problems["staffNumber"] = $"There is nobody with staff number {number}. Check it";
                return Page();
            }
        }

        var result = await add.RunAsync(Current.Scope, new() { Case = View.Case.Matter, Part = part, Person = person, Outsider = string.IsNullOrWhiteSpace(Outsider) ? null : Outsider, Why = Why ?? "" }, cancel);
        return result.Failed(out var error, out _) ? Refuse(error, error.Code switch { "operation.why" => "why", "person.part" => "part", _ => "staffNumber" }) : LocalRedirect($"{Href}/people");
    }
}
