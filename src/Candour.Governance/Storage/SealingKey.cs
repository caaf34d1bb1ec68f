using Candour.Governance.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Storage;

/// <summary>A key that seals cookies and forms, shared by all nodes. It is itself sealed by a certificate that is not in the database.</summary>
public sealed class SealingKey : Owned
{
    public const int NameMaxLength = 100;

    public required string Name { get; init; }

    /// <summary>As the framework writes it, encrypted.</summary>
    public required string Xml { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SealingKey>
    {
        public void Configure(EntityTypeBuilder<SealingKey> builder)
        {
            builder.ToTable("sealing_keys");
            builder.HasKey(k => new { k.Organisation, k.Name });
            builder.Property(k => k.Name).HasMaxLength(NameMaxLength);
        }
    }
}

/// <summary>Keeps a sealing key.</summary>
public sealed class KeepSealingKey(Operations operations)
{
    /// <param name="name">The framework's name of it.</param>
    /// <param name="xml">Encrypted already.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ArgumentException">The key is not encrypted.</exception>
    public Task<Result<SealingKey>> RunAsync(string name, string xml, CancellationToken cancel)
    {
        if (!xml.Contains("EncryptedData", StringComparison.Ordinal) && xml.Contains("masterKey", StringComparison.Ordinal))
        {
            throw new ArgumentException("A sealing key in the clear must not come into the database.", nameof(xml));
        }

        return operations.RunAsync<SealingKey>(Scope.OfInstallation("sealing"), "sealing-key-made", "cookies and forms are sealed with a new key every three months", operation =>
        {
            var key = new SealingKey { Organisation = Scope.InstallationId, Name = name, Xml = xml };
            operation.Db.SealingKeys.Add(key);
            operation.Record(name.Length > Entry.SubjectMaxLength ? name[..Entry.SubjectMaxLength] : name, []);
            return Task.FromResult<Result<SealingKey>>(key);
        }, cancel);
    }
}
