using Candour.Governance.Access;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>Two cases that have to do with each other; a row for each direction, so that each is hidden with its own matter.</summary>
public sealed class CaseLink : OfMatter
{
    public required Reference To { get; init; }

    /// <summary>How: offered next, same person, same event.</summary>
    public required string How { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseLink>
    {
        public void Configure(EntityTypeBuilder<CaseLink> builder)
        {
            builder.ToTable("case_links");
            builder.HasKey(l => new { l.Organisation, l.Matter, l.To });
            builder.Property(l => l.How).HasMaxLength(200);
            builder.HasOne<Case>().WithMany().HasForeignKey(l => new { l.Organisation, l.Matter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Case>().WithMany().HasForeignKey(l => new { l.Organisation, l.To }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
