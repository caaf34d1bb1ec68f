using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Accounts;

/// <summary>A passkey of an account: its public half, as the browser gave it.</summary>
public sealed class Passkey : Owned
{
    public const int IdMaxLength = 1400; // 1,023 bytes, the standard's most, in base64url

    public const int NameMaxLength = 60;

    public const int TransportsMaxLength = 200;

    /// <summary>The credential's id, in base64url.</summary>
    public required string Id { get; init; }

    public required Reference Account { get; init; }

    /// <summary>As its owner calls it.</summary>
    public required string Name { get; set; }

    public required byte[] PublicKey { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How often it signed, as it says itself: a number that goes back betrays a copy.</summary>
    public required long SignCount { get; set; }

    /// <summary>How browsers reach it, separated by spaces.</summary>
    public required string Transports { get; init; }

    public required bool IsUserVerified { get; set; }

    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; set; }

    public required byte[] Attestation { get; init; }

    public required byte[] ClientData { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> builder)
        {
            builder.ToTable("passkeys");
            builder.HasKey(p => new { p.Organisation, p.Id });
            builder.Property(p => p.Id).HasMaxLength(IdMaxLength);
            builder.Property(p => p.Name).HasMaxLength(NameMaxLength);
            builder.Property(p => p.Transports).HasMaxLength(TransportsMaxLength);
        }
    }
}
