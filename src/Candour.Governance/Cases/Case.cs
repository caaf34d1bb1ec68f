using Candour.Governance.Access;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Cases;

/// <summary>How far a case is.</summary>
public enum CaseState
{
    /// <summary>Steps are open.</summary>
    Open,

    /// <summary>The procedure has come to an end; the case is not closed yet.</summary>
    Ended,

    /// <summary>Closed, with its outcome.</summary>
    Closed,

    /// <summary>Went on as another case.</summary>
    Merged,
}

/// <summary>One run of a procedure about one matter, under the rulebook's version that held when it began. What happened in it is its answers, in order: replaying them gives its state.</summary>
public sealed class Case : OfMatter
{
    public const int ProcedureMaxLength = 80;

    public const int OutcomeMaxLength = 1000;

    /// <summary>The rulebook's id.</summary>
    public required string Policy { get; init; }

    /// <summary>The version that held when it began; it stays.</summary>
    public required string Version { get; init; }

    /// <summary>The procedure's id in that version.</summary>
    public required string Procedure { get; init; }

    /// <summary>What was known at the start, as JSON: facts by name.</summary>
    public required string Facts { get; init; }

    /// <summary>What the organisation had chosen when it began where the policy leaves a choice, as JSON: values by setting. It stays, as the version does; null for cases from before this was kept, which count by the rulebook's own values.</summary>
    public string? Settings { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public CaseState State { get; internal set; }

    /// <summary>The step at which it ended; null while it goes on.</summary>
    public string? End { get; internal set; }

    /// <summary>What came of it, in the words of whoever closed it.</summary>
    public string? Outcome { get; internal set; }

    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>When the person concerned was told; null while they were not.</summary>
    public DateTimeOffset? ToldAt { get; internal set; }

    /// <summary>Who told them, or decided to wait.</summary>
    public Reference? ToldBy { get; internal set; }

    /// <summary>Why they have not been told yet, or will not be.</summary>
    public string? NotToldBecause { get; internal set; }

    /// <summary>How many answers it has. Two people who act at once both wanted to make the next.</summary>
    public int Answers { get; internal set; }

    /// <summary>The case as which it went on.</summary>
    public Reference? MergedInto { get; internal set; }

    internal static Error NotFound(Reference reference) => new("case.not-found", $"There is no case `{reference}`.", "Check the reference.");

    internal Error? MustGoOn() => State switch
    {
        CaseState.Closed => new("case.closed", $"Case `{Matter}` was closed on {ClosedAt:yyyy-MM-dd}.", "Reopen it first, with the reason."),
        CaseState.Merged => new("case.merged", $"Case `{Matter}` went on as `{MergedInto}`.", "Go on there."),
        _ => null,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<Case>
    {
        public void Configure(EntityTypeBuilder<Case> builder)
        {
            builder.ToTable("cases");
            builder.HasKey(c => new { c.Organisation, c.Matter });
            builder.Property(c => c.Policy).HasMaxLength(JointPolicy.PolicyMaxLength);
            builder.Property(c => c.Version).HasMaxLength(Adoption.VersionMaxLength);
            builder.Property(c => c.Procedure).HasMaxLength(ProcedureMaxLength);
            builder.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.End).HasMaxLength(ProcedureMaxLength);
            builder.Property(c => c.Outcome).HasMaxLength(OutcomeMaxLength);
            builder.Property(c => c.NotToldBecause).HasMaxLength(OutcomeMaxLength);
            builder.HasIndex(c => new { c.Organisation, c.State, c.OpenedAt });
            builder.HasOne<Matter>().WithOne().HasForeignKey<Case>(c => new { c.Organisation, c.Matter }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
