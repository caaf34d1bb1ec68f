using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>What was understood of somebody's own words, to be put right before it counts.</summary>
public sealed class AskUnderstoodModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen) : AskPageModel(desk, asking, chosen)
{
    /// <summary>Something was understood beside who the person is.</summary>
    public bool HasUnderstood => Form!.Answers.Any(a => a.Fact is not "actor");

    /// <summary>Shows it.</summary>
    public IActionResult OnGet() => Refused() ?? Page();
}
