using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>A policy: what it is, its sections, and a search.</summary>
public sealed class PolicyModel(CheckDesk desk) : PageModel
{
    /// <summary>The policy.</summary>
    public Rulebook? Rulebook { get; private set; }

    /// <summary>What is searched for.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The clauses found.</summary>
    public IReadOnlyList<Clause> Found { get; private set; } = [];

    /// <summary>The sections in the order of the document.</summary>
    public IReadOnlyList<(string Name, string First, int Count)> Sections => [.. Rulebook!.Clauses.GroupBy(c => c.Section).Select(g => (g.Key, g.First().Heading, g.Count()))];

    /// <summary>What goes with the policy in the state that it is in.</summary>
    public IEnumerable<string> Warnings => Rulebook!.Warnings.Where(w => w.State == Rulebook.StateOn(desk.Today)).Select(w => w.Words);

    /// <summary>What the policy is.</summary>
    public IReadOnlyList<SummaryRow> About
    {
        get
        {
            var rows = new List<SummaryRow>
            {
                new() { Key = "Document", Value = $"{Rulebook!.Reference}, version {Rulebook.Version}" },
                new() { Key = "In force since", Value = VerdictWords.Day(Rulebook.InForce) },
                new() { Key = "State", Value = State(Rulebook.StateOn(desk.Today)) },
            };
            if (Rulebook.ReviewDue is { } due)
            {
                rows.Add(new() { Key = "Review due by", Value = VerdictWords.Day(due) });
            }

            if (Rulebook.Expires is { } end)
            {
                rows.Add(new() { Key = "Valid until", Value = VerdictWords.Day(end) });
            }

            rows.Add(new() { Key = "Owner", Value = Rulebook.Owner });
            rows.Add(new() { Key = "Holds", Value = $"{Rulebook.Clauses.Count} clauses; {Rulebook.Content.Count} rules about what is posted; {Rulebook.Decisions?.Rules.Count ?? 0} about what one may do; {Rulebook.Guidance.Count} sheets of guidance" });
            return rows;
        }
    }

    /// <summary>Shows the policy.</summary>
    /// <param name="id">Of the policy.</param>
    /// <param name="search">Words to look for.</param>
    public IActionResult OnGet(string id, string? search)
    {
        Rulebook = desk.Find(id);
        Words = search?.Trim() ?? "";
        if (Rulebook is null)
        {
            return NotFound();
        }

        Found = Words.Length is > 0 and <= 200 ? ClauseSearch.Find(Rulebook, Words) : [];
        return Page();
    }

    private static Wording State(string state) => new()
    {
        Html = new TagTagHelper { Text = $"{char.ToUpperInvariant(state[0])}{state[1..]}", Colour = state is "in force" ? "green" : "yellow" }.Render(),
    };
}
