using Candour.Engine.Procedures;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Candour.Web.Guidance;
using Candour.Web.Words;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A letter of a case, its blanks filled as far as the case knows; made to be printed or copied.</summary>
public sealed class LetterModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock, GuidanceText text) : CasePage(current, desk, store, look, clock)
{
    /// <summary>The letter.</summary>
    public Letter Letter { get; private set; } = null!;

    /// <summary>Its text.</summary>
    public IHtmlContent Text { get; private set; } = HtmlString.Empty;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string reference, string id, CancellationToken cancel)
    {
        if (await FindAsync(reference, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (View.Rulebook.Letters.FirstOrDefault(l => l.Id == id) is not { } letter)
        {
            return NotFound();
        }

        Letter = letter;
        var values = letter.Blanks.Select(b => (Blank: b, Words: View.Walk.InWords(b))).Where(b => b.Words is not null).ToDictionary(b => b.Blank, b => b.Words!);
        values["organisation"] = Current.Organisation.Name;
        values["reference"] = View.Case.Matter.Text;
        values["date"] = DayWords.Day(Now);
        values["policy"] = View.Rulebook.Title;
        values["version"] = View.Rulebook.Version;
        Text = text.Of(letter, values);
        return Page();
    }
}
