using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Ledger;

/// <summary>A checkpoint as it was signed.</summary>
public sealed class SignedCheckpoint : Owned
{
    /// <summary>How many entries it covers.</summary>
    public required long Size { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The signed note.</summary>
    public required string Note { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SignedCheckpoint>
    {
        public void Configure(EntityTypeBuilder<SignedCheckpoint> builder)
        {
            builder.ToTable("checkpoints");
            builder.HasKey(c => new { c.Organisation, c.Size });
        }
    }
}
