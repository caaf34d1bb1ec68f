using Candour.Engine.Facts;

namespace Candour.Engine.Tests.Facts;

public class FactSetTests
{
    [Fact]
    public void Give_KnownValue_IsKept()
    {
        var facts = new FactSet();

        Assert.Null(facts.Give("account", "personal"));

        Assert.True(facts.TryGet("account", out var fact));
        Assert.Equal(["personal"], fact.Values);
    }

    [Theory]
    [InlineData("colour", "blue", "There is no fact `colour`")]
    [InlineData("account", "purple", "`account` cannot be `purple`")]
    [InlineData("platform", "orkut", "`platform` cannot be `orkut`")]
    public void Give_UnknownNameOrValue_SaysWhatIsAllowed(string name, string value, string says) =>
        Assert.StartsWith(says, new FactSet().Give(name, value, ["facebook"]), StringComparison.Ordinal);

    [Fact]
    public void Give_Twice_IsRefusedButForSets()
    {
        var facts = new FactSet();
        facts.Give("account", "personal");
        facts.Give("subject", "patient");

        Assert.Contains("twice", facts.Give("account", "official"), StringComparison.Ordinal);
        Assert.Null(facts.Give("subject", "colleague"));
        Assert.True(facts.TryGet("subject", out var subject));
        Assert.Equal(["patient", "colleague"], subject.Values);
    }

    [Fact]
    public void Give_Unknown_LeavesItUnknown()
    {
        var facts = new FactSet();

        Assert.Null(facts.Give("account", "unknown"));
        Assert.False(facts.TryGet("account", out _));
    }

    [Fact]
    public void Infer_GivenBefore_GivenStays()
    {
        var facts = new FactSet();
        facts.Give("disclaimer", "no");

        facts.Infer(new("disclaimer", ["yes"], FactSource.Text));

        Assert.True(facts.TryGet("disclaimer", out var fact));
        Assert.Equal((FactSource.Given, "no"), (fact.From, fact.Values[0]));
    }
}
