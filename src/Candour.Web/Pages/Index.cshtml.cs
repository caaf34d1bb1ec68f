using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>Where everybody starts.</summary>
public sealed class IndexModel(CheckDesk desk, ChosenPolicy chosen) : PageModel
{
    /// <summary>What can be checked against.</summary>
    public IReadOnlyList<Library.Entry> Policies => desk.Current;

    /// <summary>An organisation has been chosen before.</summary>
    public bool IsChosen => chosen.Rulebook is not null;
}
