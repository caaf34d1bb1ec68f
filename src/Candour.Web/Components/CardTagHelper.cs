using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A box with a heading.</summary>
[HtmlTargetElement("nhs-card")]
public sealed class CardTagHelper : NhsTagHelper
{
    /// <summary>Of the box.</summary>
    public Wording? Heading { get; set; }

    /// <summary>One paragraph of text, in place of content.</summary>
    public Wording? Description { get; set; }

    /// <summary>Where the heading leads.</summary>
    public string? Href { get; set; }

    /// <summary>The whole box can be pressed.</summary>
    public bool Clickable { get; set; }

    /// <summary>feature, secondary or warning.</summary>
    public string? Variant { get; set; }

    /// <summary>The heading as plain text, for pages.</summary>
    [HtmlAttributeName("heading-text")]
    public string? HeadingText
    {
        get => Heading?.Text;
        set => (Heading ??= new()).Text = value;
    }

    /// <summary>Level of the heading, for pages.</summary>
    [HtmlAttributeName("heading-level")]
    public int HeadingLevel
    {
        get => Heading?.Level ?? 2;
        set => (Heading ??= new()).Level = value;
    }

    /// <summary>Size of the heading, for pages.</summary>
    [HtmlAttributeName("heading-size")]
    public string? HeadingSize
    {
        get => Heading?.Size;
        set => (Heading ??= new()).Size = value;
    }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("div", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-card", Clickable ? "nhsuk-card--clickable" : null, Variant is null ? null : $"nhsuk-card--{Variant}", Classes),
        ["id"] = Id,
    }.With(Attributes), Element.Of("div", new() { ["class"] = "nhsuk-card__content" },
        HeadingElement(), Html ?? Description?.Html ?? (Description?.Text is { } text ? Element.Of("p", new() { ["class"] = "nhsuk-card__description" }, text) : null)));

    private object? HeadingElement()
    {
        if (Heading?.Text is not { } text)
        {
            return Heading?.Html;
        }

        object? inside = Href is not null && Variant is not "feature" ? Element.Of("a", new() { ["class"] = "nhsuk-card__link", ["href"] = Href }, text)
            : Heading.VisuallyHiddenText is { } hidden ? Element.Of("span", new() { ["role"] = "text" }, Element.Hidden($"{hidden}: "), text)
            : text;
        var classes = Element.Classes("nhsuk-card__heading", Heading.Size is { } size ? $"nhsuk-heading-{size}" : null, Heading.Classes);
        return Element.Of($"h{Heading.Level ?? 2}", new() { ["class"] = classes, ["id"] = Heading.Id }, inside);
    }
}
