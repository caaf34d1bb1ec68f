using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Web.Accounts;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>"What has happened?" in plain words: offers the likely procedures and decides nothing. The words are read and forgotten.</summary>
public sealed class HappenedModel(ChosenPolicy chosen, CurrentPerson current) : FormPage
{
    /// <summary>Most procedures that are offered at first.</summary>
    public const int Most = 5;

    /// <summary>The rules.</summary>
    public Rulebook? Rulebook { get; private set; }

    /// <summary>staff or public: for whom the procedures are.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>What was typed.</summary>
    public string? Words { get; private set; }

    /// <summary>The likely procedures; null before anything was asked.</summary>
    public IReadOnlyList<FoundProcedure>? Found { get; private set; }

    /// <summary>Every procedure for whoever asks.</summary>
    public IEnumerable<Procedure> All => Rulebook!.Procedures.Where(p => p.Audience is "everyone" || p.Audience == (IsPublic ? "public" : "staff")).OrderBy(p => p.Title, StringComparer.Ordinal);

    /// <summary>Asks.</summary>
    public IActionResult OnGet([FromQuery(Name = "for")] string? audience)
    {
        Choose(audience);
        return Rulebook is null ? Redirect("/organisation?then=happened") : Page();
    }

    /// <summary>Offers.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        Choose(form["for"]);
        if (Rulebook is null)
        {
            return Redirect("/organisation?then=happened");
        }

        Words = form["words"].ToString().Trim();
        if (Words.Length is 0 or > ProcedureFinder.MaxLength)
        {
            Problems["words"] = Words.Length == 0 ? "Say in a few words what has happened" : $"Say it in at most {ProcedureFinder.MaxLength:N0} characters";
            return Page();
        }

        var facts = new FactSet();
        if (IsPublic)
        {
            facts.Infer(new("actor", ["visitor"]));
        }

        Found = [.. ProcedureFinder.Of(Rulebook).Find(Words, facts).Take(Most)];
        return Page();
    }

    private void Choose(string? audience)
    {
        Rulebook = current.IsSignedIn && current.Rulebooks.Count > 0 ? current.Rulebooks[0] : chosen.Rulebook;
        IsPublic = audience is "public" && !current.IsSignedIn;
    }
}
