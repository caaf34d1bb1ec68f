using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Organisations;

/// <summary>A policy that several organisations share. Each of them adopts its versions for itself: two boards, two days.</summary>
public sealed class JointPolicy
{
    public const int PolicyMaxLength = 40;

    /// <summary>The rulebook's id, such as <c>cumbria</c>.</summary>
    public required string Policy { get; init; }

    /// <summary>Who shares it.</summary>
    public ICollection<Party> Parties { get; } = [];

    /// <summary>One of those who share it.</summary>
    public sealed class Party
    {
        public required string Policy { get; init; }

        public required string Organisation { get; init; }
    }

    internal sealed class Configuration : IEntityTypeConfiguration<JointPolicy>
    {
        public void Configure(EntityTypeBuilder<JointPolicy> builder)
        {
            builder.ToTable("joint_policies");
            builder.HasKey(j => j.Policy);
            builder.Property(j => j.Policy).HasMaxLength(PolicyMaxLength);
            builder.HasMany(j => j.Parties).WithOne().HasForeignKey(p => p.Policy).OnDelete(DeleteBehavior.Restrict);
            builder.Navigation(j => j.Parties).AutoInclude();
        }
    }

    internal sealed class PartyConfiguration : IEntityTypeConfiguration<Party>
    {
        public void Configure(EntityTypeBuilder<Party> builder)
        {
            builder.ToTable("joint_policy_parties");
            builder.HasKey(p => new { p.Policy, p.Organisation });
            builder.Property(p => p.Organisation).HasMaxLength(Scope.OrganisationMaxLength);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.Organisation).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
