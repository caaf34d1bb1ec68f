using System.Runtime.InteropServices;

namespace Candour.Engine.Screening.Names;

/// <summary>Arrays to and from a model file, little end first, as every machine that .NET runs on has it.</summary>
internal static class ModelBytes
{
    public static void Read<T>(Stream stream, T[] into)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("The model file is read on little-endian machines only.");
        }

        stream.ReadExactly(MemoryMarshal.AsBytes(into.AsSpan()));
    }

    public static void Write<T>(Stream stream, T[] from)
        where T : unmanaged => stream.Write(MemoryMarshal.AsBytes(from.AsSpan()));
}
