using System.Buffers.Binary;
using System.Text;

namespace Candour.Web.Tests.Browser;

/// <summary>Pictures with something hidden in them.</summary>
internal static class Pictures
{
    /// <summary>A JPEG with an Exif segment that names a device and a place: 51.5 north, 0.125 west.</summary>
    public static byte[] WithPlace(byte[] jpeg)
    {
        var tiff = Tiff();
        var segment = new List<byte> { 0xFF, 0xE1 };
        var length = (ushort)(2 + 6 + tiff.Length);
        segment.AddRange([(byte)(length >> 8), (byte)length]);
        segment.AddRange("Exif\0\0"u8.ToArray());
        segment.AddRange(tiff);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    // Big endian: one directory with the model and a pointer to the directory of the place.
    private static byte[] Tiff()
    {
        var model = Encoding.ASCII.GetBytes("Example Phone\0");
        var gpsAt = 8 + 2 + (2 * 12) + 4;
        var dataAt = gpsAt + 2 + (4 * 12) + 4;
        var (modelAt, latitudeAt) = (dataAt, dataAt + model.Length);
        var longitudeAt = latitudeAt + 24;
        var bytes = new List<byte>();
        bytes.AddRange("MM\0*"u8.ToArray());
        Int(8);
        Short(2);
        Entry(0x0110, 2, model.Length, modelAt);
        Entry(0x8825, 4, 1, gpsAt);
        Int(0);
        Short(4);
        Letter(1, 'N');
        Entry(2, 5, 3, latitudeAt);
        Letter(3, 'W');
        Entry(4, 5, 3, longitudeAt);
        Int(0);
        bytes.AddRange(model);
        Fractions(51, 30, 0);
        Fractions(0, 7, 30);
        return [.. bytes];

        void Fractions(params int[] parts)
        {
            foreach (var part in parts)
            {
                Int(part);
                Int(1);
            }
        }

        void Entry(int tag, int type, int count, int value)
        {
            Short(tag);
            Short(type);
            Int(count);
            Int(value);
        }

        void Letter(int tag, char letter) => Entry(tag, 2, 2, letter << 24);

        void Short(int value) => bytes.AddRange([(byte)(value >> 8), (byte)value]);

        void Int(int value)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, value);
            bytes.AddRange(four);
        }
    }
}
