using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A way back, as a link or, with <see cref="Type"/>, as a button of a form.</summary>
[HtmlTargetElement("nhs-back-link")]
public sealed class BackLinkTagHelper : NhsTagHelper
{
    /// <summary>Where it leads.</summary>
    public string? Href { get; set; }

    /// <summary>submit or button.</summary>
    public string? Type { get; set; }

    /// <summary>reverse on a dark ground.</summary>
    public string? Variant { get; set; }

    /// <summary>Words before the text for readers by ear.</summary>
    public string? VisuallyHiddenText { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render()
    {
        var attributes = new Attributes { ["class"] = Element.Classes("nhsuk-back-link", Variant is null ? null : $"nhsuk-back-link--{Variant}", Classes), ["id"] = Id };
        var hidden = VisuallyHiddenText is null ? null : Element.Hidden($"{VisuallyHiddenText} ");
        return Href is not null && Type is null
            ? Element.Of("a", attributes.With(new Attributes { ["href"] = Href }).With(Attributes), hidden, Content ?? "Back")
            : Element.Of("button", attributes.With(new Attributes { ["type"] = Type ?? "submit" }).With(Attributes), hidden, Content ?? "Back");
    }
}
