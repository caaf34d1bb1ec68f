using Candour.Web.Checking;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A part of a draft with its numbered marks. Each number leads to what was seen there.</summary>
[HtmlTargetElement("app-marked-text")]
public sealed class MarkedTextTagHelper : NhsTagHelper
{
    /// <summary>The words and marks.</summary>
    public MarkedPart? Part { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() =>
        Element.Of("p", new Attributes { ["class"] = Element.Classes("app-post", Classes), ["id"] = Id }.With(Attributes), Pieces(Part!.Text, 0, Part.Text.Length, Part.Marks));

    private static List<IHtmlContent> Pieces(string text, int start, int end, IReadOnlyList<Mark> marks)
    {
        var pieces = new List<IHtmlContent>();
        var at = start;
        foreach (var mark in marks.Where(m => !marks.Any(o => o != m && o.Start <= m.Start && m.End <= o.End)))
        {
            pieces.Add(Element.All(text[at..mark.Start]));
            var inner = marks.Where(m => m != mark && mark.Start <= m.Start && m.End <= mark.End).ToArray();
            pieces.Add(Element.Of("mark", new() { ["class"] = inner.Length > 0 ? "app-post__outer" : null },
                Pieces(text, mark.Start, mark.End, inner), Element.Of("sup", new() { ["class"] = "app-post__number" }, Element.Hidden(" (marked "), $"{mark.Number}", Element.Hidden(")"))));
            at = mark.End;
        }

        pieces.Add(Element.All(text[at..end]));
        return pieces;
    }
}
