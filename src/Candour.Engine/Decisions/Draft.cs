using Candour.Engine.Facts;

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
}
