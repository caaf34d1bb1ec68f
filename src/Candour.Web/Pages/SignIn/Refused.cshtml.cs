using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>Why an organisation's directory did not open anything, and what to do.</summary>
public sealed class SignInRefusedModel : PageModel
{
    private static readonly Dictionary<string, string[]> Said = new()
    {
        ["workforce"] = ["Your organisation's sign-in service knows you. Candour does not find you among the people who work for the organisation today.", "If you have just started, or have more than one work account: ask an administrator of Candour in your organisation to look at the list of people. Nothing was kept about you."],
        ["linked"] = ["The person in Candour that your work account leads to signs in another way already.", "If you have a new work account: ask an administrator of Candour in your organisation for a new invitation. It ends what was there before."],
        ["failed"] = ["The answer of your organisation's sign-in service could not be used. That happens when it took too long, when you stopped half way, or when you used the Back button.", "Close other pages of Candour and try again. If it happens again, tell whoever runs Candour."],
        ["unreachable"] = ["Your organisation's sign-in service does not answer.", "Try again in some minutes. If you have a sign-in name and a password of Candour, use those."],
    };

    /// <summary>What is said.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>Says it.</summary>
    public IActionResult OnGet(string why)
    {
        Lines = Said.GetValueOrDefault(why) ?? [];
        return Lines.Count == 0 ? NotFound() : Page();
    }
}
