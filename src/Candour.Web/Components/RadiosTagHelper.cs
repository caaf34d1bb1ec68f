using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>One of a few.</summary>
[HtmlTargetElement("nhs-radios")]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    /// <summary>What is chosen.</summary>
    public string? Value { get; set; }

    private protected override string Kind => "radio";

    private protected override Attributes Choice(ChoiceItem item) => [];

    private protected override bool IsChosen(ChoiceItem item) => Value is not null && item.Value == Value;
}
