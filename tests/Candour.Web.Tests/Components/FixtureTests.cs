using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Candour.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Candour.Web.Tests.Components;

/// <summary>Every component makes the elements that nhsuk-frontend's own fixtures show for the same options.</summary>
public sealed class FixtureTests
{
    private static readonly Dictionary<string, Type> Helpers = new()
    {
        ["back-link"] = typeof(BackLinkTagHelper),
        ["breadcrumb"] = typeof(BreadcrumbTagHelper),
        ["button"] = typeof(ButtonTagHelper),
        ["card"] = typeof(CardTagHelper),
        ["checkboxes"] = typeof(CheckboxesTagHelper),
        ["details"] = typeof(DetailsTagHelper),
        ["error-message"] = typeof(ErrorMessageTagHelper),
        ["error-summary"] = typeof(ErrorSummaryTagHelper),
        ["footer"] = typeof(FooterTagHelper),
        ["header"] = typeof(HeaderTagHelper),
        ["input"] = typeof(InputTagHelper),
        ["inset-text"] = typeof(InsetTextTagHelper),
        ["pagination"] = typeof(PaginationTagHelper),
        ["radios"] = typeof(RadiosTagHelper),
        ["select"] = typeof(SelectTagHelper),
        ["skip-link"] = typeof(SkipLinkTagHelper),
        ["summary-list"] = typeof(SummaryListTagHelper),
        ["tag"] = typeof(TagTagHelper),
        ["textarea"] = typeof(TextareaTagHelper),
        ["warning-callout"] = typeof(WarningCalloutTagHelper),
    };

    // Options that Candour's pages do not use: a fixture that uses one is left out. Each with its reason.
    private static readonly Dictionary<string, (string Option, string Reason)[]> LeftOut = new()
    {
        ["breadcrumb"] = [("backLink", "our breadcrumbs lead back to the page above")],
        ["button"] = [("icon", "no icons in buttons")],
        ["card"] = [("actions", "no actions in the head of a card"), ("image", "no pictures"), ("variant=non-urgent", "care cards are for care"), ("variant=urgent", "care cards are for care"), ("variant=emergency", "care cards are for care"), ("variant=primary", "no cards with an arrow")],
        ["checkboxes"] = [("behaviour=inclusive", "no button for all"), ("exclusive", "an old spelling"), ("exclusiveGroup", "an old spelling")],
        ["footer"] = [("navigation", "one row of links"), ("columns", "one row of links")],
        ["header"] = [("search", "search belongs to a policy's page"), ("colour", "one header"), ("inline", "one header"), ("justified", "one header"), ("action", "no sign-in in the header"), ("icon", "no icons"), ("organisation", "the organisation stands at the right")],
        ["input"] = [("formGroup", "nothing beside fields")],
        ["pagination"] = [("items", "no numbered pages"), ("previousUrl", "an old spelling"), ("nextUrl", "an old spelling")],
        ["select"] = [("formGroup", "nothing beside fields")],
        ["summary-list"] = [("card", "lists stand alone"), ("rows.border", "one kind of row"), ("key.width", "one width")],
        ["tag"] = [("colour=False", "every tag has a colour")],
    };

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new MarkupReading(), new WordingReading(), new AttributesReading(), new ActionsReading() },
    };

    public static TheoryData<string, int, string> Fixtures()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var component in Helpers.Keys)
        {
            foreach (var (index, fixture) in Read(component).Index().Where(f => !IsLeftOut(component, f.Item)))
            {
                data.Add(component, index, fixture.GetProperty("name").GetString()!);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Render_OptionsOfAFixture_MakesItsElements(string component, int index, string name)
    {
        var fixture = Read(component)[index];
        var helper = (NhsTagHelper)(fixture.TryGetProperty("context", out var options)
            ? Plain(component, JsonNode.Parse(options.GetRawText()))!.Deserialize(Helpers[component], Reading)! : Activator.CreateInstance(Helpers[component])!);
        if (fixture.TryGetProperty("callBlock", out var inside))
        {
            helper.Html = new HtmlString(inside.GetString());
        }

        Assert.Equal(name, fixture.GetProperty("name").GetString());

        using var made = new StringWriter();
        helper.Render().WriteTo(made, System.Text.Encodings.Web.HtmlEncoder.Default);

        Assert.Equal(Normal(component, fixture.GetProperty("html").GetString()!), Normal(component, made.ToString()));
    }

    [Fact]
    public void Fixtures_OfAllComponents_AreMostlyRun()
    {
        var (run, all) = (Fixtures().Count, Helpers.Keys.Sum(c => Read(c).Length));

        Assert.True(run >= 330, $"{run} of {all} fixtures are run.");
    }

    private static JsonElement[] Read(string component)
    {
        var file = Path.Combine(Repository.NodeModules, "nhsuk-frontend", "dist", "nhsuk", "components", component, "fixtures.json");
        return [.. JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("fixtures").EnumerateArray()];
    }

    private static bool IsLeftOut(string component, JsonElement fixture) =>
        fixture.TryGetProperty("context", out var options) && LeftOut.TryGetValue(component, out var options2) && options2.Any(o => Uses(options, o.Option));

    private static bool Uses(JsonElement options, string option)
    {
        var (name, value) = option.Split('=') is [var n, var v] ? (n, v) : (option, null);
        var path = name.Split('.');
        return Walk(options, []).Any(p => p.Path.TakeLast(path.Length).SequenceEqual(path) && (value is null || p.Value.ToString() == value));
    }

    private static IEnumerable<(string[] Path, JsonElement Value)> Walk(JsonElement element, string[] path)
    {
        var inside = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Walk(p.Value, [.. path, p.Name]).Prepend(([.. path, p.Name], p.Value))),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Walk(e, path)),
            _ => [],
        };
        return inside;
    }

    // Upstream's looser spellings: an item that is false is none, a divider that is true has no word, a footer's text may stand alone. The logo goes.
    private static JsonNode? Plain(string component, JsonNode? node)
    {
        if (node is JsonArray array)
        {
            return new JsonArray([.. array.Where(i => i?.GetValueKind() is not JsonValueKind.False).Select(i => Plain(component, i?.DeepClone()))]);
        }

        if (node is not JsonObject members)
        {
            return node?.DeepClone();
        }

        var plain = new JsonObject();
        foreach (var (key, value) in members.Where(m => component is not "header" || m.Key is not "logo"))
        {
            plain[key] = key is "divider" && value?.GetValueKind() is JsonValueKind.True ? ""
                : component is "footer" && key is "meta" && value?.GetValueKind() is JsonValueKind.String ? new JsonObject { ["text"] = value.DeepClone() }
                : Plain(component, value);
        }

        return plain;
    }

    // Elements, attributes in the order of their names, classes as a set, text with single spaces.
    private static string Normal(string component, string html)
    {
        var body = new HtmlParser().ParseDocument($"<body>{html}</body>").Body!;
        if (component is "header")
        {
            // The NHS logo is a trade mark; ours has none.
            foreach (var logo in body.QuerySelectorAll(".nhsuk-header__service-logo, .nhsuk-header__logo, .nhsuk-header__organisation-logo").ToArray())
            {
                if (logo.QuerySelector(".nhsuk-header__service-name") is { } name && logo.LocalName is "a")
                {
                    var link = body.Owner!.CreateElement("a");
                    link.ClassName = "nhsuk-header__service-name";
                    link.SetAttribute("href", logo.GetAttribute("href")!);
                    link.TextContent = name.TextContent;
                    logo.Replace(link);
                }
                else
                {
                    logo.Remove();
                }
            }
        }

        if (component is "footer")
        {
            // Said where nothing else is; these pages are not NHS England's.
            foreach (var owner in body.QuerySelectorAll("p").Where(p => p.TextContent is "© NHS England").ToArray())
            {
                owner.Remove();
            }
        }

        var lines = new List<string>();
        Write(body, 0, lines);
        return string.Join('\n', lines);
    }

    private static void Write(INode node, int depth, List<string> lines)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                var words = string.Join(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                if (words.Length > 0)
                {
                    lines.Add($"{new string(' ', depth)}{words}");
                }
            }
            else if (child is IElement element)
            {
                var attributes = element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal)
                    .Select(a => $" {a.Name}=\"{(a.Name is "class" ? string.Join(' ', element.ClassList.Order(StringComparer.Ordinal)) : a.Value)}\"");
                lines.Add($"{new string(' ', depth)}<{element.LocalName}{string.Concat(attributes)}>");
                Write(element, depth + 1, lines);
            }
        }
    }

    private sealed class MarkupReading : JsonConverter<IHtmlContent>
    {
        public override IHtmlContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new HtmlString(reader.GetString());

        public override void Write(Utf8JsonWriter writer, IHtmlContent value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class AttributesReading : JsonConverter<Attributes>
    {
        public override Attributes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var attributes = new Attributes();
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ref reader)!)
            {
                attributes[name] = value.ToString();
            }

            return attributes;
        }

        public override void Write(Utf8JsonWriter writer, Attributes value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    // Upstream takes words as a text or as options; true stands for an error, or a heading, without words of its own.
    private sealed class WordingReading : JsonConverter<Wording>
    {
        private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters = { new MarkupReading() },
        };

        public override Wording? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(JsonNode.Parse(ref reader));

        public override void Write(Utf8JsonWriter writer, Wording value, JsonSerializerOptions options) => throw new NotSupportedException();

        private static Wording? Of(JsonNode? node)
        {
            switch (node?.GetValueKind())
            {
                case JsonValueKind.String:
                    return node.GetValue<string>();
                case JsonValueKind.True:
                    return new();
                case JsonValueKind.Object:
                    var members = node.AsObject();
                    var heading = members["heading"];
                    members.Remove("heading");
                    var wording = members.Deserialize<Wording>(Plain)!;
                    wording.Heading = Of(heading);
                    return wording;
                default:
                    return null;
            }
        }
    }

    private sealed class ActionsReading : JsonConverter<SummaryActions>
    {
        public override SummaryActions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var actions = JsonDocument.ParseValue(ref reader);
            var items = actions.RootElement.ValueKind is JsonValueKind.Array ? actions.RootElement : actions.RootElement.GetProperty("items");
            return new() { Items = items.Deserialize<LinkItem[]>(options)! };
        }

        public override void Write(Utf8JsonWriter writer, SummaryActions value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
