using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>The way past the header for those who do not use a mouse.</summary>
[HtmlTargetElement("nhs-skip-link")]
public sealed class SkipLinkTagHelper : NhsTagHelper
{
    /// <summary>Where it leads.</summary>
    public string? Href { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("a", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-skip-link", Classes),
        ["id"] = Id,
        ["data-module"] = "nhsuk-skip-link",
        ["href"] = Href ?? "#maincontent",
    }.With(Attributes), Content ?? "Skip to main content");
}
