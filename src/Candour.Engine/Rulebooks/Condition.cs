using System.Text.Json.Serialization;

namespace Candour.Engine.Rulebooks;

/// <summary>
/// One node of the rule language (<c>docs/reference/rulebook-form.md</c>). Exactly one of <see cref="All"/>, <see cref="Any"/>,
/// <see cref="Not"/>, <see cref="Fact"/>, <see cref="Finding"/> and <see cref="Sign"/> is set; <c>use</c> is resolved when a rulebook is read.
/// </summary>
public sealed record Condition
{
    /// <summary>True when all are.</summary>
    public IReadOnlyList<Condition>? All { get; init; }

    /// <summary>True when one is, or as many as <see cref="AtLeast"/> says.</summary>
    public IReadOnlyList<Condition>? Any { get; init; }

    /// <summary>How many of <see cref="Any"/> must hold; null for one.</summary>
    public int? AtLeast { get; init; }

    /// <summary>The setting that holds <see cref="AtLeast"/>.</summary>
    public string? Setting { get; init; }

    /// <summary>True when this is false.</summary>
    public Condition? Not { get; init; }

    /// <summary>Name of a fact; true when it has one of <see cref="Is"/>.</summary>
    public string? Fact { get; init; }

    /// <summary>Values of <see cref="Fact"/>.</summary>
    public IReadOnlyList<string>? Is { get; init; }

    /// <summary>While nobody has said, <see cref="Fact"/> counts as not having the value, and is not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Known { get; init; }

    /// <summary>Kinds of finding; true when one was found.</summary>
    public IReadOnlyList<string>? Finding { get; init; }

    /// <summary>A category: a finding of that kind, or the reader's score for it above the threshold.</summary>
    public string? Sign { get; init; }

    /// <summary>Narrows findings to these topics.</summary>
    public IReadOnlyList<string>? Topic { get; init; }

    /// <summary>Narrows findings to those about these.</summary>
    public IReadOnlyList<Screening.Bearer>? About { get; init; }

    /// <summary>Narrows findings to these parts of the draft.</summary>
    public IReadOnlyList<Screening.DraftPart>? In { get; init; }

    /// <summary>At least so many findings; 1 when not said.</summary>
    public int? Count { get; init; }

    /// <summary>Only findings with at least this score, 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>Lifted findings count too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Lifted { get; init; }

    /// <summary>The reader's threshold is one step lower.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Close { get; init; }

    /// <summary>The reader does not count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Words { get; init; }

    /// <summary>This node and all below it.</summary>
    public IEnumerable<Condition> Tree() =>
        [this, .. (All ?? []).Concat(Any ?? []).Concat(Not is null ? [] : [Not]).SelectMany(c => c.Tree())];

    /// <summary>The same where an organisation chose thresholds of its own.</summary>
    /// <param name="chosen">Values by the setting's id.</param>
    internal Condition WithThresholds(IReadOnlyDictionary<string, string> chosen) => Tree().All(c => c.Setting is null || !chosen.ContainsKey(c.Setting)) ? this : this with
    {
        All = All?.Select(c => c.WithThresholds(chosen)).ToArray(),
        Any = Any?.Select(c => c.WithThresholds(chosen)).ToArray(),
        Not = Not?.WithThresholds(chosen),
        AtLeast = Setting is { } id && chosen.TryGetValue(id, out var value) && int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var least) ? Math.Clamp(least, 1, Any!.Count) : AtLeast,
    };
}
