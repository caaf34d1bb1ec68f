using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Retention;

/// <summary>That something was disposed of: what, when, by whose decision, on which ground. It outlives what it speaks of and holds nothing of it.</summary>
public sealed class DisposalCertificate : Owned
{
    public const int GroundMaxLength = 400;

    public required Reference Reference { get; init; }

    /// <summary>The kind of matter.</summary>
    public required string Kind { get; init; }

    /// <summary>The reference it had; nothing else is left under it.</summary>
    public required Reference Was { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Reference DecidedBy { get; init; }

    /// <summary>How long it was to be kept and who says so.</summary>
    public required string Ground { get; init; }

    /// <summary>How many rows went.</summary>
    public required int Rows { get; init; }

    /// <summary>How many entries of the ledger lost their content; who did what when stays there.</summary>
    public required int Entries { get; init; }

    /// <summary>SHA-256 over the leaves of those entries, in their order: with the ledger it proves which they were.</summary>
    public required string Digest { get; init; }

    /// <summary>Those who might read certificates on that day and knew of the matter, by their references; null for one from before that was recorded. Whoever came to read certificates later reads it too.</summary>
    public string? Readers { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DisposalCertificate>
    {
        public void Configure(EntityTypeBuilder<DisposalCertificate> builder)
        {
            builder.ToTable("disposal_certificates");
            builder.HasKey(c => new { c.Organisation, c.Reference });
            builder.Property(c => c.Kind).HasMaxLength(Matter.KindMaxLength);
            builder.Property(c => c.Ground).HasMaxLength(GroundMaxLength);
            builder.Property(c => c.Digest).HasMaxLength(64);
            builder.HasIndex(c => new { c.Organisation, c.Was });
        }
    }
}
