using Candour.Engine.Versions;

namespace Candour.Engine.Tests.Versions;

public class WordComparisonTests
{
    [Theory]
    [InlineData("a b c", "a b c", "both:a b c")]
    [InlineData("a b c", "a c", "both:a|was:b|both:c")]
    [InlineData("a c", "a b c", "both:a|now:b|both:c")]
    [InlineData("a b c", "a x c", "both:a|was:b|now:x|both:c")]
    [InlineData("a b", "x y", "was:a b|now:x y")]
    [InlineData("", "x", "now:x")]
    [InlineData("x", "", "was:x")]
    [InlineData("", "", "")]
    [InlineData("a  b\nc", "a b c", "both:a b c")]
    public void Of_TwoTexts_SaysWhereEachWordStands(string was, string now, string runs) =>
        Assert.Equal(runs, string.Join('|', WordComparison.Of(was, now).Select(r => $"{r.In}:{r.Text}")));

    [Fact]
    public void Of_AnyTexts_GivesBothBackWhole()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var (was, now) = (Text(), Text());
            var runs = WordComparison.Of(was, now);

            Assert.Equal(was, Side("was"));
            Assert.Equal(now, Side("now"));
            Assert.DoesNotContain(runs.Zip(runs.Skip(1)), p => p.First.In == p.Second.In);

            string Side(string side) => string.Join(' ', runs.Where(r => r.In is "both" || r.In == side).Select(r => r.Text));
        }

        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(0, 12)).Select(_ => (char)('a' + random.Next(4))));
    }
}
