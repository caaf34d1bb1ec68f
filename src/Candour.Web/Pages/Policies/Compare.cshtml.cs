using Candour.Engine.Rulebooks;
using Candour.Engine.Versions;
using Candour.Web.Checking;
using Candour.Web.Components;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>What differs between two policies for staff, or what changed between two versions of one.</summary>
public sealed class ComparePoliciesModel(CheckDesk desk, CheckSettings settings) : PageModel
{
    /// <summary>Every policy, and each version of one that has several.</summary>
    public IReadOnlyList<ChoiceItem> Choices =>
    [
        new() { Value = "", Text = "Choose" },
        .. desk.Library.Contents.Rulebooks.GroupBy(r => r.Id).OrderBy(g => settings.NameOf(g.First()), StringComparer.OrdinalIgnoreCase).SelectMany(g => g.OrderBy(r => r.InForce).Select(r => new ChoiceItem
        {
            Value = $"{r.Id}@{r.Version}",
            Text = settings.NameOf(r) + (g.Count() == 1 ? "" : $", version {r.Version}") + (r.InForce > desk.Today ? ", not yet in force" : ""),
        })),
    ];

    /// <summary>The first.</summary>
    public Rulebook? A { get; private set; }

    /// <summary>The second.</summary>
    public Rulebook? B { get; private set; }

    /// <summary>What is wrong with the choice, by field.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    /// <summary>What differs between two policies.</summary>
    public IReadOnlyList<TopicComparison> Differences { get; private set; } = [];

    /// <summary>What changed between two versions; null for two policies.</summary>
    public VersionRecord? Record { get; private set; }

    /// <summary>What is chosen in a field.</summary>
    /// <param name="rulebook">The first or second.</param>
    public static string? Chosen(Rulebook? rulebook) => rulebook is null ? null : $"{rulebook.Id}@{rulebook.Version}";

    /// <summary>A matter as a heading.</summary>
    /// <param name="words">Such as the topic of one of <see cref="Differences"/>.</param>
    public static string Heading(string words)
    {
        ArgumentException.ThrowIfNullOrEmpty(words);
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    /// <summary>A summary with the organisations' names in place of the policies' ids.</summary>
    /// <param name="summary">As the engine gives it.</param>
    public string Named(string summary)
    {
        var named = summary;
        foreach (var rulebook in new[] { A!, B! })
        {
            named = System.Text.RegularExpressions.Regex.Replace(named, $"(?<![\\w-]){System.Text.RegularExpressions.Regex.Escape(rulebook.Id)}(?![\\w-])", settings.NameOf(rulebook).Replace("$", "$$", StringComparison.Ordinal));
        }

        return Heading(named);
    }

    /// <summary>One side of a difference, with the words marked that the other does not have.</summary>
    /// <param name="difference">Of a change.</param>
    /// <param name="side">was or now.</param>
    public static IEnumerable<(bool Removed, bool Added, string Text)> Pieces(Difference difference, string side)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return difference.Words is null || difference.Words.All(w => w.In is not "both")
            ? [(false, false, (side is "was" ? difference.Was : difference.Now) ?? "")]
            : difference.Words.Where(w => w.In is "both" || w.In == side).SelectMany(w => new[] { (w.In is "was", w.In is "now", w.Text), (false, false, " ") });
    }

    /// <summary>Shows the choice, and what differs once two are chosen.</summary>
    /// <param name="a">The first: an id, or id@version.</param>
    /// <param name="b">The second.</param>
    public void OnGet(string? a, string? b)
    {
        (A, B) = (Find("a", a), Find("b", b));
        if (A is null || B is null)
        {
            return;
        }

        if (ReferenceEquals(A, B))
        {
            Problems["b"] = "Choose two different policies, or two versions of one";
        }
        else if (A.Id == B.Id)
        {
            Record = VersionComparison.Compare(A, B, [.. Examples(A), .. Examples(B)]);
        }
        else
        {
            Differences = PolicyComparison.Compare(A, B);
        }
    }

    private Rulebook? Find(string field, string? policy)
    {
        if (string.IsNullOrEmpty(policy))
        {
            return null;
        }

        // A version that is still to come can be read beforehand.
        if (desk.Library.Find(policy, policy.Contains('@', StringComparison.Ordinal) ? DateOnly.MaxValue : desk.Today, out var rulebook, out var problem) is not LookUp.Found)
        {
            Problems[field] = problem!;
        }

        return rulebook;
    }

    private IReadOnlyList<Example> Examples(Rulebook rulebook) => desk.Library.Examples(desk.Library.Contents.Rulebooks.Single(r => r.Id == rulebook.Id && r.Version == rulebook.Version));
}
