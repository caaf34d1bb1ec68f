using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A warning that must be read.</summary>
[HtmlTargetElement("nhs-warning-callout")]
public sealed class WarningCalloutTagHelper : NhsTagHelper
{
    /// <summary>What the warning is.</summary>
    public Wording? Heading { get; set; }

    /// <summary>The heading as plain text, for pages.</summary>
    [HtmlAttributeName("heading-text")]
    public string? HeadingText { get => Heading?.Text; set => Heading = value; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => new CardTagHelper
    {
        Id = Id,
        Classes = Classes,
        Attributes = Attributes,
        Variant = "warning",
        Html = Html,
        Description = Text,
        Heading = Heading is null ? null : new()
        {
            Text = Heading.Text,
            Html = Heading.Html,
            Level = Heading.Level ?? 3,
            VisuallyHiddenText = Heading.Text?.Contains("mportant", StringComparison.Ordinal) is false ? Heading.VisuallyHiddenText ?? "Important" : null,
        },
    }.Render();
}
