namespace Candour.Governance.Storage;

/// <summary>A row that belongs to one organisation. The context filters it, keys it and refuses to write it for another.</summary>
public abstract class Owned
{
    /// <summary>Whose row this is.</summary>
    public required string Organisation { get; init; }
}
