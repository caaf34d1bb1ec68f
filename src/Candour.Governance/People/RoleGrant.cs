using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.People;

/// <summary>A person holds a role of a policy for a time.</summary>
public sealed class RoleGrant : Dated
{
    public const int RoleMaxLength = 120;

    public const int IsMaxLength = 40;

    public required Reference Reference { get; init; }

    public required Reference Person { get; init; }

    /// <summary>The rulebook's id.</summary>
    public required string Policy { get; init; }

    /// <summary>The role's id in the rulebook.</summary>
    public required string Role { get; init; }

    /// <summary>What the rulebook said, at the time, that this role is: <c>communications</c>, <c>manager</c>.</summary>
    public required string Is { get; init; }

    /// <summary>Who granted it, as the ledger says it.</summary>
    public required string GrantedBy { get; init; }

    /// <summary>When somebody last said that it is still needed; null when nobody has.</summary>
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>Who said so, as the ledger says it.</summary>
    public string? ConfirmedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RoleGrant>
    {
        public void Configure(EntityTypeBuilder<RoleGrant> builder)
        {
            builder.ToTable("role_grants");
            builder.HasKey(g => new { g.Organisation, g.Reference });
            builder.Property(g => g.Policy).HasMaxLength(JointPolicy.PolicyMaxLength);
            builder.Property(g => g.Role).HasMaxLength(RoleMaxLength);
            builder.Property(g => g.Is).HasMaxLength(IsMaxLength);
            builder.Property(g => g.GrantedBy).HasMaxLength(Scope.ByMaxLength);
            builder.Property(g => g.ConfirmedBy).HasMaxLength(Scope.ByMaxLength);
            builder.HasOne<Person>().WithMany().HasForeignKey(g => new { g.Organisation, g.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
