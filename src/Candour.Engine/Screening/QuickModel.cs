using System.Text;

namespace Candour.Engine.Screening;

/// <summary>The weights of the quick reader: <c>models/quick-reader.bin</c>.</summary>
/// <param name="Version">The day they were made.</param>
/// <param name="Heads">Names of the outputs in their order.</param>
/// <param name="Scale">What one step of a weight is worth, by head.</param>
/// <param name="Bias">What a text without a known feature scores, by head.</param>
/// <param name="Weights">A row of <c>Heads.Count</c> signed bytes for each of <see cref="QuickFeatures.RowCount"/> features.</param>
public sealed record QuickModel(string Version, IReadOnlyList<string> Heads, double[] Scale, double[] Bias, sbyte[] Weights)
{
    private const uint Magic = 0x31525143; // CQR1

    /// <summary>Writes them.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(Heads.Count);
        for (var h = 0; h < Heads.Count; h++)
        {
            writer.Write(Heads[h]);
            writer.Write(Scale[h]);
            writer.Write(Bias[h]);
        }

        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Weights.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static QuickModel Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            if (reader.ReadUInt32() != Magic)
            {
                throw new InvalidDataException("This is no quick reader. Install models/ again.");
            }

            var version = reader.ReadString();
            var heads = new string[reader.ReadInt32()];
            var (scale, bias) = (new double[heads.Length], new double[heads.Length]);
            for (var h = 0; h < heads.Length; h++)
            {
                (heads[h], scale[h], bias[h]) = (reader.ReadString(), reader.ReadDouble(), reader.ReadDouble());
            }

            var weights = new sbyte[QuickFeatures.RowCount * heads.Length];
            if (bytes.Length - stream.Position != weights.Length)
            {
                throw new InvalidDataException("The quick reader is cut short or too long. Install models/ again.");
            }

            Buffer.BlockCopy(bytes, (int)stream.Position, weights, 0, weights.Length);
            return new(version, heads, scale, bias, weights);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException)
        {
            throw new InvalidDataException("The quick reader is cut short. Install models/ again.", e);
        }
    }

    /// <summary>Adds up the weights of a text's features.</summary>
    /// <param name="features">Of the text.</param>
    /// <param name="sums">One a head; overwritten.</param>
    public void Sum(QuickFeatures features, Span<int> sums)
    {
        sums.Clear();
        Add(features.Runs, sums);
        foreach (ref var sum in sums)
        {
            sum *= QuickFeatures.RunWeight;
        }

        Add(features.Pieces, sums);
    }

    private void Add(ReadOnlySpan<int> rows, Span<int> sums)
    {
        foreach (var row in rows)
        {
            var weights = Weights.AsSpan(row * sums.Length, sums.Length);
            for (var h = 0; h < weights.Length; h++)
            {
                sums[h] += weights[h];
            }
        }
    }
}
