using System.Text.Json;
using Candour.Engine.Decisions;

namespace Candour.Engine.Tests.Decisions;

public class ReplayTests
{
    [Theory]
    [InlineData("NHS number 999 000 0018 for my patient", "")]
    [InlineData("all foreigners are so thick", "")]
    [InlineData("all foreigners are so thick", "association=yes")]
    [InlineData("Pt in bed 4, 34yo with Ehlers-Danlos", "account=personal")]
    [InlineData("I hate my job because of unsafe staffing", "")]
    [InlineData("Lovely walk", "")]
    public void Run_KeptWithoutWords_GivesTheSameVerdict(string text, string fact)
    {
        var verdict = Sample.Check(text, fact.Length == 0 ? [] : [fact]);
        var kept = Kept(verdict);

        var again = Replay.Run(kept, Sample.Rulebook, calibration: null);

        Assert.Equal(JsonSerializer.Serialize(kept, EngineJson.Line.Verdict), JsonSerializer.Serialize(again, EngineJson.Line.Verdict));
    }

    [Fact]
    public void Run_OtherRulebook_IsRefused()
    {
        var kept = Kept(Sample.Check("Lovely walk"));

        var refusal = Assert.Throws<InvalidDataException>(() => Replay.Run(kept, Sample.Rulebook with { Stamp = "sha256:0" }, null));

        Assert.Contains("Install the rulebook of that day", refusal.Message, StringComparison.Ordinal);
    }

    private static Verdict Kept(Verdict verdict)
    {
        var bare = verdict with { Findings = [.. verdict.Findings.Select(f => f with { Text = null })] };
        return JsonSerializer.Deserialize(JsonSerializer.Serialize(bare, EngineJson.Line.Verdict), EngineJson.Default.Verdict)!;
    }
}
