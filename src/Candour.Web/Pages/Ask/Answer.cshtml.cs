using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>The answer, with everything that stands behind it. Its address can be passed on: it holds the answers given and nothing else.</summary>
public sealed class AskAnswerModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen) : AskPageModel(desk, asking, chosen)
{
    /// <summary>The answer as shown.</summary>
    public AnswerView? Shown { get; private set; }

    /// <summary>Shows it.</summary>
    public IActionResult OnGet()
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        Shown = AnswerView.Of(Form!, Form!.Rulebook, Asking);
        return Page();
    }
}
