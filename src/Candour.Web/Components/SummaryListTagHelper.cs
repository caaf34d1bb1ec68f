using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Names and values.</summary>
[HtmlTargetElement("nhs-summary-list")]
public sealed class SummaryListTagHelper : NhsTagHelper
{
    /// <summary>The pairs.</summary>
    public IReadOnlyList<SummaryRow> Rows { get; set; } = [];

    /// <summary>Lines between rows; false for none.</summary>
    public bool? Border { get; set; }

    /// <summary>A line after the last row; false for none.</summary>
    public bool? LastRowBorder { get; set; }

    /// <inheritdoc/>
    public override IHtmlContent Render()
    {
        var border = Border is false ? "nhsuk-summary-list--no-border" : LastRowBorder is false ? "nhsuk-summary-list--no-last-row-border" : null;
        return Element.Of("dl", new Attributes { ["class"] = Element.Classes("nhsuk-summary-list", border, Classes), ["id"] = Id }.With(Attributes),
            Rows.Select(r => r.Element(Rows.Any(o => o.Actions?.Items.Count > 0))));
    }
}

/// <summary>A name and its value.</summary>
public sealed class SummaryRow
{
    /// <summary>The name.</summary>
    public Wording? Key { get; set; }

    /// <summary>The value.</summary>
    public Wording? Value { get; set; }

    /// <summary>What can be done about it.</summary>
    public SummaryActions? Actions { get; set; }

    internal IHtmlContent Element(bool someHaveActions)
    {
        var actions = Actions?.Items ?? [];
        return Components.Element.Of("div", new() { ["class"] = Components.Element.Classes("nhsuk-summary-list__row", someHaveActions && actions.Count == 0 ? "nhsuk-summary-list__row--no-actions" : null) },
            Components.Element.Of("dt", new() { ["class"] = Components.Element.Classes("nhsuk-summary-list__key", Key?.Classes) }, Key?.Content),
            Components.Element.Of("dd", new() { ["class"] = Components.Element.Classes("nhsuk-summary-list__value", Value?.Classes) }, Value?.Html is { } html ? html : Value?.Text),
            actions.Count == 0 ? null : Components.Element.Of("dd", new() { ["class"] = "nhsuk-summary-list__actions" }, actions.Count == 1 ? Action(actions[0])
                : Components.Element.Of("ul", new() { ["class"] = "nhsuk-summary-list__actions-list" },
                    actions.Select(a => Components.Element.Of("li", new() { ["class"] = "nhsuk-summary-list__actions-list-item" }, Action(a))))));
    }

    private static IHtmlContent Action(LinkItem item)
    {
        var hidden = item.VisuallyHiddenText is null ? null : Components.Element.Hidden($" {item.VisuallyHiddenText}");
        return item.Type is null
            ? Components.Element.Of("a", new Attributes { ["class"] = "nhsuk-link", ["href"] = item.Href }.With(item.Attributes), item.Text, hidden)
            : Components.Element.Of("button", new Attributes { ["class"] = "nhsuk-link", ["type"] = item.Type }.With(item.Attributes), item.Text, hidden);
    }
}

/// <summary>What can be done about a row.</summary>
public sealed class SummaryActions
{
    /// <summary>Links or buttons.</summary>
    public IReadOnlyList<LinkItem> Items { get; set; } = [];
}
