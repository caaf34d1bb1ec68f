using System.Text.Json.Serialization;
using Candour.Engine.Time;

namespace Candour.Engine.Procedures;

/// <summary>A kept list that procedures write.</summary>
public sealed record Register
{
    /// <summary>Pinned.</summary>
    public required string Id { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What one entry is of.</summary>
    public required string Holds { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;

    /// <summary>Its columns, in order.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>Roles whose steps make entries.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <summary>Roles that read it.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Roles that read its restricted columns too.</summary>
    public IReadOnlyList<string> ReadsRestricted { get; init; } = [];

    /// <summary>How often somebody looks through it.</summary>
    public RegisterReview? Review { get; init; }

    /// <summary>How long entries are kept.</summary>
    public Keeping? Keep { get; init; }
}

/// <summary>How often somebody looks through a register.</summary>
/// <param name="Every">The time between two reviews.</param>
/// <param name="By">A role.</param>
/// <param name="Because">The clauses that say so.</param>
public sealed record RegisterReview(Period Every, string By, IReadOnlyList<string> Because)
{
    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;
}

/// <summary>How long something is kept.</summary>
/// <param name="For">How long.</param>
/// <param name="From">Since when: <c>opened</c>, <c>closed</c> or <c>made</c>.</param>
/// <param name="Because">The clauses that say so.</param>
public sealed record Keeping(Period For, string From, IReadOnlyList<string> Because)
{
    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;
}

/// <summary>What stands in a register, as people read it.</summary>
public static class RegisterWords
{
    /// <summary>The words that the rulebook's procedures have for a value of a column; days and times in words; as it was written where nothing is known, or where two procedures say it differently.</summary>
    /// <param name="rulebook">Where the register stands.</param>
    /// <param name="column">The column.</param>
    /// <param name="written">As it is kept.</param>
    public static string Of(Rulebooks.Rulebook rulebook, Field column, string written)
    {
        if (column.Kind is "list")
        {
            return written;
        }

        var fields = rulebook.Procedures.SelectMany(p => p.Steps).SelectMany(s => s.Fields).Where(f => f.Id == column.Id).Append(column).ToArray();
        var questions = rulebook.Procedures.Select(p => p.Question(column.Id)).OfType<ProcedureQuestion>().ToArray();
        return string.Join(", ", (questions.Any(q => q.Set) ? written.Split(", ") : [written]).Select(value =>
            questions.Select(q => q.Values.GetValueOrDefault(value)).Concat(fields.Select(f => FieldWords.Of(f, FieldValue.Of(value)))).OfType<string>().Where(w => w != value).Distinct().ToArray() is [var words] ? words : value));
    }
}

/// <summary>A kind of matter: who may see it, and how long it is kept.</summary>
public sealed record MatterKind
{
    /// <summary>One of <see cref="MatterVocabulary"/>.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>Who may see it. Whoever is implicated gets nothing, whatever stands here.</summary>
    public required IReadOnlyList<MatterAccess> Who { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;

    /// <summary>How long it is kept.</summary>
    public Keeping? Keep { get; init; }
}

/// <summary>Somebody who may see a kind of matter.</summary>
/// <param name="Role">A role's id or what roles correspond to; null for anybody in that relation.</param>
/// <param name="Relation">own, reports, line or organisation.</param>
public sealed record MatterAccess(string? Role, string Relation);

/// <summary>A text with blanks that a case fills.</summary>
public sealed record Letter
{
    /// <summary>Pinned; the file's name without its ending.</summary>
    public required string Id { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>Whom it is for.</summary>
    public required string To { get; init; }

    /// <summary>The clauses it gives effect to.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; init; } = Origin.Policy;

    /// <summary>The text, as Markdown, with <c>{{blanks}}</c>.</summary>
    public required string Body { get; init; }

    /// <summary>The blanks that every installation fills by itself.</summary>
    public static IReadOnlyList<string> Common { get; } = ["organisation", "reference", "date", "policy", "version"];

    /// <summary>The blanks in it, each once, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Blanks => field ??= [.. Pieces(Body).Where(p => p.IsBlank).Select(p => p.Text).Distinct()];

    /// <summary>The text with its blanks filled; one that nothing fills stays a line to write on.</summary>
    /// <param name="values">By blank.</param>
    public string Filled(IReadOnlyDictionary<string, string> values) =>
        string.Concat(Pieces(Body).Select(p => p.IsBlank ? values.GetValueOrDefault(p.Text) is { Length: > 0 } value ? value : "................" : p.Text));

    private static IEnumerable<(bool IsBlank, string Text)> Pieces(string body)
    {
        var at = 0;
        for (int open; (open = body.IndexOf("{{", at, StringComparison.Ordinal)) >= 0;)
        {
            var close = body.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            yield return (false, body[at..open]);
            yield return (true, body[(open + 2)..close].Trim());
            at = close + 2;
        }

        yield return (false, body[at..]);
    }
}
