using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>The page before and the page after.</summary>
[HtmlTargetElement("nhs-pagination")]
public sealed class PaginationTagHelper : NhsTagHelper
{
    private static readonly Dictionary<string, string> Arrows = new()
    {
        ["left"] = "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z",
        ["right"] = "m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z",
    };

    /// <summary>The page before.</summary>
    public PageLink? Previous { get; set; }

    /// <summary>The page after.</summary>
    public PageLink? Next { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("nav", new Attributes { ["class"] = Element.Classes("nhsuk-pagination", Classes), ["id"] = Id, ["role"] = "navigation", ["aria-label"] = "Pagination" }.With(Attributes),
        Element.Of("ul", new() { ["class"] = "nhsuk-list nhsuk-pagination__list" }, Way(Previous, "previous", "prev", "left"), Way(Next, "next", "next", "right")));

    private static IHtmlContent? Way(PageLink? link, string name, string rel, string arrow) => link?.Href is null ? null
        : Element.Of("li", new() { ["class"] = $"nhsuk-pagination-item--{name}" },
            Element.Of("a", new() { ["class"] = $"nhsuk-pagination__link nhsuk-pagination__link--{rel}", ["href"] = link.Href, ["rel"] = rel },
                Element.Of("span", new() { ["class"] = "nhsuk-pagination__title" }, link.Text is null ? Element.All(name is "next" ? "Next" : "Previous", Element.Hidden(" page")) : link.Text),
                link.Label is null ? null : Element.Hidden(":"),
                link.Label is null ? null : Element.Of("span", new() { ["class"] = "nhsuk-pagination__page" }, link.Label.Content),
                Element.Of("svg", new()
                {
                    ["class"] = $"nhsuk-icon nhsuk-icon--arrow-{arrow}",
                    ["xmlns"] = "http://www.w3.org/2000/svg",
                    ["viewBox"] = "0 0 24 24",
                    ["width"] = "16",
                    ["height"] = "16",
                    ["focusable"] = "false",
                    ["aria-hidden"] = "true",
                }, Element.Of("path", new() { ["d"] = Arrows[arrow] }))));
}

/// <summary>A page before or after.</summary>
public sealed class PageLink
{
    /// <summary>Where it is.</summary>
    public string? Href { get; set; }

    /// <summary>Its name.</summary>
    public Wording? Label { get; set; }

    /// <summary>Another word for previous or next.</summary>
    public string? Text { get; set; }
}
