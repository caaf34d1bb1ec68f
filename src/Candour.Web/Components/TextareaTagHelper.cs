using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("nhs-textarea")]
public sealed class TextareaTagHelper : FieldTagHelper
{
    /// <summary>What stands in it.</summary>
    public string? Value { get; set; }

    /// <summary>Lines that it is high.</summary>
    public int? Rows { get; set; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Whether spelling is checked.</summary>
    public bool? Spellcheck { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Group(LabelElement(), HintElement(), ErrorElement(), Element.Of("textarea", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-textarea", IsWrong ? "nhsuk-textarea--error" : null, Classes),
        ["id"] = Root,
        ["name"] = Name,
        ["rows"] = Rows ?? 5,
        ["spellcheck"] = Spellcheck switch { true => "true", false => "false", null => null },
        ["disabled"] = Disabled,
        ["aria-describedby"] = Describing(),
        ["autocomplete"] = Autocomplete,
    }.With(Attributes), string.IsNullOrEmpty(Value) ? null : $"\n{Value}")); // a browser drops a first line break: one of ours is dropped instead of the person's
}
