using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>What every field has: a name, a label or legend, a hint, an error.</summary>
public abstract class FieldTagHelper : NhsTagHelper
{
    /// <summary>Of the field in the form.</summary>
    public string? Name { get; set; }

    /// <summary>What it is.</summary>
    public Wording? Label { get; set; }

    /// <summary>Help with the answer.</summary>
    public Wording? Hint { get; set; }

    /// <summary>What is wrong with the answer and what to do.</summary>
    public Wording? ErrorMessage { get; set; }

    /// <summary>It cannot be answered.</summary>
    public bool Disabled { get; set; }

    /// <summary>Ids of elements that describe it beside hint and error.</summary>
    public string? DescribedBy { get; set; }

    /// <summary>Hint as plain text, for pages.</summary>
    [HtmlAttributeName("hint-text")]
    public string? HintText { get => Hint?.Text; set => Hint = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Label as plain text, for pages.</summary>
    [HtmlAttributeName("label-text")]
    public string? LabelText
    {
        get => Label?.Text;
        set => (Label ??= new()).Text = value;
    }

    /// <summary>Size of the label: s, m, l or xl.</summary>
    [HtmlAttributeName("label-size")]
    public string? LabelSize
    {
        get => Label?.Size;
        set => (Label ??= new()).Size = value;
    }

    /// <summary>Error as plain text, for pages.</summary>
    [HtmlAttributeName("error-text")]
    public string? ErrorText { get => ErrorMessage?.Text; set => ErrorMessage = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Where the ids of hint and error begin.</summary>
    protected virtual string? Root => Id ?? Name;

    /// <summary>Whether there is something wrong.</summary>
    protected bool IsWrong => ErrorMessage is not null;

    private protected IHtmlContent Group(params ReadOnlySpan<object?> content) =>
        Element.Of("div", new() { ["class"] = Element.Classes("nhsuk-form-group", IsWrong ? "nhsuk-form-group--error" : null) }, content);

    private protected string? Describing()
    {
        var ids = Element.Classes(DescribedBy, Hint?.Content is null ? null : Hint.Id ?? $"{Root}-hint", ErrorMessage?.Content is null ? null : ErrorMessage.Id ?? $"{Root}-error");
        return ids.Length == 0 ? null : ids;
    }

    private protected IHtmlContent? HintElement() => Hint?.Content is null ? null
        : Element.Of("div", new() { ["class"] = Element.Classes("nhsuk-hint", Hint.Classes), ["id"] = Hint.Id ?? $"{Root}-hint" }, Hint.Content);

    private protected IHtmlContent? ErrorElement() => ErrorMessage?.Content is null ? null
        : ErrorMessageTagHelper.Of(ErrorMessage.Content, ErrorMessage.Id ?? $"{Root}-error", ErrorMessage.Classes, ErrorMessage.VisuallyHiddenText ?? "Error", []);

    private protected IHtmlContent? LabelElement() => LabelOf(Label, Root);

    internal static IHtmlContent? LabelOf(Wording? label, string? forId)
    {
        if (label?.HeadingContent is not { } content)
        {
            return null;
        }

        var size = label.ShownSize is { } s ? $"nhsuk-label--{s}" : null;
        var element = Element.Of("label", new() { ["class"] = Element.Classes("nhsuk-label", size, label.Classes), ["id"] = label.Id, ["for"] = forId }, content);
        return label.IsHeading
            ? Element.Of($"h{label.Heading?.Level ?? 1}", new() { ["class"] = "nhsuk-label-wrapper", ["id"] = label.Heading?.Id }, element)
            : element;
    }

    internal static IHtmlContent? LegendOf(Wording? legend)
    {
        if (legend?.HeadingContent is not { } content)
        {
            return null;
        }

        var classes = Element.Classes("nhsuk-fieldset__legend", legend.ShownSize is { } s ? $"nhsuk-fieldset__legend--{s}" : null, legend.Classes);
        return legend.IsHeading
            ? Element.Of("legend", new() { ["class"] = classes, ["id"] = legend.Id },
                Element.Of($"h{legend.Heading?.Level ?? 1}", new() { ["class"] = "nhsuk-fieldset__heading", ["id"] = legend.Heading?.Id }, content))
            : Element.Of("legend", new() { ["class"] = classes, ["id"] = legend.Id }, content);
    }
}
