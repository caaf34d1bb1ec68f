using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Accounts;

/// <summary>Somebody is signed in somewhere, for a fixed time at most.</summary>
public sealed class Session : Owned
{
    public const int IdMaxLength = 64;

    public const int HowMaxLength = 40;

    /// <summary>Hash of the secret that the browser holds.</summary>
    public required string Id { get; init; }

    public required Reference Account { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>It ends then, whatever happens.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When somebody ended it; null while nobody has.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>By what they signed in: <c>password-app</c>, <c>passkey</c>.</summary>
    public required string How { get; init; }

    /// <summary>The organisation whose directory opened it, and nothing else is open in it; null for who signed in here.</summary>
    public string? Directory { get; init; }

    /// <summary>Hash of what the directory calls the session there; null where it says none.</summary>
    public string? DirectorySession { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("sessions");
            builder.HasKey(s => new { s.Organisation, s.Id });
            builder.Property(s => s.Id).HasMaxLength(IdMaxLength);
            builder.Property(s => s.How).HasMaxLength(HowMaxLength);
            builder.Property(s => s.Directory).HasMaxLength(Scope.OrganisationMaxLength);
            builder.Property(s => s.DirectorySession).HasMaxLength(IdMaxLength);
            builder.HasIndex(s => new { s.Organisation, s.Account });
            builder.HasOne<Account>().WithMany().HasForeignKey(s => new { s.Organisation, s.Account }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
