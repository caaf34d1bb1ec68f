using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>The clauses of one section.</summary>
public sealed class PolicySectionModel(CheckDesk desk) : PageModel
{
    /// <summary>The policy.</summary>
    public Rulebook? Rulebook { get; private set; }

    /// <summary>The section, as printed.</summary>
    public string Section { get; private set; } = "";

    /// <summary>Its clauses.</summary>
    public IReadOnlyList<Clause> Clauses { get; private set; } = [];

    /// <summary>The section before.</summary>
    public string? Previous { get; private set; }

    /// <summary>The section after.</summary>
    public string? Next { get; private set; }

    /// <summary>What the rules that give effect to a clause say: about posts, then about questions.</summary>
    /// <param name="clause">One of <see cref="Clauses"/>.</param>
    public IEnumerable<(string Effect, string Why)> EffectsOf(Clause clause) =>
    [
        .. Rulebook!.Content.Where(r => r.Because.Contains(clause.Id)).Select(r => (Effect(r.Verdict), r.Why)),
        .. (Rulebook.Decisions?.Rules ?? []).Where(r => r.Because.Contains(clause.Id)).Select(r => ($"Answers “{AnswerWords.Tag(r.Answer).ToLowerInvariant()}”:", r.Why)),
    ];

    /// <summary>Shows the section.</summary>
    /// <param name="id">Of the policy.</param>
    /// <param name="section">As printed.</param>
    public IActionResult OnGet(string id, string section)
    {
        Rulebook = desk.Find(id);
        Section = section;
        Clauses = [.. Rulebook?.Clauses.Where(c => c.Section == section) ?? []];
        if (Clauses.Count == 0)
        {
            return NotFound();
        }

        var order = Rulebook!.Clauses.Select(c => c.Section).Distinct().ToArray();
        var at = Array.IndexOf(order, section);
        (Previous, Next) = (at > 0 ? order[at - 1] : null, at + 1 < order.Length ? order[at + 1] : null);
        return Page();
    }

    private static string Effect(Level verdict) => verdict switch
    {
        Level.Stop => "Says do not post:",
        Level.Ask => "Says change or ask first:",
        Level.Consider => "Says think first:",
        _ => "Allows, or tells:",
    };
}
