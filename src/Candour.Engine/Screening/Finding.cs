namespace Candour.Engine.Screening;

/// <summary>What a detector saw. Knows no policy.</summary>
/// <param name="Kind">One of <c>Screening/kinds.yaml</c>, such as <c>nhs-number</c> or <c>discrimination</c>.</param>
/// <param name="Start">First UTF-16 code unit in the part it stands in, from 0.</param>
/// <param name="End">One past the last UTF-16 code unit; always greater than <paramref name="Start"/>.</param>
/// <param name="Score">How sure the detector is, 0 to 1. Not a probability of a breach.</param>
/// <param name="Why">What was seen, in plain words, for the person who wrote the text.</param>
public sealed record Finding(string Kind, int Start, int End, double Score, string Why)
{
    /// <summary>A narrower word within the kind, such as <c>rare</c> for a condition; null where the kind has none.</summary>
    public string? Topic { get; init; }

    /// <summary>Which part of the draft the offsets count in.</summary>
    public DraftPart Part { get; init; }

    /// <summary>Whom the detail is about, as far as the words tell; <see cref="Bearer.Nobody"/> until the binder has read the text.</summary>
    public Bearer About { get; init; }

    /// <summary>The writer quotes, reports, condemns or denies this: it does not count against them.</summary>
    public bool Lifted { get; init; }

    /// <summary>The findings that this one is reckoned from; empty but for composite kinds.</summary>
    public IReadOnlyList<Finding> Of { get; init; } = [];
}

/// <summary>The parts of a draft that are read.</summary>
public enum DraftPart
{
    /// <summary>The post itself.</summary>
    Text,

    /// <summary>The biography of the profile.</summary>
    Bio,

    /// <summary>The name of the account, with or without @.</summary>
    AccountName,

    /// <summary>The writer's own name, given so that a pseudonym can be told.</summary>
    OwnName,

    /// <summary>Somebody else's words that the post shares or answers.</summary>
    Quoted,

    /// <summary>Posts that the same account published before.</summary>
    Earlier,
}

/// <summary>Whom a detail is about.</summary>
public enum Bearer
{
    /// <summary>Nobody in particular, or not known.</summary>
    Nobody,

    /// <summary>Somebody who is or was cared for.</summary>
    Patient,

    /// <summary>A relative or friend of somebody cared for.</summary>
    Relative,

    /// <summary>Somebody who works with the writer.</summary>
    Colleague,

    /// <summary>The writer.</summary>
    Writer,

    /// <summary>Somebody known to the public, without a relation of care.</summary>
    PublicFigure,
}
