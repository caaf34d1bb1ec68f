using Candour.Engine.Facts;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>What somebody means to publish. Kept nowhere.</summary>
public sealed record Draft
{
    /// <summary>Longest text that is read, in UTF-16 code units.</summary>
    public const int MaxLength = 100_000;

    /// <summary>The post itself; may be empty when a profile is checked.</summary>
    public string Text { get; init; } = "";

    /// <summary>The biography of the profile; null when not given.</summary>
    public string? Bio { get; init; }

    /// <summary>The name of the account; null when not given.</summary>
    public string? AccountName { get; init; }

    /// <summary>The writer's own name; null when not given.</summary>
    public string? OwnName { get; init; }

    /// <summary>Somebody else's words that are shared or answered; null when none.</summary>
    public string? Quoted { get; init; }

    /// <summary>Earlier posts of the same account, newest last.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>What is known about who, where, which account.</summary>
    public FactSet Facts { get; init; } = new();

    /// <summary>The text in which findings of a part count their offsets.</summary>
    /// <param name="part">Any part.</param>
    /// <returns>Null where the draft has no such part; earlier posts are joined by line breaks.</returns>
    public string? TextOf(DraftPart part) => part switch
    {
        DraftPart.Text => Text,
        DraftPart.Bio => Bio,
        DraftPart.AccountName => AccountName,
        DraftPart.OwnName => OwnName,
        DraftPart.Quoted => Quoted,
        _ => Earlier.Count == 0 ? null : string.Join('\n', Earlier),
    };
}
