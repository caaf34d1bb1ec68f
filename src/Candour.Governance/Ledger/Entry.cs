using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Candour.Governance.Ledger;

/// <summary>Who did what, when, why. Written with the deed, numbered afterwards, never changed; only its body can be erased.</summary>
public sealed class Entry : Owned
{
    public const int WhatMaxLength = 60;

    public const int SubjectMaxLength = 200;

    public const int WhyMaxLength = 1000;

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A person's reference, or a part of the system in angle brackets.</summary>
    public required string By { get; init; }

    /// <summary>Pinned, a noun and what befell it: <c>role-granted</c>.</summary>
    public required string What { get; init; }

    /// <summary>What it was done to: a reference or an id, never a name.</summary>
    public required string Subject { get; init; }

    /// <summary>What changed and why, as canonical JSON, byte for byte what the ledger commits to; null when it was erased.</summary>
    public string? Body { get; internal set; }

    /// <summary>Goes with the body.</summary>
    public byte[]? Salt { get; internal set; }

    /// <summary>Its place in the organisation's ledger, from 0; null until it is numbered.</summary>
    public long? Index { get; internal set; }

    /// <summary>What stays for ever, as canonical JSON; null until it is numbered.</summary>
    public string? Head { get; internal set; }

    /// <summary>The hash of the head; null until it is numbered.</summary>
    public byte[]? Leaf { get; internal set; }

    /// <summary>The reason given; null when it was erased.</summary>
    public string? Why => Body is null ? null : Parse().Why;

    /// <summary>What changed; null when it was erased.</summary>
    public JsonElement? Content => Body is null ? null : Parse().Content;

    internal static Entry Make(Scope scope, DateTimeOffset at, string what, string subject, string why, JsonObject content, IReadOnlyList<NamedThing> things)
    {
        var entry = new LedgerEntry { Organisation = scope.Organisation, When = at, Who = scope.By, What = what, About = subject, Why = why, Content = CanonicalJson.Parse(Encoding.UTF8.GetBytes(content.ToJsonString())), Things = things };
        return new()
        {
            Organisation = scope.Organisation, Id = Guid.NewGuid(), At = at, By = scope.By, What = what, Subject = subject,
            Body = Encoding.UTF8.GetString(entry.Body()), Salt = RandomNumberGenerator.GetBytes(LedgerLeaf.SaltSize),
        };
    }

    /// <summary>Gives it its place: from here on the ledger commits to it.</summary>
    internal Digest Number(long index)
    {
        if (Body is null || Salt is null)
        {
            throw new InvalidDataException($"Entry {Id} of {Organisation} lost its content before it was numbered. Restore a back-up.");
        }

        var head = HeadAt(index, LedgerLeaf.SealOf(Encoding.UTF8.GetBytes(Body), Salt));
        var leaf = MerkleTree.Leaf(head);
        (Index, Head, Leaf) = (index, Encoding.UTF8.GetString(head), leaf.ToArray());
        return leaf;
    }

    /// <summary>The head that belongs to what the row says.</summary>
    internal byte[] HeadAt(long? index, Digest seal) => Parts(default, "", []).Head(index, seal);

    internal LedgerEntry Parse()
    {
        using var body = JsonDocument.Parse(Body ?? throw new InvalidOperationException("The body was erased."));
        return Parts(
            body.RootElement.GetProperty("content").Clone(),
            body.RootElement.GetProperty("why").GetString()!,
            [.. body.RootElement.GetProperty("things").EnumerateArray().Select(t => new NamedThing(t.GetProperty("name").GetString()!, new Digest(Convert.FromHexString(t.GetProperty("sha256").GetString()!))))]);
    }

    private LedgerEntry Parts(JsonElement content, string why, IReadOnlyList<NamedThing> things) => new()
    {
        Organisation = Organisation, When = At, Who = By, What = What, About = Subject, Why = why, Content = content, Things = things,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<Entry>
    {
        public void Configure(EntityTypeBuilder<Entry> builder)
        {
            builder.ToTable("entries");
            builder.HasKey(e => new { e.Organisation, e.Id });
            builder.Property(e => e.By).HasMaxLength(Scope.ByMaxLength);
            builder.Property(e => e.What).HasMaxLength(WhatMaxLength);
            builder.Property(e => e.Subject).HasMaxLength(SubjectMaxLength);
            builder.Property(e => e.Salt).HasMaxLength(LedgerLeaf.SaltSize);
            builder.Property(e => e.Leaf).HasMaxLength(Digest.Size);
            builder.Ignore(e => e.Why);
            builder.Ignore(e => e.Content);
            builder.HasIndex(e => new { e.Organisation, e.Index }).IsUnique();
            builder.HasIndex(e => new { e.Organisation, e.Subject });
        }
    }
}
