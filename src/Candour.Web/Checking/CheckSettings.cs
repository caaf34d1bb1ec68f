using System.Text.Json;
using Candour.Engine.Rulebooks;

namespace Candour.Web.Checking;

/// <summary>What an installation may set; listed in docs/reference/web.md.</summary>
public sealed class CheckSettings
{
    /// <summary>Whether the invented world of the rulebooks' examples counts as the organisation's; a real installation says false.</summary>
    public bool ExampleTerms { get; set; } = true;

    /// <summary>Organisations are shown under invented names.</summary>
    public bool Demo { get; set; }

    /// <summary>Folder of compiled rulebooks, vocabulary and models; <c>data</c> beside the program when not said.</summary>
    public string? Library { get; set; }

    /// <summary>Readers of meaning, so checks at the same time; 23 MB each.</summary>
    public int Readers { get; set; } = 2;

    /// <summary>Longest text for which a milder version is looked for, in UTF-16 code units.</summary>
    public int LongestEdited { get; set; } = 5_000;

    /// <summary>Largest request, in bytes.</summary>
    public int MaxBytes { get; set; } = 512 * 1024;

    /// <summary>Checks a minute that one browser may make; without a cookie, one address.</summary>
    public int ChecksPerMinute { get; set; } = 120;

    /// <summary>Checks a minute that one address may make; a whole organisation may share one.</summary>
    public int ChecksPerMinuteOfAddress { get; set; } = 3_000;

    /// <summary>Passwords and codes a minute that one browser may try; without a cookie, one address.</summary>
    public int SignInsPerMinute { get; set; } = 15;

    /// <summary>Passwords and codes a minute that may be tried from one address.</summary>
    public int SignInsPerMinuteOfAddress { get; set; } = 120;

    /// <summary>Whom people turn to about the site itself; shown in the privacy notice and the accessibility statement.</summary>
    public string? Contact { get; set; }

    private static readonly Dictionary<string, string> Invented = ReadInvented();

    /// <summary>The organisation's name as shown.</summary>
    /// <param name="entry">Its policy.</param>
    public string NameOf(Library.Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Demo && Invented.TryGetValue(entry.Id, out var name) ? name : string.Join(" and ", entry.Organisations);
    }

    /// <summary>The organisation's name as shown.</summary>
    /// <param name="rulebook">Its policy.</param>
    public string NameOf(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return Demo && Invented.TryGetValue(rulebook.Id, out var name) ? name : string.Join(" and ", rulebook.Organisations);
    }

    private static Dictionary<string, string> ReadInvented()
    {
        using var stream = typeof(CheckSettings).Assembly.GetManifestResourceStream("demo-organisations.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
