using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;
using CsCheck;

namespace Candour.Engine.Tests.Decisions;

public class EvaluatorTests
{
    private static readonly Finding Rare = new("condition", 0, 5, 0.9, "a word") { Topic = "rare", About = Bearer.Patient };

    private static readonly Finding InBio = new("threat", 0, 5, 0.6, "a word") { Part = DraftPart.Bio };

    private static readonly Finding LiftedInsult = new("offensive", 0, 5, 0.9, "a word") { Lifted = true };

    private static readonly string[] Given = ["account=personal", "account=official", "actor=employee", "actor=patient"];

    private static readonly Condition[] Leaves =
    [
        new() { Finding = ["condition"] }, new() { Finding = ["age"] }, new() { Sign = "threat" },
        new() { Fact = "account", Is = ["personal"] }, new() { Fact = "actor", Is = ["employee", "manager"] },
    ];

    [Theory]
    [InlineData("condition", Truth.True)]
    [InlineData("age", Truth.False)]
    [InlineData("offensive", Truth.False)] // lifted
    public void Evaluate_Finding_HoldsWhenSeen(string kind, Truth expected) =>
        Assert.Equal(expected, Evaluate(new() { Finding = [kind] }).Value);

    [Fact]
    public void Evaluate_Finding_IsNarrowed()
    {
        Assert.Equal(Truth.True, Evaluate(new() { Finding = ["condition"], Topic = ["rare"], About = [Bearer.Patient] }).Value);
        Assert.Equal(Truth.False, Evaluate(new() { Finding = ["condition"], Topic = ["common"] }).Value);
        Assert.Equal(Truth.False, Evaluate(new() { Finding = ["condition"], About = [Bearer.Writer] }).Value);
        Assert.Equal(Truth.False, Evaluate(new() { Finding = ["condition"], Count = 2 }).Value);
        Assert.Equal(Truth.False, Evaluate(new() { Finding = ["condition"], Score = 0.95 }).Value);
        Assert.Equal(Truth.True, Evaluate(new() { Finding = ["threat"], In = [DraftPart.Bio] }).Value);
        Assert.Equal(Truth.False, Evaluate(new() { Finding = ["threat"], In = [DraftPart.Text] }).Value);
        Assert.Equal(Truth.True, Evaluate(new() { Finding = ["offensive"], Lifted = true }).Value);
    }

    [Fact]
    public void Evaluate_Fact_IsUnknownUntilSaid()
    {
        var condition = new Condition { Fact = "account", Is = ["personal"] };

        Assert.Equal((Truth.Unknown, "account"), (Evaluate(condition).Value, Evaluate(condition).Unknown[0]));
        Assert.Equal(Truth.True, Evaluate(condition, "account=personal").Value);
        Assert.Equal(Truth.False, Evaluate(condition, "account=official").Value);
        Assert.Equal(Truth.False, Evaluate(condition with { Known = true }).Value);
    }

    [Fact]
    public void Evaluate_Sign_WithTopicNeedsTheTopicBesideTheScore()
    {
        Assert.Equal(Truth.True, Evaluate(new() { Sign = "discrimination" }, scored: "discrimination").Value);
        Assert.Equal(Truth.False, Evaluate(new() { Sign = "discrimination", Topic = ["age"] }, scored: "discrimination").Value);
        Assert.Equal(Truth.True, Evaluate(new() { Sign = "discrimination", Topic = ["rare"] }, scored: "discrimination").Value);
        Assert.Equal(Truth.False, Evaluate(new() { Sign = "discrimination", Words = true }, scored: "discrimination").Value);
    }

    [Fact]
    public void Evaluate_Not_TurnsASignIntoNone()
    {
        var outcome = Evaluate(new() { Not = new() { Finding = ["age"] } });

        Assert.Equal(Truth.True, outcome.Value);
        Assert.False(outcome.HasSign);
    }

    [Fact]
    public void Evaluate_OrderOfConditions_NeverChangesTheValue() =>
        Gen.Select(Conditions(3), Conditions(3), Conditions(3)).Sample((a, b, c) =>
            Evaluate(new() { All = [a, b, c] }).Value == Evaluate(new() { All = [c, a, b] }).Value
            && Evaluate(new() { Any = [a, b, c] }).Value == Evaluate(new() { Any = [b, c, a] }).Value);

    [Fact]
    public void Evaluate_NotNot_IsTheSameValue() =>
        Conditions(3).Sample(c => Evaluate(new() { Not = new() { Not = c } }).Value == Evaluate(c).Value);

    [Fact]
    public void Evaluate_SupplyingAFact_NeverUndoesACertainAnswer() =>
        Gen.Select(Conditions(3), Gen.Int[0, 3].Select(i => Given[i])).Sample((c, fact) =>
        {
            var before = Evaluate(c).Value;
            return before is Truth.Unknown || Evaluate(c, fact).Value == before;
        });

    private static Gen<Condition> Conditions(int depth)
    {
        var leaf = Gen.Int[0, Leaves.Length - 1].Select(i => Leaves[i]);
        if (depth == 0)
        {
            return leaf;
        }

        var deeper = Conditions(depth - 1);
        return Gen.OneOf(
            leaf, deeper.Select(c => new Condition { Not = c }),
            deeper.Array[1, 3].Select(c => new Condition { All = c }), deeper.Array[1, 3].Select(c => new Condition { Any = c }));
    }

    private static Outcome Evaluate(Condition condition, string? fact = null, string? scored = null)
    {
        var facts = new FactSet();
        if (fact is not null)
        {
            facts.Give(fact.Split('=')[0], fact.Split('=')[1]);
        }

        return new Evaluator([Rare, InBio, LiftedInsult], facts, (category, _, _) => category == scored).Evaluate(condition);
    }
}
