using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Guidance;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>One sheet of guidance, to read or print, in ordinary or large print.</summary>
public sealed class GuidanceSheetModel(CheckDesk desk, GuidanceText text) : PageModel
{
    /// <summary>The policy.</summary>
    public Rulebook? Rulebook { get; private set; }

    /// <summary>The sheet.</summary>
    public GuidanceSheet? Sheet { get; private set; }

    /// <summary>Its text.</summary>
    public IHtmlContent? Text { get; private set; }

    /// <summary>In large print.</summary>
    public bool IsLarge { get; private set; }

    /// <summary>The day.</summary>
    public DateOnly Today => desk.Today;

    /// <summary>Where the sheet is kept up to date.</summary>
    public string Address => $"{Request.Scheme}://{Request.Host}{Request.Path}";

    /// <summary>The sections that it gives effect to.</summary>
    public IReadOnlyList<string> Sections => [.. Sheet!.Because.Select(id => Rulebook!.Clauses.First(c => c.Id == id).Section).Distinct()];

    /// <summary>Shows it.</summary>
    /// <param name="id">Of the policy.</param>
    /// <param name="sheet">Of the sheet.</param>
    public IActionResult OnGet(string id, string sheet)
    {
        Rulebook = desk.Find(id);
        Sheet = Rulebook?.Guidance.FirstOrDefault(g => g.Id == sheet);
        if (Sheet is null)
        {
            return NotFound();
        }

        IsLarge = Request.Query["print"] == "large";
        Text = text.Of(Rulebook!, Sheet);
        return Page();
    }
}
