using Candour.Engine.Facts;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.People;

/// <summary>Where a person works for a time, and as what: an employee of a ward, a student on placement.</summary>
public sealed class Placement : Dated
{
    public const int PlaceMaxLength = 120;

    public const int AsMaxLength = 40;

    public required Reference Reference { get; init; }

    public required Reference Person { get; init; }

    /// <summary>As people call it.</summary>
    public required string Place { get; init; }

    /// <summary>A value of the fact <c>actor</c>.</summary>
    public required string As { get; init; }

    /// <summary>What somebody can be placed as.</summary>
    internal static IReadOnlyList<string> Actors { get; } = [.. FactVocabulary.Find("actor")!.Values.Where(a => !FactVocabulary.IsPublic(a))];

    internal static Error? Check(string place, string actor) =>
        place.Length is 0 or > PlaceMaxLength ? new("placement.place", $"The place has {place.Length:N0} characters.", $"Write between 1 and {PlaceMaxLength}.")
        : !Actors.Contains(actor) ? new("placement.as", $"Nobody is placed as `{actor}`.", $"It is one of: {string.Join(", ", Actors)}.")
        : null;

    internal sealed class Configuration : IEntityTypeConfiguration<Placement>
    {
        public void Configure(EntityTypeBuilder<Placement> builder)
        {
            builder.ToTable("placements");
            builder.HasKey(p => new { p.Organisation, p.Reference });
            builder.Property(p => p.Place).HasMaxLength(PlaceMaxLength);
            builder.Property(p => p.As).HasMaxLength(AsMaxLength);
            builder.HasOne<Person>().WithMany().HasForeignKey(p => new { p.Organisation, p.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
