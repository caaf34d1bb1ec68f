using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.People;

/// <summary>Somebody who works for an organisation. Who works for two is a person in each; a <see cref="Seat"/> says that it is one human.</summary>
public sealed class Person : Owned
{
    public const int StaffNumberMaxLength = 40;

    public const int NameMaxLength = 200;

    public const int EmailMaxLength = 254;

    public required Reference Reference { get; init; }

    /// <summary>The organisation's own number; no two people have the same.</summary>
    public required string StaffNumber { get; init; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    /// <summary>They want a mail each working morning that counts what waits for them.</summary>
    public bool DailyDigest { get; internal set; }

    public required DateOnly JoinedOn { get; set; }

    /// <summary>Last day; null for who has not left.</summary>
    public DateOnly? LeftOn { get; set; }

    internal static Error? Check(string staffNumber, string name, string? email) =>
        staffNumber.Length is 0 or > StaffNumberMaxLength ? new("person.staff-number", $"The staff number has {staffNumber.Length:N0} characters.", $"Write between 1 and {StaffNumberMaxLength}.")
        : name.Length is 0 or > NameMaxLength ? new("person.name", $"The name has {name.Length:N0} characters.", $"Write between 1 and {NameMaxLength}.")
        : email is not null && (email.Length > EmailMaxLength || email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at != email.LastIndexOf('@') || at == email.Length - 1))
            ? new("person.email", $"`{email}` is no e-mail address.", "Write one such as `name@example.org`, or none.")
        : null;

    internal static Error NotFound(Reference reference) => new("person.not-found", $"There is no person `{reference}`.", "Check the reference, or search by name.");

    internal sealed class Configuration : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("people");
            builder.HasKey(p => new { p.Organisation, p.Reference });
            builder.Property(p => p.StaffNumber).HasMaxLength(StaffNumberMaxLength);
            builder.Property(p => p.Name).HasMaxLength(NameMaxLength);
            builder.Property(p => p.Email).HasMaxLength(EmailMaxLength);
            builder.HasIndex(p => new { p.Organisation, p.StaffNumber }).IsUnique();
        }
    }
}
