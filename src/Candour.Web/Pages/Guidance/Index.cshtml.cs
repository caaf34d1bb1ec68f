using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>Whose guidance is read.</summary>
public sealed class GuidanceModel(CheckDesk desk, ChosenPolicy chosen) : PageModel
{
    /// <summary>The policies in force today.</summary>
    public IReadOnlyList<Library.Entry> Policies => desk.Current;

    /// <summary>Shows the policies, or leads to the one chosen before.</summary>
    public IActionResult OnGet() => chosen.Rulebook is { } rulebook ? Redirect($"/guidance/{Uri.EscapeDataString(rulebook.Id)}") : Page();
}
