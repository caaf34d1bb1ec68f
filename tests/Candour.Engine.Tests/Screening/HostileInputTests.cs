using System.Diagnostics;
using Candour.Engine.Screening;
using Xunit;

namespace Candour.Engine.Tests.Screening;

public class HostileInputTests
{
    private const int Length = 100_000;

    public static TheoryData<string> Patterns =>
    [
        "@", "0", "a", "1 ", "0-", "07700 ", "a@", "a@b.", "@a.b.", "9 9 9 ", "1/", "1/1/", "dob ", "dob 1/", "born ", "nhs ", "ward 7 ", "flat 2 ", "2 a ", "12 alma ", "Alma ", "Rose Cottage, ", "3 road ", "one ", "double ", "double nine ",
        "twenty ", "1.", "1.a", "a.", "a.b", "x at y dot ", "at dot ", "www.", "http://", "#a", "#aB1", "+44 ", "+", "(0", "(", "[[", "QQ 12 34 ", "AB12 ", "AB1 2", "LS9 7", "1st of ", "third of the ", "may ", "may 1 ", "mon ", "the ", "\u200B", "1\u200B",
        "\uD83D\uDE02", "\uD83D", "\uFE0F\u20E3", "1\uFE0F\u20E3", "O", "O7", "\u0301", "\0", "\n", ".", "...", "'", "a'", "1'", "*", "a*", "4929 ", "12-34-", "GB12 ", "e\u0301", "0.", "pt 1", "mrn ", "mrn a-", "insta _", "a_", "_",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Find_PatternRepeated_StaysLinear(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, Length / pattern.Length));
        var start = Stopwatch.GetTimestamp();

        var found = Table.Screen(text);

        Assert.All(found, f => Assert.InRange(f.End, f.Start + 1, text.Length));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    }

    [Fact]
    public void Find_AnyText_GivesPlacesInside()
    {
        var random = new Random(7);
        const string Alphabet = "0123456789 0123456789 -/.,:()@+#abnhsdobQABM\n\u200B\uFE0F\u20E3\uD83D\uDE02٣９'*£%_";
        for (var round = 0; round < 3000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

            var found = Table.Screen(text);

            Assert.All(found, f => Assert.True(f.Start >= 0 && f.Start < f.End && f.End <= text.Length, text));
            SpanLabels.Resolve(found);
        }
    }
}
