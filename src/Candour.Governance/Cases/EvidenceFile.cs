using Candour.Governance.Access;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>A file kept as evidence in a case: its bytes as they came, their hash in the ledger. Nothing ever opens it here: it is handed out as a download only.</summary>
public sealed class EvidenceFile : OfMatter
{
    public const int NameMaxLength = 200;

    public const int DescriptionMaxLength = 1000;

    /// <summary>Largest file, in bytes.</summary>
    public const int MaxSize = 20 * 1024 * 1024;

    public required Reference Reference { get; init; }

    /// <summary>As it was called, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows and where it comes from, in words.</summary>
    public required string Description { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256, 64 hexadecimal digits; the ledger vouches for it.</summary>
    public required string Sha256 { get; init; }

    /// <summary>A warning comes first.</summary>
    public required bool Distressing { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>Apart, so that lists do not read it.</summary>
    public EvidenceBytes? Bytes { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<EvidenceFile>
    {
        public void Configure(EntityTypeBuilder<EvidenceFile> builder)
        {
            builder.ToTable("evidence_files");
            builder.HasKey(f => new { f.Organisation, f.Reference });
            builder.Property(f => f.Name).HasMaxLength(NameMaxLength);
            builder.Property(f => f.Description).HasMaxLength(DescriptionMaxLength);
            builder.Property(f => f.Sha256).HasMaxLength(64);
            builder.Property(f => f.By).HasMaxLength(Scope.ByMaxLength);
            builder.HasIndex(f => new { f.Organisation, f.Matter });
            builder.HasOne<Case>().WithMany().HasForeignKey(f => new { f.Organisation, f.Matter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(f => f.Bytes).WithOne().HasForeignKey<EvidenceBytes>(b => new { b.Organisation, b.File }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The bytes of a file.</summary>
public sealed class EvidenceBytes : OfMatter
{
    public required Reference File { get; init; }

    public required byte[] Content { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<EvidenceBytes>
    {
        public void Configure(EntityTypeBuilder<EvidenceBytes> builder)
        {
            builder.ToTable("evidence_bytes");
            builder.HasKey(b => new { b.Organisation, b.File });
        }
    }
}
