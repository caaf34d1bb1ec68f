using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Requests;

/// <summary>Somebody asked for everything kept about them. The request is a case, from which they are kept like anybody who is named: it gathers what they may not know of. What they see of it is the <see cref="DataReply"/>.</summary>
public sealed class DataRequest : OfMatter
{
    public const int AboutMaxLength = 1000;

    public required Reference Reference { get; init; }

    /// <summary>Who asked.</summary>
    public required Reference Person { get; init; }

    /// <summary>What they look for, if they said so.</summary>
    public string? About { get; init; }

    /// <summary>What was kept at this moment is what is answered.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DataRequest>
    {
        public void Configure(EntityTypeBuilder<DataRequest> builder)
        {
            builder.ToTable("data_requests");
            builder.HasKey(r => new { r.Organisation, r.Reference });
            builder.Property(r => r.About).HasMaxLength(AboutMaxLength);
            builder.HasIndex(r => new { r.Organisation, r.Matter }).IsUnique();
            builder.HasOne<Case>().WithMany().HasForeignKey(r => new { r.Organisation, r.Matter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(r => new { r.Organisation, r.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What whoever asked sees: when they asked, until when they are answered, what information governance chose to tell them, and the answer. Nothing in it depends on what is kept about them.</summary>
public sealed class DataReply : Owned
{
    public const int ToldMaxLength = 4000;

    /// <summary>The request's.</summary>
    public required Reference Request { get; init; }

    public required Reference Person { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly DueOn { get; set; }

    public string? Told { get; internal set; }

    public DateTimeOffset? ToldAt { get; internal set; }

    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The answer as a file, JSON; the ledger vouches for it.</summary>
    public string? Answer { get; internal set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DataReply>
    {
        public void Configure(EntityTypeBuilder<DataReply> builder)
        {
            builder.ToTable("data_replies");
            builder.HasKey(r => new { r.Organisation, r.Request });
            builder.Property(r => r.Told).HasMaxLength(ToldMaxLength);
            builder.HasIndex(r => new { r.Organisation, r.Person });
            builder.HasOne<DataRequest>().WithMany().HasForeignKey(r => new { r.Organisation, r.Request }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(r => new { r.Organisation, r.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What becomes of one item.</summary>
public enum Release
{
    /// <summary>Given as it stands.</summary>
    Whole,

    /// <summary>Given in other words, the rest exempt.</summary>
    Part,

    /// <summary>Exempt.</summary>
    Exempt,
}

/// <summary>What was decided about one item of a request.</summary>
public sealed class DataDecision : OfMatter
{
    public const int ItemMaxLength = 60;

    public const int GivenMaxLength = 8000;

    public const int ReasonMaxLength = 1000;

    /// <summary>Which: <c>note/K7QX-3MPD</c>.</summary>
    public required string Item { get; init; }

    public required Release Release { get; set; }

    /// <summary>What is given in its place, for a part.</summary>
    public string? Given { get; set; }

    /// <summary>The exemption's id; null where all is given.</summary>
    public string? Exemption { get; set; }

    /// <summary>Why it applies.</summary>
    public string? Reason { get; set; }

    public required DateTimeOffset At { get; set; }

    public required string By { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DataDecision>
    {
        public void Configure(EntityTypeBuilder<DataDecision> builder)
        {
            builder.ToTable("data_decisions");
            builder.HasKey(d => new { d.Organisation, d.Matter, d.Item });
            builder.Property(d => d.Item).HasMaxLength(ItemMaxLength);
            builder.Property(d => d.Release).HasConversion<string>().HasMaxLength(20);
            builder.Property(d => d.Given).HasMaxLength(GivenMaxLength);
            builder.Property(d => d.Exemption).HasMaxLength(40);
            builder.Property(d => d.Reason).HasMaxLength(ReasonMaxLength);
            builder.Property(d => d.By).HasMaxLength(Scope.ByMaxLength);
            builder.HasOne<Case>().WithMany().HasForeignKey(d => new { d.Organisation, d.Matter }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
