using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Where a page stands.</summary>
[HtmlTargetElement("nhs-breadcrumb")]
public sealed class BreadcrumbTagHelper : NhsTagHelper
{
    /// <summary>The pages above, outermost first.</summary>
    public IReadOnlyList<LinkItem> Items { get; set; } = [];

    /// <summary>reverse on a dark ground.</summary>
    public string? Variant { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render()
    {
        var last = Items.Count > 0 ? Items[^1] : new();
        return Element.Of("nav", new Attributes { ["class"] = Element.Classes("nhsuk-breadcrumb", Variant is null ? null : $"nhsuk-breadcrumb--{Variant}", Classes), ["id"] = Id, ["aria-label"] = "Breadcrumb" }.With(Attributes),
            Element.Of("ol", new() { ["class"] = "nhsuk-breadcrumb__list" }, Items.Select(i => Element.Of("li", new() { ["class"] = "nhsuk-breadcrumb__list-item" },
                Element.Of("a", new Attributes { ["class"] = "nhsuk-breadcrumb__link", ["href"] = i.Href }.With(i.Attributes), i.Text)))),
            new BackLinkTagHelper { VisuallyHiddenText = "Back to", Text = last.Text, Href = last.Href ?? "#", Attributes = last.Attributes, Variant = Variant }.Render());
    }
}

/// <summary>A link in a list of links.</summary>
public sealed class LinkItem
{
    /// <summary>Its words.</summary>
    public string? Text { get; set; }

    /// <summary>Where it leads.</summary>
    public string? Href { get; set; }

    /// <summary>More attributes.</summary>
    public Attributes Attributes { get; set; } = [];

    /// <summary>Words after the text for readers by ear.</summary>
    public string? VisuallyHiddenText { get; set; }

    /// <summary>It leads to a page within the section shown.</summary>
    public bool Active { get; set; }

    /// <summary>It leads to the page shown.</summary>
    public bool Current { get; set; }

    /// <summary>submit or button: it is a button of a form.</summary>
    public string? Type { get; set; }
}
