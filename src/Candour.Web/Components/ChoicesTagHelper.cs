using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Candour.Web.Components;

/// <summary>Choices that all stand on the page: radios and checkboxes.</summary>
public abstract class ChoicesTagHelper : FieldTagHelper
{
    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<ChoiceItem> Items { get; set; } = [];

    /// <summary>Where the ids of the choices begin; the name unless said otherwise.</summary>
    public string? IdPrefix { get; set; }

    /// <summary>The question around the choices.</summary>
    public FieldsetWording? Fieldset { get; set; }

    /// <summary>Smaller ones.</summary>
    public bool Small { get; set; }

    /// <summary>Beside one another.</summary>
    public bool Inline { get; set; }

    /// <summary>The question as plain text, for pages.</summary>
    [HtmlAttributeName("legend-text")]
    public string? LegendText
    {
        get => Fieldset?.Legend?.Text;
        set => ((Fieldset ??= new()).Legend ??= new()).Text = value;
    }

    /// <summary>Size of the question: s, m, l or xl.</summary>
    [HtmlAttributeName("legend-size")]
    public string? LegendSize
    {
        get => Fieldset?.Legend?.Size;
        set => ((Fieldset ??= new()).Legend ??= new()).Size = value;
    }

    /// <summary>The question is the heading of the page.</summary>
    [HtmlAttributeName("legend-heading")]
    public bool LegendHeading
    {
        get => Fieldset?.Legend?.IsPageHeading ?? false;
        set => ((Fieldset ??= new()).Legend ??= new()).IsPageHeading = value;
    }

    /// <inheritdoc/>
    protected override string? Root => IdPrefix ?? Name;

    private protected abstract string Kind { get; }

    private protected abstract Attributes Choice(ChoiceItem item);

    private protected abstract bool IsChosen(ChoiceItem item);

    private string Component => Kind is "radio" ? "nhsuk-radios" : "nhsuk-checkboxes";

    /// <inheritdoc/>
    public override IHtmlContent Render()
    {
        var list = Element.Of("div", new Attributes
        {
            ["class"] = Element.Classes(Component, Small ? $"{Component}--small" : null, Inline ? $"{Component}--inline" : null, Classes),
            ["id"] = Id,
            ["data-module"] = Component,
        }.With(Attributes), Items.SelectMany((item, index) => Item(item, index)));
        return Fieldset is null
            ? Group(HintElement(), ErrorElement(), list)
            : Group(Element.Of("fieldset", new() { ["class"] = "nhsuk-fieldset", ["aria-describedby"] = Describing() },
                LegendOf(Fieldset.Legend), HintElement(), ErrorElement(), list));
    }

    private IEnumerable<IHtmlContent> Item(ChoiceItem item, int index)
    {
        if (item.Divider is not null)
        {
            yield return Element.Of("div", new() { ["class"] = $"{Component}__divider" }, item.Divider);
            yield break;
        }

        var id = index == 0 ? Root : $"{Root}-{index + 1}";
        var described = Element.Classes(Kind is "checkbox" && Fieldset is null ? Describing() : null, item.Hint is null ? null : $"{id}-item-hint");
        yield return Element.Of("div", new() { ["class"] = $"{Component}__item" },
            Element.Of("input", new Attributes
            {
                ["class"] = $"{Component}__input",
                ["id"] = id,
                ["name"] = item.Name ?? Name,
                ["type"] = Kind,
                ["value"] = item.Value,
                ["checked"] = IsChosen(item),
                ["disabled"] = item.Disabled ?? Disabled,
                ["data-aria-controls"] = item.Conditional is null ? null : $"conditional-{id}",
                ["aria-describedby"] = described.Length == 0 ? null : described,
            }.With(Choice(item))),
            LabelOf(new() { Text = item.Text, Classes = $"{Component}__label" }, id),
            item.Hint is null ? null : Element.Of("div", new() { ["class"] = $"nhsuk-hint {Component}__hint", ["id"] = $"{id}-item-hint" }, item.Hint.Content));
        if (item.Conditional is not null)
        {
            yield return Element.Of("div", new()
            {
                ["class"] = Element.Classes($"{Component}__conditional", IsChosen(item) ? null : $"{Component}__conditional--hidden"),
                ["id"] = $"conditional-{id}",
            }, item.Conditional.Content);
        }
    }
}

/// <summary>The question around choices.</summary>
public sealed class FieldsetWording
{
    /// <summary>The question.</summary>
    public Wording? Legend { get; set; }
}
