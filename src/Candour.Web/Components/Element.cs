using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Candour.Web.Components;

/// <summary>Elements as values. Text is encoded when it is written; markup only ever comes from other elements.</summary>
internal static class Element
{
    private static readonly HashSet<string> Void = ["input", "hr", "br", "img"];

    /// <summary>An element with attributes and content.</summary>
    /// <param name="name">Of the element.</param>
    /// <param name="attributes">Those that are null or false are left out; true stands alone.</param>
    /// <param name="content">Strings are text; null is nothing.</param>
    public static IHtmlContent Of(string name, Attributes attributes, params ReadOnlySpan<object?> content)
    {
        var tag = new TagBuilder(name);
        foreach (var (key, value) in attributes)
        {
            if (value is not (null or false))
            {
                tag.Attributes[key] = value is true ? "" : value.ToString();
            }
        }

        foreach (var part in content)
        {
            Append(tag.InnerHtml, part);
        }

        tag.TagRenderMode = Void.Contains(name) ? TagRenderMode.StartTag : TagRenderMode.Normal;
        return tag;
    }

    /// <summary>Several things after one another.</summary>
    /// <param name="content">Strings are text; null is nothing.</param>
    public static IHtmlContent All(params ReadOnlySpan<object?> content)
    {
        var builder = new HtmlContentBuilder();
        foreach (var part in content)
        {
            Append(builder, part);
        }

        return builder;
    }

    /// <summary>Something for readers of the page by ear alone.</summary>
    /// <param name="text">The words.</param>
    public static IHtmlContent Hidden(string text) => Of("span", new() { ["class"] = "nhsuk-u-visually-hidden" }, text);

    /// <summary>Class names with a space between; what is null or empty is left out.</summary>
    /// <param name="names">Class names.</param>
    public static string Classes(params ReadOnlySpan<string?> names)
    {
        var kept = new List<string>();
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(name))
            {
                kept.Add(name);
            }
        }

        return string.Join(' ', kept);
    }

    private static void Append(IHtmlContentBuilder builder, object? part)
    {
        switch (part)
        {
            case null:
                break;
            case string text:
                builder.Append(text);
                break;
            case IHtmlContent markup:
                builder.AppendHtml(markup);
                break;
            case IEnumerable<IHtmlContent> many:
                foreach (var one in many)
                {
                    builder.AppendHtml(one);
                }

                break;
            default:
                throw new ArgumentException($"An element holds text or elements, not {part.GetType().Name}.", nameof(part));
        }
    }
}

/// <summary>Attributes of an element; null and false are left out.</summary>
public sealed class Attributes : Dictionary<string, object?>
{
    /// <summary>These attributes and others; the others win.</summary>
    /// <param name="others">More.</param>
    internal Attributes With(IReadOnlyDictionary<string, object?> others)
    {
        var both = new Attributes();
        foreach (var (key, value) in this.Concat(others))
        {
            both[key] = value;
        }

        return both;
    }
}
