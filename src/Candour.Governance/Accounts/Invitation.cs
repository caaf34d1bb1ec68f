using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Accounts;

/// <summary>A person may make an account, or add this organisation to the one they have: once, and not for long.</summary>
public sealed class Invitation : Owned
{
    public const int HashMaxLength = 64;

    public required Reference Reference { get; init; }

    public required Reference Person { get; init; }

    /// <summary>Hash of the code; the code itself is known to whoever was given it.</summary>
    public required string CodeHash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>When it was used, or a newer one took its place; null while it is good.</summary>
    public DateTimeOffset? SpentAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> builder)
        {
            builder.ToTable("invitations");
            builder.HasKey(i => new { i.Organisation, i.Reference });
            builder.Property(i => i.CodeHash).HasMaxLength(HashMaxLength);
            builder.HasIndex(i => new { i.Organisation, i.CodeHash }).IsUnique();
            builder.HasOne<Person>().WithMany().HasForeignKey(i => new { i.Organisation, i.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
