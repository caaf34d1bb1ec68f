using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Something that is shown when asked for.</summary>
[HtmlTargetElement("nhs-details")]
public sealed class DetailsTagHelper : NhsTagHelper
{
    /// <summary>What it is about.</summary>
    public Wording? Summary { get; set; }

    /// <summary>It is shown from the start.</summary>
    public bool Open { get; set; }

    /// <summary>What it is about as plain text, for pages.</summary>
    [HtmlAttributeName("summary-text")]
    public string? SummaryText { get => Summary?.Text; set => Summary = value; }

    /// <inheritdoc/>
    public override IHtmlContent Render() =>
        Element.Of("details", new Attributes { ["class"] = Element.Classes("nhsuk-details", Classes), ["id"] = Id, ["open"] = Open }.With(Attributes),
            Element.Of("summary", new() { ["class"] = "nhsuk-details__summary" }, Element.Of("span", new() { ["class"] = "nhsuk-details__summary-text" }, Summary?.Content)),
            Element.Of("div", new() { ["class"] = "nhsuk-details__text" }, Content));
}
