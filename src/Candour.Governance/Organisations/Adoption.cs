using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Organisations;

/// <summary>An organisation puts a version of a rulebook in force from a day, until the next one.</summary>
public sealed class Adoption : Owned
{
    public const int VersionMaxLength = 20;

    public const int StampMaxLength = 80;

    /// <summary>The rulebook's id.</summary>
    public required string Policy { get; init; }

    public required DateOnly From { get; init; }

    public required string Version { get; init; }

    /// <summary>The stamp of the rulebook that was adopted: a later change of its files is not this version.</summary>
    public required string Stamp { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Adoption>
    {
        public void Configure(EntityTypeBuilder<Adoption> builder)
        {
            builder.ToTable("adoptions");
            builder.HasKey(a => new { a.Organisation, a.Policy, a.From });
            builder.Property(a => a.Policy).HasMaxLength(JointPolicy.PolicyMaxLength);
            builder.Property(a => a.Version).HasMaxLength(VersionMaxLength);
            builder.Property(a => a.Stamp).HasMaxLength(StampMaxLength);
        }
    }
}
