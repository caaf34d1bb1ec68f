using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Ledger;

/// <summary>How far an organisation's ledger is numbered.</summary>
public sealed class LedgerTree : Owned
{
    public const int OriginMaxLength = 100;

    public const int VerifierMaxLength = 200;

    /// <summary>The ledger's name in its checkpoints, the same for its whole life.</summary>
    public required string Origin { get; init; }

    /// <summary>How many entries are numbered.</summary>
    public long Size { get; internal set; }

    /// <summary>The roots of the complete subtrees, one after the other.</summary>
    public byte[] Frontier { get; internal set; } = [];

    /// <summary>The public key that its checkpoints are signed with; null until the first.</summary>
    public string? Verifier { get; internal set; }

    /// <summary>A name that no other ledger has, wherever it is kept.</summary>
    internal static LedgerTree New(string organisation) => new() { Organisation = organisation, Origin = $"candour/{Reference.New()}/{organisation}" };

    internal MerkleTree Tree() => new(Size, Frontier.Chunk(Digest.Size).Select(bytes => new Digest(bytes)));

    internal void Keep(MerkleTree tree) => (Size, Frontier) = (tree.Size, [.. tree.Frontier.SelectMany(d => d.ToArray())]);

    internal sealed class Configuration : IEntityTypeConfiguration<LedgerTree>
    {
        public void Configure(EntityTypeBuilder<LedgerTree> builder)
        {
            builder.ToTable("ledgers");
            builder.HasKey(l => l.Organisation);
            builder.Property(l => l.Origin).HasMaxLength(OriginMaxLength);
            builder.Property(l => l.Verifier).HasMaxLength(VerifierMaxLength);
        }
    }
}
