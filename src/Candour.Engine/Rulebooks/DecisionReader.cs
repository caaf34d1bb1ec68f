using Candour.Engine.Decisions;

namespace Candour.Engine.Rulebooks;

/// <summary>Reads <c>decisions.yaml</c> and says what is wrong in it.</summary>
internal sealed class DecisionReader(Rulebook rulebook, IReadOnlyDictionary<string, Condition> named)
{
    private static readonly string[] Answers = ["allow", "conditional", "refer", "deny", "not-covered"];

    private readonly ConditionReader _conditions = new(named, rulebook.Platforms, factsOnly: true);

    public DecisionRules Read(YamlItem file)
    {
        var otherwise = file.Only("otherwise", "rules").Get("otherwise");
        if (otherwise is null)
        {
            file.Note("`otherwise` is missing. Say whom to ask where the policy does not speak: otherwise: { who: communications, how: ... }.");
        }

        var decisions = new DecisionRules
        {
            OtherwiseWho = otherwise?.Only("who", "how").Need("who") ?? "you",
            OtherwiseHow = otherwise?.Need("how") ?? "",
            Rules = ReadRules(file),
        };
        RulebookFolder.RefuseUnknownContact(otherwise?.Get("who"), decisions.OtherwiseWho, rulebook);
        return decisions;
    }

    private List<DecisionRule> ReadRules(YamlItem file)
    {
        var read = new List<(YamlItem Item, DecisionRule Rule)>();
        foreach (var item in file.Get("rules")?.Items() ?? [])
        {
            var rule = ReadRule(item);
            RulebookFolder.RefuseTwice(item, rule.Id, read.Select(r => r.Rule.Id));
            read.Add((item, rule));
        }

        foreach (var (item, rule) in read)
        {
            RulebookFolder.RefuseUnknownRules(item, rule.Overrides, read.Select(r => r.Rule.Id));
        }

        return [.. read.Select(r => r.Rule)];
    }

    private DecisionRule ReadRule(YamlItem item)
    {
        item.Only("id", "because", "origin", "source", "checked", "category", "answer", "when", "conditions", "overrides", "why", "advice", "reading", "next");
        var next = item.Get("next")?.Only("who", "how");
        var rule = new DecisionRule
        {
            Id = item.Need("id"),
            Because = item.Words("because"),
            Origin = item.OneOf("origin", item.Maybe("origin") ?? "policy", ["policy", "local", "law"]),
            Source = item.Maybe("source"),
            Checked = item.Day("checked"),
            Category = item.OneOf("category", item.Maybe("category") ?? "other", Categories.All.Select(c => c.Id)),
            Answer = LevelOf(item, "answer", item.Need("answer")),
            When = _conditions.Read(item.Get("when"), item),
            Conditions = [.. (item.Get("conditions")?.Items() ?? []).Select(ReadCondition)],
            Overrides = item.Words("overrides"),
            Why = item.Need("why"),
            Advice = item.Maybe("advice"),
            Reading = item.Maybe("reading"),
            NextWho = next?.Need("who"),
            NextHow = next?.Maybe("how"),
        };
        RulebookFolder.RefuseUnfounded(item, rule.Id, rule.Because, rule.Origin is not "law" || (rule.Source is not null && rule.Checked is not null));
        RulebookFolder.RefuseUnknownClauses(item, rule.Because, rulebook.Clauses);
        RulebookFolder.RefuseUnknownContact(next, rule.NextWho, rulebook);
        RefuseMisplaced(item, rule);
        return rule;
    }

    internal static AnswerLevel LevelOf(YamlItem item, string key, string word)
    {
        item.OneOf(key, word, Answers);
        return Enum.TryParse<AnswerLevel>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var level) ? level : AnswerLevel.Refer;
    }

    private DecisionCondition ReadCondition(YamlItem item) =>
        new(item.Only("words", "met").Need("words"), item.Get("met") is { } met ? _conditions.Read(met, item) : null);

    private static void RefuseMisplaced(YamlItem item, DecisionRule rule)
    {
        if (rule.Answer is AnswerLevel.Conditional && rule.Conditions.Count == 0)
        {
            item.Note($"Rule `{rule.Id}` is conditional and names no condition. Give `conditions:` with `words:` for each, and `met:` where a fact tells that it holds.");
        }

        if (rule.Answer is not AnswerLevel.Conditional && rule.Conditions.Count > 0)
        {
            item.Note($"Rule `{rule.Id}` has conditions and is not conditional. Give it `answer: conditional`, or leave `conditions:` out.");
        }

        if (rule.Answer is not (AnswerLevel.Allow or AnswerLevel.Conditional) && rule.Overrides.Count > 0)
        {
            item.Note($"Rule `{rule.Id}` overrides others, which only a permission may. Give it `answer: allow` or `conditional`, or leave `overrides:` out.");
        }
    }
}
