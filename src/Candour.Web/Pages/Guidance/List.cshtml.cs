using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>The guidance of one policy, by audience, with a search.</summary>
public sealed class GuidanceListModel(CheckDesk desk) : PageModel
{
    private static readonly string[] Order = ["public", "everyone", "staff"];

    // So many clauses beside the sheets are enough to see whether the policy itself says more.
    private const int Clauses = 10;

    /// <summary>The policy.</summary>
    public Rulebook? Rulebook { get; private set; }

    /// <summary>What is searched for.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Only what patients, carers and visitors need.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>The sheets found.</summary>
    public IReadOnlyList<GuidanceSheet> Found { get; private set; } = [];

    /// <summary>Parts of the policy found.</summary>
    public IReadOnlyList<Clause> FoundClauses { get; private set; } = [];

    /// <summary>Sheets by audience, in the order of their titles.</summary>
    public IReadOnlyList<(string Heading, IReadOnlyList<GuidanceSheet> Sheets)> Groups => [.. Order
        .Select(a => (AnswerWords.Audience(a), (IReadOnlyList<GuidanceSheet>)[.. Rulebook!.Guidance.Where(g => g.Audience == a && IsFor(g)).OrderBy(g => g.Title, StringComparer.OrdinalIgnoreCase)]))
        .Where(g => g.Item2.Count > 0)];

    /// <summary>Shows it.</summary>
    /// <param name="id">Of the policy.</param>
    /// <param name="search">Words to look for.</param>
    public IActionResult OnGet(string id, string? search)
    {
        Rulebook = desk.Find(id);
        if (Rulebook is null)
        {
            return NotFound();
        }

        Words = search?.Trim() ?? "";
        IsPublic = Request.Query["for"] == "public";
        if (Words.Length is > 0 and <= 200)
        {
            Found = [.. GuidanceFinder.Find(Rulebook, Words).Where(IsFor)];
            FoundClauses = IsPublic ? [] : [.. ClauseSearch.Find(Rulebook, Words).Take(Clauses)];
        }

        return Page();
    }

    private bool IsFor(GuidanceSheet sheet) => !IsPublic || sheet.Audience is not "staff";
}
