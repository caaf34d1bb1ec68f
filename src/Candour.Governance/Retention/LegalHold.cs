using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Retention;

/// <summary>A matter must not be disposed of, however old it is: a court, an inquiry or a request asks for it.</summary>
public sealed class LegalHold : OfMatter
{
    public const int GroundMaxLength = 1000;

    public required Reference Reference { get; init; }

    /// <summary>What asks for it, without names.</summary>
    public required string Ground { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public required string PlacedBy { get; init; }

    public DateTimeOffset? LiftedAt { get; internal set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LegalHold>
    {
        public void Configure(EntityTypeBuilder<LegalHold> builder)
        {
            builder.ToTable("legal_holds");
            builder.HasKey(h => new { h.Organisation, h.Reference });
            builder.Property(h => h.Ground).HasMaxLength(GroundMaxLength);
            builder.Property(h => h.PlacedBy).HasMaxLength(Scope.ByMaxLength);
            builder.HasIndex(h => new { h.Organisation, h.Matter });
            BelongsToMatter(builder);
        }
    }
}
