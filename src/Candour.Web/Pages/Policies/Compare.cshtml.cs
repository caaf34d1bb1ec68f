using Candour.Engine.Rulebooks;
using Candour.Web.Checking;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Candour.Web.Pages;

/// <summary>What differs between two policies for staff.</summary>
public sealed class ComparePoliciesModel(CheckDesk desk) : PageModel
{
    /// <summary>All policies.</summary>
    public IReadOnlyList<Library.Entry> Policies => desk.Current;

    /// <summary>The first.</summary>
    public Rulebook? A { get; private set; }

    /// <summary>The second.</summary>
    public Rulebook? B { get; private set; }

    /// <summary>The same policy was chosen twice.</summary>
    public bool IsSame { get; private set; }

    /// <summary>What differs.</summary>
    public IReadOnlyList<TopicComparison> Differences { get; private set; } = [];

    /// <summary>A matter as a heading.</summary>
    /// <param name="difference">One of <see cref="Differences"/>.</param>
    public string Heading(TopicComparison difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return $"{char.ToUpperInvariant(difference.Topic[0])}{difference.Topic[1..]}";
    }

    /// <summary>A summary with the organisations' names in place of the policies' ids.</summary>
    /// <param name="summary">As the engine gives it.</param>
    /// <param name="settings">Knows the names.</param>
    public string Named(string summary, CheckSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var named = summary;
        foreach (var rulebook in new[] { A!, B! })
        {
            named = System.Text.RegularExpressions.Regex.Replace(named, $"(?<![\\w-]){System.Text.RegularExpressions.Regex.Escape(rulebook.Id)}(?![\\w-])", settings.NameOf(rulebook).Replace("$", "$$", StringComparison.Ordinal));
        }

        return $"{char.ToUpperInvariant(named[0])}{named[1..]}";
    }

    /// <summary>Shows the choice, and the differences once two are chosen.</summary>
    /// <param name="a">Id of the first.</param>
    /// <param name="b">Id of the second.</param>
    public void OnGet(string? a, string? b)
    {
        (A, B) = (desk.Find(a), desk.Find(b));
        if (A is not null && B is not null && A.Id == B.Id)
        {
            (IsSame, B) = (true, null);
        }

        if (A is not null && B is not null)
        {
            Differences = PolicyComparison.Compare(A, B);
        }
    }
}
