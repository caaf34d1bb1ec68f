using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Access;

/// <summary>A person must not know of a matter: named in it, or kept from it because of somebody who is. The filters of the context read it; nobody else does, since its rows would betray what they hide.</summary>
internal sealed class Wall : Owned
{
    public required Reference Matter { get; init; }

    public required Reference Person { get; init; }

    /// <summary>The named person because of whom; the person themselves when they are named.</summary>
    public required Reference Because { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Wall>
    {
        public void Configure(EntityTypeBuilder<Wall> builder)
        {
            builder.ToTable("walls");
            builder.HasKey(w => new { w.Organisation, w.Matter, w.Person });
            builder.HasIndex(w => new { w.Organisation, w.Person });
            builder.HasOne<Matter>().WithMany().HasForeignKey(w => new { w.Organisation, w.Matter }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(w => new { w.Organisation, w.Person }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Person>().WithMany().HasForeignKey(w => new { w.Organisation, w.Because }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
