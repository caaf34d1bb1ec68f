using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Accounts;

/// <summary>
/// Which account somebody of an organisation's directory has: bound once, by what the directory itself calls them, which it gives to nobody else. It counts for that organisation only, so that no directory, whatever it says of
/// itself, is believed about another organisation's people.
/// </summary>
public sealed class DirectoryLink : Owned
{
    public const int IssuerMaxLength = 400;

    public const int SubjectMaxLength = 255; // OpenID Connect Core 1.0, section 2

    /// <summary>Whose directory: the organisation's id.</summary>
    public required string At { get; init; }

    /// <summary>The directory, as its tokens name it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Whom it means, in letters and digits of its own.</summary>
    public required string Subject { get; init; }

    public required Reference Account { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DirectoryLink>
    {
        public void Configure(EntityTypeBuilder<DirectoryLink> builder)
        {
            builder.ToTable("directory_links");
            builder.HasKey(l => new { l.Organisation, l.At, l.Issuer, l.Subject });
            builder.Property(l => l.At).HasMaxLength(Scope.OrganisationMaxLength);
            builder.Property(l => l.Issuer).HasMaxLength(IssuerMaxLength);
            builder.Property(l => l.Subject).HasMaxLength(SubjectMaxLength);
            builder.HasIndex(l => new { l.Organisation, l.Account, l.At, l.Issuer }).IsUnique();
            builder.HasOne<Account>().WithMany().HasForeignKey(l => new { l.Organisation, l.Account }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
