using System.Text.RegularExpressions;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Organisations;

/// <summary>One of the organisations of this installation.</summary>
public sealed partial class Organisation
{
    public const int NameMaxLength = 200;

    /// <summary>Pinned, such as <c>bellweather</c>: small letters, digits and hyphens. It stands on every row and in the name of its ledger.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Last day on which it existed.</summary>
    public DateOnly? DissolvedOn { get; set; }

    /// <summary>The organisation that took over.</summary>
    public string? Successor { get; set; }

    public bool Exists(DateOnly on) => DissolvedOn is not { } last || on <= last;

    public static bool IsId(string text) => text.Length <= Scope.OrganisationMaxLength && text != Scope.InstallationId && IdForm().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();

    internal sealed class Configuration : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> builder)
        {
            builder.ToTable("organisations");
            builder.HasKey(o => o.Id);
            builder.Property(o => o.Id).HasMaxLength(Scope.OrganisationMaxLength);
            builder.Property(o => o.Name).HasMaxLength(NameMaxLength);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(o => o.Successor).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
