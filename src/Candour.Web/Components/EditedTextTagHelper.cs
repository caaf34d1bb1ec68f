using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A text with what was left out struck through and what was put in marked.</summary>
[HtmlTargetElement("app-edited-text")]
public sealed class EditedTextTagHelper : NhsTagHelper
{
    /// <summary>The text in pieces.</summary>
    public IEnumerable<(bool Removed, bool Added, string Text)> Pieces { get; set; } = [];

    /// <inheritdoc/>
    public override IHtmlContent Render() => Element.Of("p", new Attributes { ["class"] = Element.Classes("app-edited", Classes), ["id"] = Id }.With(Attributes), Pieces.Where(p => p.Text.Length > 0).Select(p =>
        p.Removed ? Element.Of("del", [], Element.Hidden("left out: "), p.Text)
        : p.Added ? Element.All(" ", Element.Of("ins", [], Element.Hidden("put in: "), p.Text))
        : Element.All(p.Text)));
}
