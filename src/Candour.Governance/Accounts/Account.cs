using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Accounts;

/// <summary>A human who signs in. The installation owns it; <see cref="People.Seat"/>s say who they are in which organisation. Secrets lie here hashed or sealed, never readable.</summary>
public sealed class Account : Owned
{
    public const int NameMaxLength = 254;

    public const int HashMaxLength = 200;

    public const int StampMaxLength = 64;

    public const int SealedMaxLength = 600;

    public const int CodesMaxLength = 1000;

    public required Reference Reference { get; init; }

    /// <summary>What they type to sign in; null for who never signs in by it.</summary>
    public string? SignInName { get; set; }

    /// <summary>The same in the spelling that is compared; no two accounts have the same.</summary>
    public string? NormalisedName { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever a password or factor does: every session from before then ends.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>Changes with every save.</summary>
    public string Edition { get; set; } = "";

    /// <summary>The key that an authenticator app shares, sealed by whoever keeps it.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The authenticator app was tried, or a passkey was made: nobody gets in without.</summary>
    public bool HasSecondFactor { get; set; }

    /// <summary>Hashes of recovery codes not used yet, separated by spaces.</summary>
    public string RecoveryCodes { get; set; } = "";

    /// <summary>Beginnings of the hashes of the codes and challenges used last, separated by spaces: none is good twice.</summary>
    public string? LastCode { get; set; }

    public int FailedCount { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Until when a second factor must be set up; afterwards only a new invitation helps. Null once it is.</summary>
    public DateTimeOffset? EnrolBy { get; set; }

    /// <summary>Sealed on paper for the day on which no administrator can sign in.</summary>
    public bool IsBreakGlass { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>From when nobody signs in with it any more.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public ICollection<Passkey> Passkeys { get; } = [];

    internal static Error NotFound(Reference reference) => new("account.not-found", $"There is no account `{reference}`.", "Sign in again.");

    internal sealed class Configuration : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> builder)
        {
            builder.ToTable("accounts");
            builder.HasKey(a => new { a.Organisation, a.Reference });
            builder.Property(a => a.SignInName).HasMaxLength(NameMaxLength);
            builder.Property(a => a.NormalisedName).HasMaxLength(NameMaxLength);
            builder.Property(a => a.PasswordHash).HasMaxLength(HashMaxLength);
            builder.Property(a => a.SecurityStamp).HasMaxLength(StampMaxLength);
            builder.Property(a => a.Edition).HasMaxLength(StampMaxLength);
            builder.Property(a => a.AuthenticatorKey).HasMaxLength(SealedMaxLength);
            builder.Property(a => a.RecoveryCodes).HasMaxLength(CodesMaxLength);
            builder.Property(a => a.LastCode).HasMaxLength(StampMaxLength);
            builder.HasIndex(a => new { a.Organisation, a.NormalisedName }).IsUnique();
            builder.HasMany(a => a.Passkeys).WithOne().HasForeignKey(p => new { p.Organisation, p.Account }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
