namespace Candour.Engine.Rulebooks;

/// <summary>A leaflet, poster, card or help text of a rulebook, in our own words: <c>guidance/&lt;id&gt;.md</c>.</summary>
public sealed record GuidanceSheet
{
    /// <summary>Pinned; the file's name without its ending.</summary>
    public required string Id { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>leaflet, poster, card, help, checklist, script, template, notice.</summary>
    public required string Kind { get; init; }

    /// <summary>staff, public or everyone.</summary>
    public required string Audience { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>When it is shown with an answer: facts only; null for sheets that are listed and found by words alone.</summary>
    public Condition? When { get; init; }

    /// <summary>Words by which people look for it, beside those of its title and text.</summary>
    public IReadOnlyList<string> About { get; init; } = [];

    /// <summary>The text, as Markdown.</summary>
    public required string Body { get; init; }
}
