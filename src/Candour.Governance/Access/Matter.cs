using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Access;

/// <summary>Something about people that not everybody may know of. Whoever is walled off from it gets no row of it, whatever they ask.</summary>
public sealed class Matter : Owned
{
    public const int KindMaxLength = 40;

    public const int TextMaxLength = 4000;

    public required Reference Reference { get; init; }

    /// <summary>The rulebook whose rules of access hold for it.</summary>
    public required string Policy { get; init; }

    /// <summary>Which rules of access hold for it: a word of the rulebook.</summary>
    public required string Kind { get; init; }

    /// <summary>What was said, 1 to <see cref="TextMaxLength"/> characters.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who brought it up; null when nobody says.</summary>
    public Reference? Reporter { get; init; }

    /// <summary>Who is named in it.</summary>
    public ICollection<NamedPerson> Named { get; } = [];

    internal static Error NotFound(Reference reference) => new("matter.not-found", $"There is no matter `{reference}`.", "Check the reference.");

    internal sealed class Configuration : IEntityTypeConfiguration<Matter>
    {
        public void Configure(EntityTypeBuilder<Matter> builder)
        {
            builder.ToTable("matters");
            builder.HasKey(m => new { m.Organisation, m.Reference });
            builder.Property(m => m.Policy).HasMaxLength(JointPolicy.PolicyMaxLength);
            builder.Property(m => m.Kind).HasMaxLength(KindMaxLength);
            builder.Property(m => m.Text).HasMaxLength(TextMaxLength);
            builder.HasOne<Person>().WithMany().HasForeignKey(m => new { m.Organisation, m.Reporter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(m => m.Named).WithOne().HasForeignKey(n => new { n.Organisation, n.Matter }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A person is named in a matter.</summary>
public sealed class NamedPerson : OfMatter
{
    public required Reference Person { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NamedPerson>
    {
        public void Configure(EntityTypeBuilder<NamedPerson> builder)
        {
            builder.ToTable("named_people");
            builder.HasKey(n => new { n.Organisation, n.Matter, n.Person });
            builder.HasOne<Person>().WithMany().HasForeignKey(n => new { n.Organisation, n.Person }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
