using Candour.Engine.Decisions;
using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Candour.Web.Pages;

/// <summary>
/// Where a question begins: in the person's own words, or step by step. Words are posted, turned into facts, and forgotten; the address that follows
/// holds the facts alone. The seal against forged forms is checked here and not by the framework, so that words are shown again instead of being lost.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class AskModel(CheckDesk desk, AskDesk asking, ChosenPolicy chosen, IAntiforgery seal) : AskPageModel(desk, asking, chosen)
{
    /// <summary>What somebody wants to do, in their own words.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The day as it was typed.</summary>
    public string Day { get; private set; } = "";

    /// <summary>Shows the beginning.</summary>
    public IActionResult OnGet()
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        Day = Form!.IsDated ? Form.Head().First(h => h.Name is "on").Value : "";
        return Page();
    }

    /// <summary>Turns words into facts, or leads to the first question.</summary>
    /// <param name="cancel">The person has gone.</param>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var posted = await Request.ReadFormAsync(cancel);
        Words = posted["words"].ToString().ReplaceLineEndings("\n").Trim();
        Day = posted["on"].ToString().Trim();
        // The fields are those of an address, with the words beside them: one reading for both.
        var fields = posted.Where(f => f.Key is not ("words" or "step" or "form-seal")).SelectMany(f => f.Value.Select(v => (f.Key, (v ?? "").Trim()))).ToArray();
        if (Refused(fields: fields) is { } refused && Form is null)
        {
            return refused;
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        if (posted["step"] == "questions")
        {
            return Redirect(Form!.Href("/ask/question"));
        }

        if (!await seal.IsRequestValidAsync(HttpContext))
        {
            Problems["words"] = "This page was open for a long time, or cookies are blocked. Your words are still here: select “Continue” again";
        }
        else if (Words.Length == 0)
        {
            Problems["words"] = "Enter what you want to do, or answer questions instead";
        }
        else if (Words.Length > QuestionReader.MaxLength)
        {
            Problems["words"] = $"This must be {QuestionReader.MaxLength:N0} characters or fewer. A sentence or two is enough";
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        var understood = Form!;
        foreach (var fact in Asking.Understand(Form!.Rulebook, Words).Where(f => Form.Answer(f.Name) is null))
        {
            understood = understood.And(new(fact.Name, fact.Values));
        }

        return Redirect(understood.Href("/ask/understood"));
    }
}
