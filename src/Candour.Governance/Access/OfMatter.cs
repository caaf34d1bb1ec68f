using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Access;

/// <summary>A row that belongs to a matter. Whoever is walled off from the matter gets none of it: the context filters it by its being one of these.</summary>
public abstract class OfMatter : Owned
{
    public required Reference Matter { get; init; }

    internal static void BelongsToMatter<T>(EntityTypeBuilder<T> builder) where T : OfMatter =>
        builder.HasOne<Matter>().WithMany().HasForeignKey(r => new { r.Organisation, r.Matter }).OnDelete(DeleteBehavior.Restrict);
}
