using System.Text;
using Candour.Engine.Evidence;

namespace Candour.Engine.Tests.Evidence;

/// <summary>Small ledgers of invented deeds, always the same bytes.</summary>
internal sealed class Ledgers
{
    public const string Origin = "ledger.example/o-1";

    private readonly MemoryStream _file;
    private readonly LedgerExport _export;
    private readonly MerkleTree _tree = new();
    private readonly ErasedList _erased = new();

    public Ledgers()
        : this(new MemoryStream())
    {
    }

    private Ledgers(MemoryStream file) => (_file, _export) = (file, new(file, "o-1", Origin));

    public static SigningKey Key { get; } = SigningKey.Create(Origin, NoteKeyKind.Log, [.. Enumerable.Repeat((byte)7, 32)]);

    public static SigningKey Witness { get; } = SigningKey.Create("witness.example/w1", NoteKeyKind.Witness, [.. Enumerable.Repeat((byte)9, 32)]);

    public static byte[] Salt(long n) => Digest.Of(Encoding.ASCII.GetBytes($"salt {n}")).ToArray();

    public static LedgerEntry Deed(long n) => new()
    {
        Who = $"p-{n % 3}", What = "case-opened", When = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero).AddSeconds(n), Organisation = "o-1", About = $"K7QX-{n:0000}",
        Why = $"Reported on the ward, number {n}", Content = CanonicalJson.Parse(Encoding.UTF8.GetBytes($"{{\"case\":{n},\"note\":\"as seen – {n}\"}}")),
    };

    /// <summary>An export of some entries, with a checkpoint after every fourth and at the end.</summary>
    public static byte[] Export(int entries) => new Ledgers().Add(entries).Done();

    public Ledgers Add(int count, Func<LedgerEntry, LedgerEntry>? change = null, bool erased = false)
    {
        for (var i = 0; i < count; i++)
        {
            var n = _tree.Size;
            Add(change?.Invoke(Deed(n)) ?? Deed(n), erased);
            if (n % 4 == 3)
            {
                Checkpoint();
            }
        }

        return this;
    }

    public Ledgers Add(LedgerEntry entry, bool erased = false)
    {
        var n = _tree.Size;
        var leaf = LedgerLeaf.Commit(n, entry, Salt(n));
        _tree.Append(leaf.Hash);
        if (entry.What == LedgerErasure.Operation && LedgerErasure.TryRead(n, entry.Content, out var named, out _))
        {
            foreach (var index in named)
            {
                _erased.Add(index);
            }
        }

        if (erased)
        {
            _export.Entry(leaf.Head.Span, leaf.Hash, default, default);
        }
        else
        {
            _export.Entry(leaf, Salt(n));
        }

        return this;
    }

    /// <summary>An entry that says some earlier ones were erased.</summary>
    public Ledgers Erase(params long[] entries) => Add(Deed(_tree.Size) with { What = LedgerErasure.Operation, About = null, Content = LedgerErasure.Content("p-dpo", entries), Why = "Asked for by the person" });

    public SignedNote Note() => Candour.Engine.Evidence.Checkpoint.Of(Origin, _tree, _erased).Sign(Key);

    public Ledgers Checkpoint()
    {
        _export.Checkpoint(Note());
        return this;
    }

    public Ledgers Unnumbered(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _export.Unnumbered(Deed(1000 + i), Salt(1000 + i));
        }

        return this;
    }

    public byte[] Done(bool checkpoint = true)
    {
        if (checkpoint)
        {
            Checkpoint();
        }

        _export.End();
        return _file.ToArray();
    }
}
