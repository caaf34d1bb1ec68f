using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>One more person.</summary>
public sealed class AddPersonModel(CurrentPerson current, AddPerson add, TimeProvider clock) : FormPage
{
    private static readonly Dictionary<string, string> Fields = new() { ["person.staff-number"] = "staffNumber", ["person.exists"] = "staffNumber", ["person.name"] = "name", ["person.email"] = "email", ["operation.why"] = "why" };

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? StaffNumber { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What was picked.</summary>
    [BindProperty]
    public string? JoinedOn { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The form.</summary>
    public void OnGet() => JoinedOn = $"{clock.Today():yyyy-MM-dd}";

    /// <summary>Adds them.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (DayWords.Typed(JoinedOn) is not { } joined)
        {
            Problems["joinedOn"] = "Enter the first day";
            return Page();
        }

        var result = await add.RunAsync(current.Scope, new() { StaffNumber = StaffNumber ?? "", Name = Name ?? "", Email = string.IsNullOrWhiteSpace(Email) ? null : Email.Trim(), JoinedOn = joined, Why = Why ?? "" }, cancel);
        if (result.Failed(out var error, out var person))
        {
            Blame(Fields.GetValueOrDefault(error.Code, "name"), error);
            return Page();
        }

        return LocalRedirect($"/people/{person.Reference}?done=added");
    }
}
