using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Background;

/// <summary>A message as it is kept until it is done. One shape for all kinds, so that the library that carries it knows none of them.</summary>
/// <param name="Id">The same however often it is delivered.</param>
/// <param name="Kind">Pinned name of the kind of message.</param>
/// <param name="Organisation">Whose; the installation's id for what belongs to nobody.</param>
/// <param name="Body">The message as JSON.</param>
public sealed record Job(Guid Id, string Kind, string Organisation, string Body);

/// <summary>One delivery of a message to its handler. There may be several of one message: after a kill, or when a handler failed.</summary>
/// <param name="Message">The message's id, the same in each.</param>
/// <param name="Organisation">Whose message.</param>
/// <param name="Attempt">From 1.</param>
public sealed record Delivery(Guid Message, string Organisation, int Attempt)
{
    /// <summary>An operation that was done when the message came before says so, and nothing is stored.</summary>
    public static readonly Error DoneBefore = new("delivery.done", "This was done when the message came before.", "Nothing needs to be done.");

    /// <summary>The scope to work in.</summary>
    /// <param name="part">The part of the system that works, as the ledger says it.</param>
    public Scope Scope(string part) => Organisation == Storage.Scope.InstallationId ? Storage.Scope.OfInstallation(part) : Storage.Scope.OfSystem(Organisation, part);
}

/// <summary>That a message was done, written with what it did.</summary>
public sealed class DoneMessage : Owned
{
    public required Guid Message { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DoneMessage>
    {
        public void Configure(EntityTypeBuilder<DoneMessage> builder)
        {
            builder.ToTable("done_messages");
            builder.HasKey(d => new { d.Organisation, d.Message });
        }
    }
}
