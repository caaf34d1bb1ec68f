namespace Candour.Engine.Screening;

/// <summary>The word lists and stance patterns of <c>vocabulary/</c>, as one file.</summary>
/// <param name="Stamp">Hash of the sources.</param>
/// <param name="Lists">Word lists.</param>
/// <param name="Groups">Pattern groups of all kinds.</param>
/// <param name="Inferences">What a text says about facts.</param>
public sealed record CompiledVocabulary(
    string Stamp, IReadOnlyList<WordList> Lists, IReadOnlyList<PatternGroup> Groups, IReadOnlyList<Inference> Inferences);

/// <summary>A word list.</summary>
/// <param name="Name">File name without ending.</param>
/// <param name="Kind">Every entry is a finding of this kind; null for lists that only serve patterns.</param>
/// <param name="Topic">The topic of those findings.</param>
/// <param name="Not">Findings of this kind that lie within an entry are dropped: "patient transport" is no patient.</param>
/// <param name="Entries">Folded entries, tokens apart by one space.</param>
public sealed record WordList(string Name, string? Kind, string? Topic, string? Not, IReadOnlyList<string> Entries);

/// <summary>Patterns that mean the same.</summary>
/// <param name="Kind">The kind of finding they make.</param>
/// <param name="Topic">Its topic, or null.</param>
/// <param name="Why">Ends the sentence "This part ...".</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Patterns">In the language of <c>docs/reference/vocabulary-form.md</c>.</param>
/// <param name="Unless">Not where one of these stands in the same sentence.</param>
/// <param name="UnlessAnywhere">Not where one stands anywhere.</param>
/// <param name="Needs">Only where one stands somewhere.</param>
public sealed record PatternGroup(
    string Kind, string? Topic, string Why, double Score, IReadOnlyList<string> Patterns,
    IReadOnlyList<string>? Unless, IReadOnlyList<string>? UnlessAnywhere, IReadOnlyList<string>? Needs)
{
    /// <summary>For each pattern what it may begin with, worked out when the vocabulary is compiled; null to work it out when loading.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Starts { get; init; }

    /// <summary>For each pattern what a text must hold for it to match, in the same form; null as for <see cref="Starts"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Guards { get; init; }
}

/// <summary>A fact that the text itself may supply.</summary>
/// <param name="Fact">Name of the fact.</param>
/// <param name="Value">Its value.</param>
/// <param name="When">When the text says so.</param>
public sealed record Inference(string Fact, string Value, Rulebooks.Condition When);
