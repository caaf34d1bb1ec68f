using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.People;

/// <summary>A person has a line manager for a time; one at a time, and nobody is above themselves.</summary>
public sealed class Management : Dated
{
    public required Reference Person { get; init; }

    public required Reference Manager { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Management>
    {
        public void Configure(EntityTypeBuilder<Management> builder)
        {
            builder.ToTable("management");
            builder.HasKey(m => new { m.Organisation, m.Person, m.From });
            builder.HasOne<Person>().WithMany().HasForeignKey(m => new { m.Organisation, m.Person }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(m => new { m.Organisation, m.Manager }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
