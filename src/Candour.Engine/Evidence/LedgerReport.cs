namespace Candour.Engine.Evidence;

/// <summary>What verifying a ledger comes to.</summary>
public enum Standing
{
    /// <summary>All that a signed checkpoint covers is as it was committed, and the copy is not older than the checkpoint kept elsewhere.</summary>
    Holds,

    /// <summary>Something is not as it was committed; each problem shows both sides.</summary>
    Altered,

    /// <summary>Nothing speaks against it, and something that is needed to be sure is missing; each doubt says what.</summary>
    CannotTell,
}

/// <summary>Something that is not as it was committed.</summary>
/// <param name="Kind">
/// A pinned name: <c>content-changed</c>, <c>head-changed</c>, <c>dropped</c>, <c>reordered</c>, <c>inserted</c>, <c>unreadable</c>, <c>count-differs</c>, <c>root-differs</c>,
/// <c>signature-wrong</c>, <c>origin-differs</c>, <c>organisation-differs</c>, <c>erased-unlisted</c>, <c>erased-list-differs</c>, <c>rolled-back</c>, <c>checkpoint-differs</c>, <c>thing-changed</c>.
/// </param>
/// <param name="Line">The line of the file, from 1; nothing when it concerns the whole.</param>
/// <param name="Index">The entry's index, where one is known.</param>
/// <param name="Words">What is wrong, as a sentence.</param>
/// <param name="There">What is there, as it is, cut at <see cref="LedgerVerifier.MostShown"/> characters.</param>
/// <param name="Committed">What was committed.</param>
public sealed record LedgerProblem(string Kind, long? Line, long? Index, string Words, string? There, string? Committed);

/// <summary>Something that is missing to be sure.</summary>
/// <param name="Kind">
/// A pinned name: <c>no-key</c>, <c>not-signed</c>, <c>no-checkpoint</c>, <c>checkpoint-not-signed</c>, <c>checkpoint-of-another</c>, <c>cut-off</c>, <c>format</c>, <c>erasure-not-covered</c>,
/// <c>erasure-unreadable</c>, <c>thing-missing</c>.
/// </param>
/// <param name="Words">What is missing, and what to do, as sentences.</param>
public sealed record LedgerDoubt(string Kind, string Words);

/// <summary>A checkpoint that a report relies on.</summary>
/// <param name="Size">How many entries it covers.</param>
/// <param name="Root">Their root.</param>
/// <param name="SignedBy">Keys that were given and whose signature verifies; a co-signing witness with the time it signed.</param>
public sealed record RelyingOn(long Size, string Root, IReadOnlyList<string> SignedBy);

/// <summary>What a verification found.</summary>
public sealed record LedgerReport
{
    /// <summary>The outcome: altered when there is a problem, else cannot tell when there is a doubt, else holds.</summary>
    public required Standing Outcome { get; init; }

    /// <summary>Whose ledger, as the file says.</summary>
    public string? Organisation { get; init; }

    /// <summary>The ledger's name, as the file says.</summary>
    public string? Origin { get; init; }

    /// <summary>Numbered entries in the file.</summary>
    public required long Entries { get; init; }

    /// <summary>How many of them the signed checkpoint covers: what the outcome speaks of. The others are not proved yet.</summary>
    public required long Covered { get; init; }

    /// <summary>Entries in the file that are not numbered yet. Nothing is proved of them.</summary>
    public required long Unnumbered { get; init; }

    /// <summary>Entries whose content was erased, as the ledger itself records.</summary>
    public required long Erased { get; init; }

    /// <summary>Hashes of things outside the ledger that were compared.</summary>
    public required long ThingsCompared { get; init; }

    /// <summary>The newest signed checkpoint that agrees.</summary>
    public RelyingOn? Checkpoint { get; init; }

    /// <summary>What is not as it was committed; the first <see cref="LedgerVerifier.MostProblems"/>.</summary>
    public required IReadOnlyList<LedgerProblem> Problems { get; init; }

    /// <summary>How many problems there are in all.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>What is missing to be sure.</summary>
    public required IReadOnlyList<LedgerDoubt> Doubts { get; init; }

    /// <summary>What else to know, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
