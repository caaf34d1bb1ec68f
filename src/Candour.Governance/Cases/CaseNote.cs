using Candour.Governance.Access;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>Something written down in a case. Never changed; a correction is another note.</summary>
public sealed class CaseNote : OfMatter
{
    public const int TextMaxLength = 8000;

    public required Reference Reference { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseNote>
    {
        public void Configure(EntityTypeBuilder<CaseNote> builder)
        {
            builder.ToTable("case_notes");
            builder.HasKey(n => new { n.Organisation, n.Reference });
            builder.Property(n => n.Text).HasMaxLength(TextMaxLength);
            builder.Property(n => n.By).HasMaxLength(Scope.ByMaxLength);
            builder.HasIndex(n => new { n.Organisation, n.Matter });
            builder.HasOne<Case>().WithMany().HasForeignKey(n => new { n.Organisation, n.Matter }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
