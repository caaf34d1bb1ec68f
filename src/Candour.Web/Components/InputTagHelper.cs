using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>One line of text.</summary>
[HtmlTargetElement("nhs-input")]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <summary>text unless said otherwise.</summary>
    public string? Type { get; set; }

    /// <summary>What stands in it.</summary>
    public string? Value { get; set; }

    /// <summary>Characters that it is wide: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }

    /// <summary>Letters of one width, for codes.</summary>
    public bool Code { get; set; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Which keyboard a phone shows.</summary>
    public string? Inputmode { get; set; }

    /// <summary>Whether spelling is checked.</summary>
    public bool? Spellcheck { get; set; }

    /// <summary>Something fixed before the answer.</summary>
    public Wording? Prefix { get; set; }

    /// <summary>Something fixed after the answer.</summary>
    public Wording? Suffix { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render()
    {
        var input = Element.Of("input", new Attributes
        {
            ["class"] = Element.Classes("nhsuk-input", Code ? "nhsuk-input--code" : null, IsWrong ? "nhsuk-input--error" : null, Width is null || Classes?.Contains("nhsuk-input--width-", StringComparison.Ordinal) is true ? null : $"nhsuk-input--width-{Width}", Classes),
            ["id"] = Root,
            ["name"] = Name,
            ["type"] = Type ?? "text",
            ["spellcheck"] = Spellcheck switch { true => "true", false => "false", null => null },
            ["value"] = Value,
            ["disabled"] = Disabled,
            ["aria-describedby"] = Describing(),
            ["autocomplete"] = Autocomplete,
            ["inputmode"] = Inputmode,
        }.With(Attributes));
        return Group(LabelElement(), HintElement(), ErrorElement(), Prefix is null && Suffix is null ? input
            : Element.Of("div", new() { ["class"] = "nhsuk-input-wrapper" }, Affix(Prefix, "prefix"), input, Affix(Suffix, "suffix")));
    }

    private static IHtmlContent? Affix(Wording? wording, string place) => wording is null ? null
        : Element.Of("div", new() { ["class"] = $"nhsuk-input-wrapper__{place}", ["aria-hidden"] = "true" }, wording.Content);
}
