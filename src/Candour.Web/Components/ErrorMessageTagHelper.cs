using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>What is wrong with an answer and what to do.</summary>
[HtmlTargetElement("nhs-error-message")]
public sealed class ErrorMessageTagHelper : NhsTagHelper
{
    /// <summary>Word before it for readers by ear.</summary>
    public string VisuallyHiddenText { get; set; } = "Error";

    /// <inheritdoc/>
    public override IHtmlContent Render() => Of(Content, Id, Classes, VisuallyHiddenText, Attributes);

    internal static IHtmlContent Of(object? content, string? id, string? classes, string hidden, Attributes attributes) =>
        Element.Of("span", new Attributes { ["class"] = Element.Classes("nhsuk-error-message", classes), ["id"] = id }.With(attributes), hidden.Length == 0 ? null : Element.Hidden($"{hidden}: "), content);
}
