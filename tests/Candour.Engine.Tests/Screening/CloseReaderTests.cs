using System.Text.Json;
using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Screening;

/// <summary>Holds the close reader to the vectors that came with its weights.</summary>
public sealed class CloseReaderTests : IDisposable
{
    private readonly CloseReader _reader = CloseReader.Load(Repository.At("models"));

    private static JsonElement[] Vectors => [.. File.ReadLines(Repository.At("models", "close-reader.vectors.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];

    [Fact]
    public void Prepare_EveryVector_ComesOutToTheLetter()
    {
        foreach (var vector in Vectors)
        {
            Assert.Equal(vector.GetProperty("prepared").GetString(), _reader.Prepare(vector.GetProperty("text").GetString()!));
        }
    }

    [Fact]
    public void Pieces_EveryVector_AreTheSame()
    {
        foreach (var vector in Vectors)
        {
            Assert.Equal([.. vector.GetProperty("ids").EnumerateArray().Select(i => i.GetInt64())], _reader.Pieces(vector.GetProperty("prepared").GetString()!));
        }
    }

    [Fact]
    public void Read_EveryVector_ScoresWithinTheTolerance()
    {
        foreach (var vector in Vectors)
        {
            var (scores, _) = _reader.Read(vector.GetProperty("text").GetString()!);
            var logits = vector.GetProperty("logits").EnumerateArray().Select(l => l.GetDouble()).ToArray();
            for (var h = 0; h < logits.Length; h++)
            {
                // Processors round int8 differently; 0.35 is the tolerance that came with the vectors.
                Assert.InRange(scores[_reader.Calibration.Heads[h]], logits[h] - 0.35, logits[h] + 0.35);
            }
        }
    }

    [Fact]
    public void Read_LongText_ReadsWindowsAndSaysWhatIsLeft()
    {
        var (scores, unread) = _reader.Read(string.Concat(Enumerable.Repeat("Mrs Wilhelmina Tarrow in side room 2 has gone home. Nothing else today. ", 400)));

        Assert.True(scores["flag"] > 0);
        Assert.True(unread > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ud800 \u0000 �")]
    public void Read_OddText_IsScored(string text) => Assert.Equal(_reader.Calibration.Heads.Count, _reader.Read(text).Scores.Count);

    [Fact]
    public void Load_OtherWeights_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.At("models", "close-reader.json"), Path.Combine(folder.Path, "close-reader.json"));
        File.WriteAllText(Path.Combine(folder.Path, "close-reader.onnx"), "x");

        Assert.Throws<InvalidDataException>(() => CloseReader.Load(folder.Path));
    }

    public void Dispose() => _reader.Dispose();
}
