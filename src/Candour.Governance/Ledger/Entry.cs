using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Ledger;

/// <summary>Who did what, when, why. Written with the deed, numbered afterwards, never changed.</summary>
public sealed class Entry : Owned
{
    public const int WhatMaxLength = 60;

    public const int WhyMaxLength = 1000;

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A person's reference, or a part of the system in angle brackets.</summary>
    public required string By { get; init; }

    /// <summary>Pinned, a noun and what befell it: <c>role-granted</c>.</summary>
    public required string What { get; init; }

    /// <summary>What it was done to: a reference or an id.</summary>
    public required string Subject { get; init; }

    /// <summary>The reason given.</summary>
    public string? Why { get; set; }

    /// <summary>What changed, as a JSON object.</summary>
    public string? Content { get; set; }

    /// <summary>Its place in the organisation's ledger, from 0; null until it is numbered.</summary>
    public long? Index { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Entry>
    {
        public void Configure(EntityTypeBuilder<Entry> builder)
        {
            builder.ToTable("entries");
            builder.HasKey(e => new { e.Organisation, e.Id });
            builder.Property(e => e.By).HasMaxLength(Scope.ByMaxLength);
            builder.Property(e => e.What).HasMaxLength(WhatMaxLength);
            builder.Property(e => e.Subject).HasMaxLength(200);
            builder.Property(e => e.Why).HasMaxLength(WhyMaxLength);
            builder.HasIndex(e => new { e.Organisation, e.Index }).IsUnique();
        }
    }
}
