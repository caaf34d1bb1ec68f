using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A word that shows a state.</summary>
[HtmlTargetElement("nhs-tag")]
public sealed class TagTagHelper : NhsTagHelper
{
    /// <summary>white, grey, green, aqua-green, blue, purple, pink, red, orange or yellow.</summary>
    public string? Colour { get; set; }

    /// <summary>A line around it; false for none.</summary>
    public bool? Border { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("strong", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-tag", Colour is null || Classes?.Contains("nhsuk-tag--", StringComparison.Ordinal) is true ? null : $"nhsuk-tag--{Colour}", Border is false ? "nhsuk-tag--no-border" : null, Classes),
        ["id"] = Id,
    }.With(Attributes), Content);
}
