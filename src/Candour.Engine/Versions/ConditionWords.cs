using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Versions;

/// <summary>A condition of the rule language in words.</summary>
public static class ConditionWords
{
    /// <summary>Such as <c>“When” is “In a break” and not (it has nhs number)</c>.</summary>
    /// <param name="condition">Any condition of a rulebook.</param>
    /// <param name="questions">Questions of the procedure in which it stands.</param>
    public static string Of(Condition condition, IReadOnlyList<ProcedureQuestion>? questions = null) => condition switch
    {
        { All: { } all } => Joined(all, " and ", questions),
        { Any: { } any, AtLeast: { } least and > 1 } => $"at least {least} of these: {Joined(any, "; ", questions)}",
        { Any: { } any } => Joined(any, " or ", questions),
        { Not: { } not } => $"not ({Of(not, questions)})",
        { Fact: { } fact } => $"“{Title(fact, questions)}” is {string.Join(" or ", condition.Is!.Select(v => $"“{Value(fact, v, questions)}”"))}{(condition.Known ? " (once that is known)" : "")}",
        { Finding: { } kinds } => $"it has {string.Join(" or ", kinds.Select(Plain))}{Narrowed(condition)}",
        { Sign: { } category } => $"it reads as “{Categories.Title(category)}”{Narrowed(condition)}",
        _ => "always",
    };

    private static string Joined(IReadOnlyList<Condition> conditions, string by, IReadOnlyList<ProcedureQuestion>? questions) =>
        conditions.Count == 1 ? Of(conditions[0], questions) : string.Join(by, conditions.Select(c => c.All is not null || c.Any is not null ? $"({Of(c, questions)})" : Of(c, questions)));

    private static string Title(string fact, IReadOnlyList<ProcedureQuestion>? questions) => questions?.FirstOrDefault(q => q.Id == fact)?.Question ?? FactVocabulary.Find(fact)?.Title ?? fact;

    private static string Value(string fact, string value, IReadOnlyList<ProcedureQuestion>? questions) =>
        questions?.FirstOrDefault(q => q.Id == fact)?.Values.GetValueOrDefault(value) ?? FactVocabulary.Find(fact)?.LabelFor(value, isPublic: false) ?? Plain(value);

    private static string Narrowed(Condition condition)
    {
        var parts = new List<string>();
        if (condition.Topic is { } topics)
        {
            parts.Add($"of {string.Join(" or ", topics.Select(Plain))}");
        }

        if (condition.About is { } about)
        {
            parts.Add($"about {string.Join(" or ", about.Select(a => Plain(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(a.ToString()))))}");
        }

        if (condition.In is { } parted)
        {
            parts.Add($"in the {string.Join(" or the ", parted.Select(p => Plain(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(p.ToString()))))}");
        }

        if (condition.Count is { } count)
        {
            parts.Add($"at least {count} times");
        }

        if (condition.Score is { } score)
        {
            parts.Add(FormattableString.Invariant($"with a score of at least {score}"));
        }

        if (condition.Lifted)
        {
            parts.Add("quoted or reported words too");
        }

        if (condition.Close)
        {
            parts.Add("or nearly");
        }

        if (condition.Words)
        {
            parts.Add("by its words alone");
        }

        return parts.Count == 0 ? "" : $", {string.Join(", ", parts)}";
    }

    private static string Plain(string name) => name.Replace('-', ' ');
}
