using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Tests.Procedures;

public class ProcedureOffersTests
{
    private static readonly Rulebook House = Sample.Rulebook with
    {
        Procedures =
        [
            One("media", "staff", new() { Fact = "recipient", Is = ["media"], Known = true }), One("any", "everyone", new() { Fact = "recipient", Is = ["media"], Known = true }),
            One("visitors", "public", new() { Fact = "recipient", Is = ["media"], Known = true }), One("never", "staff", null),
        ],
    };

    [Fact]
    public void Of_FactsThatMatch_AreThoseForWhoAsks()
    {
        Assert.Equal(["media", "any"], Ids(("recipient", "media")));
        Assert.Equal(["any", "visitors"], Ids(("recipient", "media"), ("actor", "patient")));
        Assert.Empty(Ids(("recipient", "patient")));
        Assert.Empty(Ids());
    }

    [Fact]
    public void Of_KnownFacts_CountsEveryValue() =>
        Assert.Equal(["media", "any"], ProcedureOffers.Of(House, [new("recipient", "patient", FactSource.Given, null, null), new("recipient", "media", FactSource.Text, 1, 2)]).Select(p => p.Id));

    private static IEnumerable<string> Ids(params (string Name, string Value)[] facts)
    {
        var known = new FactSet();
        foreach (var (name, value) in facts)
        {
            known.Infer(new(name, [value]));
        }

        return ProcedureOffers.Of(House, known).Select(p => p.Id);
    }

    private static Procedure One(string id, string audience, Condition? when) =>
        new() { Id = id, Title = id, Kind = "media", Audience = audience, Because = [], Situations = [id], When = when, Steps = [new() { Id = "end", Kind = StepKind.End, Say = "Done." }] };
}
