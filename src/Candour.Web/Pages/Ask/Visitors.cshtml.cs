using Candour.Engine.Facts;
using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Hosting;
using Candour.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>Where patients, carers and visitors begin: who they are.</summary>
public sealed class AskVisitorsModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen) : AskPageModel(desk, asking, chosen)
{
    /// <summary>Who somebody may be.</summary>
    public IReadOnlyList<ChoiceItem> People { get; } =
        [.. FactVocabulary.Find("actor")!.Values.Where(FactVocabulary.IsPublic).Select(v => new ChoiceItem { Value = v, Text = FactWords.Value("actor", v, isPublic: true) })];

    /// <summary>Asks who they are, and leads on once they have said.</summary>
    public IActionResult OnGet()
    {
        if (Refused("visitors") is { } refused)
        {
            return refused;
        }

        if (Form!.Asked is null)
        {
            return Page();
        }

        if (Form.IsPublic)
        {
            return Redirect(Form.Href("/ask"));
        }

        Problems["fact-actor"] = "Select who you are";
        return Page();
    }
}
