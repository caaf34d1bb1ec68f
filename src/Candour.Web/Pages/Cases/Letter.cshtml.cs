using Candour.Engine.Procedures;
using Candour.Governance.Cases;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Candour.Web.Cases;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>A letter of a case, its blanks filled as far as the case knows; made to be printed or copied.</summary>
public sealed class LetterModel(CurrentPerson current, CaseDesk desk, Store store, RecordLook look, TimeProvider clock) : CasePage(current, desk, store, look, clock)
{
    /// <summary>The letter.</summary>
    public Letter Letter { get; private set; } = null!;

    /// <summary>Its text, paragraph by paragraph.</summary>
    public IReadOnlyList<string> Paragraphs { get; private set; } = [];

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
        var values = View.Walk.Fields.ToDictionary(f => f.Key, f => f.Value.ToString());
        values["organisation"] = Current.Organisation.Name;
        values["reference"] = View.Case.Matter.Text;
        values["date"] = DayWords.Day(Now);
        values["policy"] = View.Rulebook.Title;
        values["version"] = View.Rulebook.Version;
        Paragraphs = letter.Filled(values).Replace("\r", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Page();
    }
}
