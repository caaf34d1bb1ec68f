using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Something set apart from the text around it.</summary>
[HtmlTargetElement("nhs-inset-text")]
public sealed class InsetTextTagHelper : NhsTagHelper
{
    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("div", new Attributes { ["class"] = Element.Classes("nhsuk-inset-text", Classes), ["id"] = Id }.With(Attributes),
        Element.Hidden("Information: "), Html ?? (Text is null ? null : Element.Of("p", [], Text)));
}
