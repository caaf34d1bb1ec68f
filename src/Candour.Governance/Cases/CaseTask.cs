using Candour.Governance.Access;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>An open step of a case, for a role or for somebody by name. Where several roles must take part each has a task of its own.</summary>
public sealed class CaseTask : OfMatter
{
    public const int RoleMaxLength = RoleGrant.RoleMaxLength;

    public required Reference Reference { get; init; }

    public required string Step { get; init; }

    /// <summary>The role's id; null when it falls to a person.</summary>
    public string? Role { get; init; }

    /// <summary>Whoever it falls to by name, or took it.</summary>
    public Reference? Person { get; internal set; }

    /// <summary>Nothing to do but read: they were told. It ends when one of them opens the case, and that is the receipt.</summary>
    public bool News { get; init; }

    /// <summary>Why it does not stand with the role that the policy names: everybody there is part of the matter, or nobody holds it. Null where it does.</summary>
    public string? Rerouted { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The moment after which it is late; null where nothing says, and while its clock stands still.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>To be done at once, before anything that only has a date.</summary>
    public bool AtOnce { get; init; }

    /// <summary>When it was done, or fell away.</summary>
    public DateTimeOffset? DoneAt { get; internal set; }

    /// <summary>Who did it; null when it fell away.</summary>
    public Reference? DoneBy { get; internal set; }

    /// <summary>What one of several roles has said, while the others have not: the answer as JSON.</summary>
    public string? Said { get; internal set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseTask>
    {
        public void Configure(EntityTypeBuilder<CaseTask> builder)
        {
            builder.ToTable("case_tasks");
            builder.HasKey(t => new { t.Organisation, t.Reference });
            builder.Property(t => t.Step).HasMaxLength(Case.ProcedureMaxLength);
            builder.Property(t => t.Role).HasMaxLength(RoleMaxLength);
            builder.Property(t => t.Rerouted).HasMaxLength(400);
            builder.HasIndex(t => new { t.Organisation, t.DoneAt, t.Person });
            builder.HasIndex(t => new { t.Organisation, t.DoneAt, t.Role, t.DueAt });
            builder.HasIndex(t => new { t.Organisation, t.Matter });
            builder.HasOne<Case>().WithMany().HasForeignKey(t => new { t.Organisation, t.Matter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(t => new { t.Organisation, t.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
