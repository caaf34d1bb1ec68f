using Candour.Governance.Access;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>One answer to one step, in the order in which they were given. Never changed: a correction is a new answer.</summary>
public sealed class CaseAnswer : OfMatter
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Step { get; init; }

    /// <summary>What the interpreter reads again: the answer as JSON.</summary>
    public required string Answer { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A person's reference, or a part of the system.</summary>
    public required string By { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseAnswer>
    {
        public void Configure(EntityTypeBuilder<CaseAnswer> builder)
        {
            builder.ToTable("case_answers");
            builder.HasKey(a => new { a.Organisation, a.Matter, a.Number });
            builder.Property(a => a.Step).HasMaxLength(Case.ProcedureMaxLength);
            builder.Property(a => a.By).HasMaxLength(Scope.ByMaxLength);
            builder.HasOne<Case>().WithMany().HasForeignKey(a => new { a.Organisation, a.Matter }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
