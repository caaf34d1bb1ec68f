using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Candour.Engine.Screening.Names;

/// <summary>The tags of the name tagger. Their numbers are part of the form of the model file.</summary>
public enum NameTag : byte
{
    /// <summary>No name.</summary>
    Outside,

    /// <summary>First token of a person's name.</summary>
    BeginPerson,

    /// <summary>Further token of a person's name.</summary>
    InPerson,

    /// <summary>First token of a place.</summary>
    BeginPlace,

    /// <summary>Further token of a place.</summary>
    InPlace,

    /// <summary>First token of an organisation.</summary>
    BeginOrganisation,

    /// <summary>Further token of an organisation.</summary>
    InOrganisation,

    /// <summary>Part of a postal address, which another detector reports.</summary>
    Address,
}

/// <summary>The weights: eight signed bytes for each feature that was worth keeping. All arithmetic is on whole numbers, so every machine gives the same answer.</summary>
public sealed class NameModel
{
    /// <summary>How many tags there are.</summary>
    public const int Tags = 8;

    /// <summary>A weight of one, as a whole number.</summary>
    public const int Unit = 24;

    /// <summary>What no path may take.</summary>
    public const int Never = -1_000_000;

    private const int Bits = 19;
    private const int Slots = 1 << Bits;
    private static readonly byte[] Magic = "Candour names 1\n"u8.ToArray();

    private readonly ushort[] _checks = new ushort[Slots];
    private readonly ulong[] _rows = new ulong[Slots];
    private readonly int[] _steps = new int[(Tags + 1) * Tags];

    /// <summary>A model with no weights.</summary>
    /// <param name="lexicon">Word lists and clusters.</param>
    public NameModel(NameLexicon lexicon) => Lexicon = lexicon;

    /// <summary>Word lists and clusters.</summary>
    public NameLexicon Lexicon { get; }

    /// <summary>How many features the table takes: more would make look-ups slow.</summary>
    public static int Room => Slots * 6 / 10;

    /// <summary>From one tag (8: the beginning) to the next.</summary>
    public ReadOnlySpan<int> Steps => _steps;

    /// <summary>The part of a feature's hash that the model keeps: features that share it are one.</summary>
    /// <param name="feature">Its hash.</param>
    public static ulong Key(ulong feature) => ((feature >> 48) == 0 ? 1UL << Bits : (feature >> 48) << Bits) | (feature & (Slots - 1));

    /// <summary>Whether a tag may follow another.</summary>
    /// <param name="from">The earlier tag; 8 for the beginning.</param>
    /// <param name="to">The later tag.</param>
    public static bool May(int from, int to) => (NameTag)to switch
    {
        NameTag.InPerson => from is (int)NameTag.BeginPerson or (int)NameTag.InPerson,
        NameTag.InPlace => from is (int)NameTag.BeginPlace or (int)NameTag.InPlace,
        NameTag.InOrganisation => from is (int)NameTag.BeginOrganisation or (int)NameTag.InOrganisation,
        _ => true,
    };

    /// <summary>Reads a model file.</summary>
    /// <param name="stream">From its first byte.</param>
    public static NameModel Read(Stream stream)
    {
        var magic = new byte[Magic.Length];
        stream.ReadExactly(magic);
        if (!magic.AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException("This is no name tagger model of version 1. Train it again: dotnet run --project training/Candour.Training -c Release -- tagger --data DIR");
        }

        var made = new NameModel(NameLexicon.Read(stream));
        ModelBytes.Read(stream, made._steps);
        ModelBytes.Read(stream, made._checks);
        ModelBytes.Read(stream, made._rows);
        return made;
    }

    /// <summary>Writes the model file.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        stream.Write(Magic);
        Lexicon.Write(stream);
        ModelBytes.Write(stream, _steps);
        ModelBytes.Write(stream, _checks);
        ModelBytes.Write(stream, _rows);
    }

    /// <summary>Sets the weight of a step.</summary>
    /// <param name="from">The earlier tag; 8 for the beginning.</param>
    /// <param name="to">The later tag.</param>
    /// <param name="weight">In <see cref="Unit"/>s.</param>
    public void SetStep(int from, int to, int weight) => _steps[(from * Tags) + to] = weight;

    /// <summary>Sets the weights of a feature.</summary>
    /// <param name="key">Of <see cref="Key"/>.</param>
    /// <param name="row">One for each tag.</param>
    public void SetRow(ulong key, ReadOnlySpan<sbyte> row)
    {
        var at = (int)(key & (Slots - 1));
        var check = (ushort)(key >> Bits);
        while (_checks[at] != 0)
        {
            at = (at + 1) & (Slots - 1);
        }

        _checks[at] = check;
        _rows[at] = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(row));
    }

    /// <summary>Adds up the weights of features.</summary>
    /// <param name="features">Hashes.</param>
    /// <param name="into">Eight sums.</param>
    public void Sum(ReadOnlySpan<ulong> features, Span<int> into)
    {
        var sum = Vector128<short>.Zero;
        foreach (var feature in features)
        {
            var at = (int)(feature & (Slots - 1));
            var check = (ushort)(feature >> 48);
            check = check == 0 ? (ushort)1 : check;
            for (var have = _checks[at]; have != 0; have = _checks[at])
            {
                if (have == check)
                {
                    sum += Vector128.WidenLower(Vector128.CreateScalar(_rows[at]).AsSByte());
                    break;
                }

                at = (at + 1) & (Slots - 1);
            }
        }

        for (var tag = 0; tag < Tags; tag++)
        {
            into[tag] = sum.GetElement(tag);
        }
    }
}
