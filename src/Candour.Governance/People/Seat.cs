using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.People;

/// <summary>Which person of which organisation one human is. The installation owns it: no organisation learns from it where else somebody works.</summary>
public sealed class Seat : Owned
{
    /// <summary>The human, known only to the installation; whoever signs in.</summary>
    public required Reference Account { get; init; }

    /// <summary>The organisation's id.</summary>
    public required string At { get; init; }

    /// <summary>The person there.</summary>
    public required Reference Person { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Seat>
    {
        public void Configure(EntityTypeBuilder<Seat> builder)
        {
            builder.ToTable("seats");
            builder.HasKey(s => new { s.Organisation, s.Account, s.At });
            builder.Property(s => s.At).HasMaxLength(Scope.OrganisationMaxLength);
            builder.HasIndex(s => new { s.Organisation, s.At, s.Person }).IsUnique();
            builder.HasOne<Organisations.Organisation>().WithMany().HasForeignKey(s => s.At).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
