using System.Collections.Concurrent;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Microsoft.AspNetCore.Html;

namespace Candour.Web.Guidance;

/// <summary>
/// The text of a sheet as elements in the style of the pages. Markdown without raw HTML, then cleaned: a rulebook is reviewed, but a page should not
/// depend on it.
/// </summary>
public sealed class GuidanceText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private static readonly string[] Tags = ["h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "strong", "em", "a", "br", "hr", "blockquote", "code", "table", "thead", "tbody", "tr", "th", "td"];

    private readonly HtmlSanitizer _sanitizer;
    private readonly ConcurrentDictionary<(string Stamp, string Id), HtmlString> _made = [];

    /// <summary>Makes one for the process.</summary>
    public GuidanceText()
    {
        _sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags),
            AllowedAttributes = new HashSet<string> { "href", "class", "start", "scope" },
            AllowedSchemes = new HashSet<string> { "https", "http", "mailto", "tel" },
            UriAttributes = new HashSet<string> { "href" },
        });
    }

    /// <summary>The text of a sheet.</summary>
    /// <param name="rulebook">Where it stands.</param>
    /// <param name="sheet">One of its sheets.</param>
    public IHtmlContent Of(Rulebook rulebook, GuidanceSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(sheet);
        return _made.GetOrAdd((rulebook.Stamp + rulebook.Id, sheet.Id), _ => new(Clean(sheet.Body)));
    }

    /// <summary>A letter with its blanks filled. What people wrote in a case is shown as they wrote it: none of it is taken for Markdown.</summary>
    /// <param name="letter">Of a rulebook.</param>
    /// <param name="values">By blank.</param>
    public IHtmlContent Of(Letter letter, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return new HtmlString(Clean(letter.Filled(values.ToDictionary(v => v.Key, v => Plain(v.Value)))));
    }

    private static string Plain(string words) =>
        string.Concat(words.ReplaceLineEndings("\n").Trim().Select(c => c is '\n' ? "\\\n" : char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) ? $"\\{c}" : $"{c}"));

    /// <summary>Markdown as clean elements.</summary>
    /// <param name="markdown">Of a sheet.</param>
    internal string Clean(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToArray();
        // The title of the sheet is the page's first heading, so the highest of the text becomes the second.
        var down = headings.Length == 0 ? 0 : 2 - headings.Min(h => h.Level);
        foreach (var heading in headings)
        {
            heading.Level = Math.Clamp(heading.Level + down, 2, 5);
            heading.GetAttributes().AddClass(heading.Level == 2 ? "nhsuk-heading-m" : "nhsuk-heading-s");
        }

        foreach (var list in document.Descendants<ListBlock>())
        {
            list.GetAttributes().AddClass("nhsuk-list");
            list.GetAttributes().AddClass(list.IsOrdered ? "nhsuk-list--number" : "nhsuk-list--bullet");
        }

        foreach (var table in document.Descendants<Table>())
        {
            table.GetAttributes().AddClass("nhsuk-table");
        }

        return _sanitizer.Sanitize(document.ToHtml(Pipeline));
    }
}
