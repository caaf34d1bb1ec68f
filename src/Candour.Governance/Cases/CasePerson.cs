using Candour.Governance.Access;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>What somebody is in a case.</summary>
public enum Part
{
    /// <summary>Brought it up.</summary>
    Reporter,

    /// <summary>It was done to them, or it is about what is theirs.</summary>
    Affected,

    /// <summary>Saw it.</summary>
    Witness,

    /// <summary>Said to be behind it. They, and whoever must not know because of them, get nothing of it.</summary>
    Implicated,

    /// <summary>Works on it.</summary>
    Handler,

    /// <summary>Steps aside: handles nothing of it any more.</summary>
    Recused,
}

/// <summary>Somebody in a case: one of our people, or somebody from outside by name.</summary>
public sealed class CasePerson : OfMatter
{
    public required Reference Reference { get; init; }

    public required Part Part { get; init; }

    /// <summary>One of our people; null for somebody from outside.</summary>
    public Reference? Person { get; init; }

    /// <summary>Somebody from outside, as they are called; null for our people, whose names stand in one place.</summary>
    public string? Outsider { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CasePerson>
    {
        public void Configure(EntityTypeBuilder<CasePerson> builder)
        {
            builder.ToTable("case_people");
            builder.HasKey(p => new { p.Organisation, p.Reference });
            builder.Property(p => p.Part).HasConversion<string>().HasMaxLength(20);
            builder.Property(p => p.Outsider).HasMaxLength(People.Person.NameMaxLength);
            builder.HasIndex(p => new { p.Organisation, p.Matter });
            builder.HasIndex(p => new { p.Organisation, p.Person });
            builder.HasOne<Case>().WithMany().HasForeignKey(p => new { p.Organisation, p.Matter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(p => new { p.Organisation, p.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
