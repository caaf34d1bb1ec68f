using Candour.Engine.Screening;

namespace Candour.Engine.Tests.Screening;

public class QuickReaderTests
{
    private static readonly QuickReader Reader = QuickReader.Load(Repository.At("models"));

    [Fact]
    public void Load_ShippedFile_IsTheOneThatReadersWereWeighedWith()
    {
        var calibration = ReadersCalibration.Load(Repository.At("models"));
        var close = CloseReader.ReadCalibration(Repository.At("models"));

        Assert.Equal(calibration.QuickSha256, Reader.Sha256);
        Assert.Equal(calibration.CloseSha256, close.Sha256);
        Assert.Equal(close.Heads, Reader.Heads);
        Assert.Equal(close.Heads.Skip(1).Order(StringComparer.Ordinal), calibration.Heads.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Lovely walk along the canal this morning, saw a heron", "Mrs Tarrow on my ward has died and her son shouted at us all night")]
    [InlineData("Proud of the whole team today", "Immigrants are vermin and should be sent home")]
    public void Read_ABreach_ScoresAboveAnInnocentPost(string innocent, string breach) =>
        Assert.True(Reader.Read(breach)["flag"] > Reader.Read(innocent)["flag"]);

    [Fact]
    public void Read_LongText_ScoresAsItsWorstPassage()
    {
        const string Breach = "Immigrants are vermin and should be sent home, every last one of them";
        var filler = string.Concat(Enumerable.Repeat("Lovely walk along the canal this morning. ", 40));

        Assert.True(Reader.Read(filler + Breach + filler)["flag"] > Reader.Read(filler)["flag"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ud800 \u0000 �")]
    [InlineData("🏥🏥🏥")]
    public void Read_OddText_IsScored(string text) => Assert.All(Reader.Read(text).Values, score => Assert.True(double.IsFinite(score)));

    [Fact]
    public void Read_LongestText_IsScored() => Assert.True(double.IsFinite(Reader.Read(new string('a', 100_000))["flag"]));

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 })]
    [InlineData(new byte[] { 0x43, 0x51, 0x52, 0x31, 2, 65 })]
    public void Of_OtherBytes_AreRefused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => QuickReader.Of(bytes, MeaningText.Load(Repository.At("models"))));
}
