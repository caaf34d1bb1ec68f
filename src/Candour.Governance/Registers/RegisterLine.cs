using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using Candour.Engine.Procedures;
using Candour.Governance.Access;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Registers;

/// <summary>A line of a register, made by a step of a case. A correction is a new line that says which one it corrects; the old one stays.</summary>
public sealed class RegisterLine : OfMatter
{
    public const int RegisterMaxLength = 80;

    public const int ReasonMaxLength = 1000;

    public required Reference Reference { get; init; }

    public required string Policy { get; init; }

    /// <summary>The register's id in the rulebook.</summary>
    public required string Register { get; init; }

    /// <summary>The step that made it.</summary>
    public required string Step { get; init; }

    /// <summary>The fields by their ids, as JSON.</summary>
    public required string Fields { get; init; }

    /// <summary>All words of the fields that everybody who may read the register may see, for searching.</summary>
    public required string Words { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>The entry that this one puts right.</summary>
    public Reference? Corrects { get; init; }

    /// <summary>Why it was put right.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a later entry put it right.</summary>
    public bool IsCorrected { get; internal set; }

    internal static RegisterLine Make(Operation operation, Register register, string policy, Reference matter, string step, JsonObject fields, Reference? corrects = null, string? reason = null) => new()
    {
        Organisation = operation.Scope.Organisation, Reference = Reference.New(), Policy = policy, Register = register.Id, Matter = matter, Step = step, Fields = fields.ToJsonString(),
        Words = string.Join(' ', register.Fields.Where(f => !f.Restricted).Select(f => fields[f.Id]).OfType<JsonNode>().Select(n => n is JsonValue v && v.TryGetValue<string>(out var text) ? text : n.ToJsonString())).ToLowerInvariant(),
        At = operation.At, By = operation.Scope.By, Corrects = corrects, Reason = reason,
    };

    internal NamedThing Vouch() => Vouched.For($"register/{Reference}", Fields);

    internal sealed class Configuration : IEntityTypeConfiguration<RegisterLine>
    {
        public void Configure(EntityTypeBuilder<RegisterLine> builder)
        {
            builder.ToTable("register_lines");
            builder.HasKey(e => new { e.Organisation, e.Reference });
            builder.Property(e => e.Policy).HasMaxLength(JointPolicy.PolicyMaxLength);
            builder.Property(e => e.Register).HasMaxLength(RegisterMaxLength);
            builder.Property(e => e.Step).HasMaxLength(Case.ProcedureMaxLength);
            builder.Property(e => e.By).HasMaxLength(Scope.ByMaxLength);
            builder.Property(e => e.Reason).HasMaxLength(ReasonMaxLength);
            builder.HasIndex(e => new { e.Organisation, e.Policy, e.Register, e.At });
            builder.HasIndex(e => new { e.Organisation, e.Matter });
            builder.HasOne<Case>().WithMany().HasForeignKey(e => new { e.Organisation, e.Matter }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
