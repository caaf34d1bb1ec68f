using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Hosting;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>Whose policy counts.</summary>
public sealed class OrganisationModel(CheckDesk desk, CheckSettings settings, ChosenPolicy chosen) : PageModel
{
    // Where the choice leads on to, by the word in the address; any other word leads to the check.
    private static readonly Dictionary<string, string> Places = new() { ["ask"] = "/ask", ["visitors"] = "/ask/visitors", ["happened"] = "/happened", ["guidance"] = "/guidance" };

    /// <summary>What somebody was about to do.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    /// <summary>The policy chosen.</summary>
    [BindProperty]
    public string? Policy { get; set; }

    /// <summary>Nothing, or nothing known, was chosen.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<ChoiceItem> Choices => [.. desk.Current.Select(e => new ChoiceItem
    {
        Value = e.Id,
        Text = settings.NameOf(e),
        Hint = $"{e.Title}, version {e.Version}, in force since {VerdictWords.Day(e.InForce)}",
    })];

    /// <summary>Shows the choice.</summary>
    public void OnGet() => Policy = chosen.Rulebook?.Id;

    /// <summary>Remembers the choice.</summary>
    public IActionResult OnPost()
    {
        if (desk.Current.All(e => e.Id != Policy))
        {
            IsWrong = true;
            return Page();
        }

        chosen.Remember(Policy!);
        return Redirect(Places.GetValueOrDefault(Then ?? "", "/check"));
    }
}
