using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>What went wrong and what to do.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    /// <summary>What went wrong.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>What to do.</summary>
    public IReadOnlyList<string> Paragraphs { get; private set; } = [];

    /// <summary>Shows the error.</summary>
    public void OnGet() => Tell();

    /// <summary>Shows the error after something was sent.</summary>
    public void OnPost() => Tell();

    // The status comes from the address and not from a binder, which would read the body that was refused.
    private void Tell()
    {
        var status = int.Parse((string)RouteData.Values["status"]!, System.Globalization.CultureInfo.InvariantCulture);
        // Somebody who opens this address by hand is told the same.
        Response.StatusCode = status is >= 400 and <= 599 ? status : 404;
        (string Heading, string[] Paragraphs) told = Response.StatusCode switch
        {
            404 => ("Page not found", ["If you typed the address, check that it is right.", "If you pasted it, check that you copied all of it."]),
            400 => ("That page was open for too long", ["Go back, reload the page and send it again. Cookies must be allowed for this site."]),
            403 => ("You cannot open this page", ["It needs a role that you do not hold today. Under “My account” you see what you hold, and what it opens.", "If you need it for your work, ask an administrator of Candour in your organisation."]),
            413 => ("Your post is too long", ["More than half a megabyte was sent. Check the post in parts.", "Nothing of it was kept."]),
            415 => ("Pictures and files cannot be sent", ["Candour never takes a picture or file. Go back, and say in the form what the picture shows.", "If it may show abuse, stop: do not copy or send it. Call 101."]),
            429 => ("Too many at once", ["There have been many checks, questions or tries to sign in within the last minute. Wait a minute, then go back and try again.", "Nothing was kept of what you sent."]),
            405 => ("That cannot be done here", ["Go back and try again from the form."]),
            _ => ("Something went wrong", ["Try again in a few minutes.", "If you sent a post, nothing of it was kept."]),
        };
        (Heading, Paragraphs) = told;
    }
}
