using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>The head of every page: the service's name, what is chosen, and where one can go. Without the NHS logo, which is a trade mark.</summary>
[HtmlTargetElement("nhs-header")]
public sealed class HeaderTagHelper : NhsTagHelper
{
    /// <summary>The service.</summary>
    public LinkItem? Service { get; set; }

    /// <summary>What is chosen, at the right.</summary>
    public HeaderList? Account { get; set; }

    /// <summary>Where one can go.</summary>
    public HeaderList? Navigation { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("header", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-header", Classes),
        ["id"] = Id,
        ["data-module"] = "nhsuk-header",
        ["role"] = "banner",
    }.With(Attributes),
        Element.Of("div", new() { ["class"] = "nhsuk-header__container nhsuk-width-container" },
            Element.Of("div", new() { ["class"] = "nhsuk-header__service" }, ServiceElement()), AccountElement()),
        NavigationElement());

    private IHtmlContent? ServiceElement() => Service?.Text is not { } name ? null
        : Service.Href is { } href ? Element.Of("a", new() { ["class"] = "nhsuk-header__service-name", ["href"] = href }, name)
        : Element.Of("span", new() { ["class"] = "nhsuk-header__service-name" }, name);

    private IHtmlContent? AccountElement() => Account is null ? null
        : Element.Of("nav", new() { ["class"] = "nhsuk-header__account", ["aria-label"] = Account.AriaLabel ?? "Account" },
            Element.Of("ul", new() { ["class"] = "nhsuk-header__account-list" },
                Account.Items.Select(i => Element.Of("li", new() { ["class"] = "nhsuk-header__account-item" }, i.Href is null ? i.Text
                    : Element.Of("a", new() { ["class"] = "nhsuk-header__account-link", ["href"] = i.Href }, i.Text, i.VisuallyHiddenText is null ? null : Element.Hidden($" {i.VisuallyHiddenText}"))))));

    private IHtmlContent? NavigationElement() => Navigation is null ? null
        : Element.Of("nav", new() { ["class"] = "nhsuk-header__navigation", ["aria-label"] = Navigation.AriaLabel ?? "Menu" },
            Element.Of("div", new() { ["class"] = "nhsuk-header__navigation-container nhsuk-width-container" },
                Element.Of("ul", new() { ["class"] = "nhsuk-header__navigation-list" }, Navigation.Items.Select(NavigationItem),
                    Element.Of("li", new() { ["class"] = "nhsuk-header__menu", ["hidden"] = true },
                        Element.Of("button", new() { ["class"] = "nhsuk-header__menu-toggle nhsuk-header__navigation-link", ["id"] = "toggle-menu", ["aria-expanded"] = "false" },
                            Element.Hidden("Browse "), "More")))));

    private static IHtmlContent NavigationItem(LinkItem item)
    {
        var here = item.Active || item.Current;
        object? words = here ? Element.Of("strong", new() { ["class"] = "nhsuk-header__navigation-item-current-fallback" }, item.Text) : item.Text;
        return Element.Of("li", new() { ["class"] = Element.Classes("nhsuk-header__navigation-item", here ? "nhsuk-header__navigation-item--current" : null) },
            Element.Of(item.Href is null ? "span" : "a", new()
            {
                ["class"] = item.Href is null ? "nhsuk-header__navigation-text" : "nhsuk-header__navigation-link",
                ["href"] = item.Href,
                ["aria-current"] = item.Current ? "page" : item.Active ? "true" : null,
            }, words));
    }
}

/// <summary>A list of links in the header.</summary>
public sealed class HeaderList
{
    /// <summary>The links.</summary>
    public IReadOnlyList<LinkItem> Items { get; set; } = [];

    /// <summary>What the list is, for readers by ear.</summary>
    public string? AriaLabel { get; set; }
}
