using Candour.Governance;
using Candour.Web.Components;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>A page with a form: what is wrong with it, by the id of the field.</summary>
public abstract class FormPage : PageModel
{
    /// <summary>What is wrong and what to do, by the id of the field.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? Wrong(string field) => Problems.GetValueOrDefault(field);

    /// <summary>For the summary at the top.</summary>
    public IReadOnlyList<LinkItem> Summary => [.. Problems.Select(p => new LinkItem { Text = p.Value, Href = "#" + p.Key })];

    /// <summary>The title, which says first that something is wrong.</summary>
    public string Titled(string title) => Problems.Count > 0 ? $"Error: {title}" : title;

    /// <summary>Says a refusal at a field.</summary>
    protected void Blame(string field, Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Problems[field] = $"{error.Message} {error.Remedy}";
    }

    /// <summary>Where somebody wanted to go: an address of this site, else the start page.</summary>
    protected string Onward(string? then) => !string.IsNullOrEmpty(then) && then.All(c => c is > ' ' and < (char)127) && Url.IsLocalUrl(then) ? then : "/";
}
