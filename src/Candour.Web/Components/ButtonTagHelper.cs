using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>A button, or a link that looks like one.</summary>
[HtmlTargetElement("nhs-button")]
public sealed class ButtonTagHelper : NhsTagHelper
{
    /// <summary>Where a link leads.</summary>
    public string? Href { get; set; }

    /// <summary>submit, button or reset.</summary>
    public string? Type { get; set; }

    /// <summary>Of the field that it sends.</summary>
    public string? Name { get; set; }

    /// <summary>What it sends.</summary>
    public string? Value { get; set; }

    /// <summary>secondary, secondary-solid, reverse, warning, brand or login.</summary>
    public string? Variant { get; set; }

    /// <summary>A smaller one.</summary>
    public bool Small { get; set; }

    /// <summary>It cannot be pressed.</summary>
    public bool Disabled { get; set; }

    /// <summary>A second press within a second does nothing.</summary>
    public bool? PreventDoubleClick { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render()
    {
        var attributes = new Attributes
        {
            ["class"] = Element.Classes("nhsuk-button", Variant is null ? null : $"nhsuk-button--{Variant}", Small ? "nhsuk-button--small" : null, Classes),
            ["id"] = Id,
            ["data-module"] = "nhsuk-button",
            ["data-prevent-double-click"] = PreventDoubleClick switch { true => "true", false => "false", null => null },
        };
        return Href is not null && Type is null
            ? Element.Of("a", attributes.With(new Attributes { ["href"] = Href, ["role"] = "button", ["draggable"] = "false" }).With(Attributes), Content)
            : Element.Of("button", attributes.With(new Attributes
            {
                ["name"] = Name,
                ["type"] = Type ?? "submit",
                ["value"] = Value,
                ["disabled"] = Disabled,
                ["aria-disabled"] = Disabled ? "true" : null,
            }).With(Attributes), Content);
    }
}
