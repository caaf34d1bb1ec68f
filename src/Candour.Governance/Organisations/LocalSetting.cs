using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Organisations;

/// <summary>What an organisation chose where its policy leaves a choice, from a day, until the next choice.</summary>
public sealed class LocalSetting : Owned
{
    public const int SettingMaxLength = 60;

    public const int ValueMaxLength = 500;

    public required string Policy { get; init; }

    /// <summary>The setting's id in the rulebook.</summary>
    public required string Setting { get; init; }

    public required DateOnly From { get; init; }

    public required string Value { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<LocalSetting>
    {
        public void Configure(EntityTypeBuilder<LocalSetting> builder)
        {
            builder.ToTable("local_settings");
            builder.HasKey(s => new { s.Organisation, s.Policy, s.Setting, s.From });
            builder.Property(s => s.Policy).HasMaxLength(JointPolicy.PolicyMaxLength);
            builder.Property(s => s.Setting).HasMaxLength(SettingMaxLength);
            builder.Property(s => s.Value).HasMaxLength(ValueMaxLength);
        }
    }
}
