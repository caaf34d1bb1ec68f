using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Components;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>A page whose question stands in its address.</summary>
/// <param name="desk">Has the rulebooks.</param>
/// <param name="asking">Answers.</param>
/// <param name="chosen">The organisation chosen before.</param>
public abstract class AskPageModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen) : PageModel
{
    /// <summary>The question; null only where the address cannot be read at all.</summary>
    public AskForm? Form { get; private protected set; }

    /// <summary>What is wrong, by the id of the field.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    /// <summary>What is wrong, with links to where it is put right.</summary>
    public IReadOnlyList<LinkItem> ProblemLinks => [.. Problems.Select(p => new LinkItem { Text = p.Value, Href = LinkOf(p.Key) })];

    private protected CheckDesk Desk => desk;

    private protected AskDesk Asking => asking;

    /// <summary>Reads the address.</summary>
    /// <param name="then">Where the choice of an organisation leads on to.</param>
    /// <param name="fields">In place of those of the address.</param>
    /// <returns>What is shown in place of the page, or null when the page can be shown.</returns>
    private protected IActionResult? Refused(string then = "ask", IReadOnlyList<(string Name, string Value)>? fields = null)
    {
        Form = AskForm.Read(fields ?? AskForm.FieldsOf(Request.QueryString), desk, chosen.Rulebook, Problems);
        if (Problems.Count > 0 && (Form?.Asked is null || Problems.Keys.Any(k => k != $"fact-{Form.Asked}")))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return new PageResult();
        }

        return Form is null ? Redirect($"/organisation?then={then}") : null;
    }

    private string? LinkOf(string field) => field switch
    {
        _ when field.StartsWith("fact-", StringComparison.Ordinal) && Form is not null && Form.Asked != field[5..] => Form.Href("/ask/question", ("change", field[5..])),
        "policy" => "/organisation?then=ask",
        "with" when Form?.Other is null => Form?.Under(Form.Rulebook).Href("/ask/compare") ?? "/ask/compare",
        "link" => null,
        _ => $"#{field}",
    };
}
