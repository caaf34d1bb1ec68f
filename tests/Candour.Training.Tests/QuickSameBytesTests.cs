using Candour.Training;
using Xunit;

namespace Candour.Training.Tests;

public class QuickSameBytesTests
{
    [Fact]
    public void Training_the_quick_reader_on_a_slice_gives_the_same_bytes_twice()
    {
        var (first, second) = (Train(), Train());
        Assert.True(first.AsSpan().SequenceEqual(second), "Two trainings on the same posts gave different bytes.");
        Assert.InRange(first.Length, 1_000_000, 8_000_000);
    }

    private static byte[] Train()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Candour.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        using var bytes = new MemoryStream();
        new QuickCommands(root, static _ => { }).Train(data: null, new HashSet<string>(), passes: 2, slice: 40).Write(bytes);
        return bytes.ToArray();
    }
}
