using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>All policies.</summary>
public sealed class PoliciesModel(CheckDesk desk) : PageModel
{
    /// <summary>The versions in force today.</summary>
    public IReadOnlyList<Library.Entry> Policies => desk.Current;

    /// <summary>The day.</summary>
    public DateOnly Today => desk.Today;
}
