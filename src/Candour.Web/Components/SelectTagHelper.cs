using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>One of a list.</summary>
[HtmlTargetElement("nhs-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<ChoiceItem> Items { get; set; } = [];

    /// <summary>What is chosen.</summary>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render() => Group(LabelElement(), HintElement(), ErrorElement(), Element.Of("select", new Attributes
    {
        ["class"] = Element.Classes("nhsuk-select", IsWrong ? "nhsuk-select--error" : null, Classes),
        ["id"] = Root,
        ["name"] = Name,
        ["disabled"] = Disabled,
        ["aria-describedby"] = Describing(),
    }.With(Attributes), Items.Select(Option)));

    private IHtmlContent Option(ChoiceItem item) => item.Divider is not null ? Element.Of("hr", [])
        : Element.Of("option", new Attributes { ["value"] = item.Value, ["selected"] = Value is not null && (item.Value ?? item.Text) == Value, ["disabled"] = item.Disabled is true }, item.Text);
}

/// <summary>Something that may be chosen.</summary>
public sealed class ChoiceItem
{
    /// <summary>What is sent.</summary>
    public string? Value { get; set; }

    /// <summary>What is read.</summary>
    public string? Text { get; set; }

    /// <summary>Help with the choice.</summary>
    public Wording? Hint { get; set; }

    /// <summary>It cannot be chosen.</summary>
    public bool? Disabled { get; set; }

    /// <summary>A word between choices, in place of one.</summary>
    public string? Divider { get; set; }

    /// <summary>Another field name than the list's.</summary>
    public string? Name { get; set; }

    /// <summary>exclusive: choosing it takes the others back.</summary>
    public string? Behaviour { get; set; }

    /// <summary>Which others.</summary>
    public string? BehaviourGroup { get; set; }

    /// <summary>What is shown when it is chosen.</summary>
    public Wording? Conditional { get; set; }
}
