using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>
/// A component of the NHS design system. Properties carry upstream's names, so that upstream's fixtures can be read into them; what stands
/// between the tags is the component's content, and attributes that are none of the properties go onto the outermost element.
/// </summary>
public abstract class NhsTagHelper : TagHelper
{
    /// <summary>Id of the outermost element.</summary>
    public string? Id { get; set; }

    /// <summary>More class names for the outermost element.</summary>
    public string? Classes { get; set; }

    /// <summary>Content as text.</summary>
    public string? Text { get; set; }

    /// <summary>Content as elements; what stands between the tags.</summary>
    public IHtmlContent? Html { get; set; }

    /// <summary>More attributes for the outermost element.</summary>
    [HtmlAttributeNotBound]
    public Attributes Attributes { get; set; } = [];

    /// <summary>Elements before text, nothing without either.</summary>
    protected object? Content => (object?)Html ?? Text;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        if (!inside.IsEmptyOrWhiteSpace)
        {
            Html = inside;
        }

        foreach (var attribute in output.Attributes)
        {
            Attributes[attribute.Name] = attribute.ValueStyle is HtmlAttributeValueStyle.Minimized ? true : Plain(attribute.Value);
        }

        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(Render());
    }

    /// <summary>The component's elements.</summary>
    public abstract IHtmlContent Render();

    // Razor hands literal attribute values over encoded.
    private static string Plain(object? value) => value is IHtmlContent markup ? System.Net.WebUtility.HtmlDecode(Written(markup)) : value?.ToString() ?? "";

    private static string Written(IHtmlContent markup)
    {
        using var writer = new StringWriter();
        markup.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}
