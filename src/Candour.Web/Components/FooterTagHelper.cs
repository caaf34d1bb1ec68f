using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>The foot of every page.</summary>
[HtmlTargetElement("nhs-footer")]
public sealed class FooterTagHelper : NhsTagHelper
{
    /// <summary>Links and words.</summary>
    public FooterMeta? Meta { get; set; }

    /// <summary>The last line; empty for none.</summary>
    public Wording? Copyright { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("footer", new Attributes { ["class"] = Element.Classes("nhsuk-footer", Classes), ["id"] = Id, ["role"] = "contentinfo" }.With(Attributes),
        Element.Of("div", new() { ["class"] = "nhsuk-width-container" },
            Element.Of("div", new() { ["class"] = "nhsuk-footer__meta" },
                Meta is not { Items.Count: > 0 } ? null : Element.Of("h2", new() { ["class"] = "nhsuk-u-visually-hidden" }, "Support links"),
                Meta is not { Items.Count: > 0 } ? null : Element.Of("ul", new() { ["class"] = "nhsuk-footer__list" }, Meta.Items.Select(i =>
                    Element.Of("li", new() { ["class"] = "nhsuk-footer__list-item" }, Element.Of("a", new() { ["class"] = "nhsuk-footer__list-item-link", ["href"] = i.Href }, i.Text)))),
                Html ?? Meta?.Html ?? (Meta?.Text is { } text ? Element.Of("p", new() { ["class"] = "nhsuk-body-s" }, text) : null),
                Copyright?.Text is { Length: > 0 } last ? Element.Of("p", new() { ["class"] = "nhsuk-body-s" }, last) : null)));
}

/// <summary>Links and words at the foot.</summary>
public sealed class FooterMeta
{
    /// <summary>Links.</summary>
    public IReadOnlyList<LinkItem> Items { get; set; } = [];

    /// <summary>Words.</summary>
    public string? Text { get; set; }

    /// <summary>Words as elements.</summary>
    public IHtmlContent? Html { get; set; }
}
