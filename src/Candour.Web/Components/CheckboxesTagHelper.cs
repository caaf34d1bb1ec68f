using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Any of a few.</summary>
[HtmlTargetElement("nhs-checkboxes")]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    /// <summary>What is chosen.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    private protected override string Kind => "checkbox";

    private protected override Attributes Choice(ChoiceItem item) => new() { ["data-behaviour"] = item.Behaviour, ["data-behaviour-group"] = item.BehaviourGroup };

    private protected override bool IsChosen(ChoiceItem item) => item.Value is not null && Values.Contains(item.Value);
}
