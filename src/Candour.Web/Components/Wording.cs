using Microsoft.AspNetCore.Html;

namespace Candour.Web.Components;

/// <summary>Words in a component: a label, a hint, a heading, an error.</summary>
public sealed class Wording
{
    /// <summary>As text.</summary>
    public string? Text { get; set; }

    /// <summary>As elements.</summary>
    public IHtmlContent? Html { get; set; }

    /// <summary>Id of the element that holds the words.</summary>
    public string? Id { get; set; }

    /// <summary>More class names.</summary>
    public string? Classes { get; set; }

    /// <summary>s, m, l or xl.</summary>
    public string? Size { get; set; }

    /// <summary>Level of a heading, 1 to 6.</summary>
    public int? Level { get; set; }

    /// <summary>More words for readers by ear.</summary>
    public string? VisuallyHiddenText { get; set; }

    /// <summary>The words are the heading of the page.</summary>
    public bool IsPageHeading { get; set; }

    /// <summary>A heading around the words, in place of <see cref="Text"/>.</summary>
    public Wording? Heading { get; set; }

    internal object? Content => (object?)Html ?? Text;

    internal bool IsHeading => IsPageHeading || Heading is not null;

    internal object? HeadingContent => Heading?.Content ?? Content;

    internal string? ShownSize => Heading?.Size ?? Size;

    /// <summary>Plain words.</summary>
    /// <param name="text">The words.</param>
    public static implicit operator Wording?(string? text) => ToWording(text);

    /// <summary>Plain words.</summary>
    /// <param name="text">The words.</param>
    public static Wording? ToWording(string? text) => text is null ? null : new() { Text = text };
}
