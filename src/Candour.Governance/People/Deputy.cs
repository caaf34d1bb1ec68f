using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.People;

/// <summary>Somebody stands in for somebody else; it always has a last day.</summary>
public sealed class Deputy : Dated
{
    /// <summary>Who stands in.</summary>
    public required Reference Person { get; init; }

    /// <summary>For whom.</summary>
    public required Reference For { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Deputy>
    {
        public void Configure(EntityTypeBuilder<Deputy> builder)
        {
            builder.ToTable("deputies");
            builder.HasKey(d => new { d.Organisation, d.Person, d.For, d.From });
            builder.HasOne<Person>().WithMany().HasForeignKey(d => new { d.Organisation, d.Person }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(d => new { d.Organisation, d.For }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
