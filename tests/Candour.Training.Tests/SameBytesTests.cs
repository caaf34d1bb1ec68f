using Candour.Training;
using Xunit;

namespace Candour.Training.Tests;

public class SameBytesTests
{
    [Fact]
    public void Training_on_a_slice_of_the_corpus_gives_the_same_bytes_twice()
    {
        var first = Train();
        var second = Train();
        Assert.True(first.AsSpan().SequenceEqual(second), "Two trainings on the same posts gave different bytes.");
        Assert.InRange(first.Length, 1_000_000, 8_000_000);
    }

    [Fact]
    public void A_model_of_a_slice_already_knows_a_name_behind_a_title()
    {
        using var model = new MemoryStream(Train());
        var tagger = Candour.Engine.Screening.NameTagger.Load(model);
        var found = new List<Candour.Engine.Screening.Finding>();
        tagger.Find(Candour.Engine.Screening.Reading.Of("Thank you Mrs Patel for covering my shift"), found);
        var name = Assert.Single(found);
        Assert.Equal("person-name", name.Kind);
        Assert.Equal(14, name.Start);
        Assert.Equal(19, name.End);
    }

    private static byte[] Train()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Candour.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        using var bytes = new MemoryStream();
        new TaggerCommands(root, static _ => { }).Train(data: null, passes: 3, runs: 1, slice: 20).Write(bytes);
        return bytes.ToArray();
    }
}
