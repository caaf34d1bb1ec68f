using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Registers;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>The registers that somebody may read.</summary>
public sealed class RegistersModel(CurrentPerson current) : PageModel
{
    /// <summary>By policy.</summary>
    public IEnumerable<(Rulebook Rulebook, IReadOnlyList<Register> Registers)> Registers =>
        current.Rulebooks.Select(r => (r, (IReadOnlyList<Register>)[.. r.Registers.Where(g => RegisterList.MayRead(current.Viewer, g)).OrderBy(g => g.Title, StringComparer.Ordinal)])).Where(r => r.Item2.Count > 0);
}
