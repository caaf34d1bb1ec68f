using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>All that is wrong on a page, with links to the answers.</summary>
[HtmlTargetElement("nhs-error-summary")]
public sealed class ErrorSummaryTagHelper : NhsTagHelper
{
    /// <summary>Such as "There is a problem".</summary>
    public Wording? Heading { get; set; } = "There is a problem";

    /// <summary>Words before the list.</summary>
    public Wording? Description { get; set; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<LinkItem> ErrorList { get; set; } = [];

    /// <summary>It does not take the focus.</summary>
    public bool? DisableAutoFocus { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("div", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-error-summary", Classes),
        ["id"] = Id,
        ["data-module"] = "nhsuk-error-summary",
        ["data-disable-auto-focus"] = DisableAutoFocus switch { true => "true", false => "false", null => null },
    }.With(Attributes), Element.Of("div", new() { ["role"] = "alert" },
        Heading is null ? null : Element.Of("h2", new() { ["class"] = "nhsuk-error-summary__heading", ["id"] = Heading.Id }, Heading.Content),
        Element.Of("div", new() { ["class"] = "nhsuk-error-summary__body" },
            Html is not null ? Element.Of("p", [], Html) : Description is null ? null : Element.Of("p", [], Description.Content),
            ErrorList.Count == 0 ? null : Element.Of("ul", new() { ["class"] = "nhsuk-list nhsuk-error-summary__list" },
                ErrorList.Select(e => Element.Of("li", [], e.Href is null ? e.Text : Element.Of("a", new Attributes { ["href"] = e.Href }.With(e.Attributes), e.Text)))))));
}
