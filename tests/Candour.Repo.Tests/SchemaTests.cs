using System.Text.Json.Nodes;
using Json.Schema;
using YamlDotNet.RepresentationModel;

namespace Candour.Repo.Tests;

/// <summary>Every file that authors write fits the schema of its kind; editors use the same schemas.</summary>
public class SchemaTests
{
    [Theory]
    [InlineData("rulebook", "rulebooks", "rulebook.yaml")]
    [InlineData("content", "rulebooks", "content.yaml")]
    [InlineData("clauses", "rulebooks", "clauses/")]
    [InlineData("examples", "rulebooks", "examples/")]
    [InlineData("runs", "rulebooks", "runs/")]
    [InlineData("decisions", "rulebooks", "decisions.yaml")]
    [InlineData("procedure", "rulebooks", "procedures/")]
    [InlineData("registers", "rulebooks", "registers.yaml")]
    [InlineData("access", "rulebooks", "access.yaml")]
    [InlineData("stances", "vocabulary", "stances/")]
    [InlineData("questions", "vocabulary", "questions/facts/")]
    public void Files_FitTheSchemaOfTheirKind(string schema, string below, string part)
    {
        var rules = JsonSchema.FromText(Repository.Read($"rulebooks/schema/{schema}.schema.json"));
        var files = Repository.Files("*.yaml", below).Where(f => f.Contains($"/{part}", StringComparison.Ordinal) && !f.Contains("/broken/", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(files);
        var wrong = files.Select(f => (File: f, Result: rules.Evaluate(Json(f), new EvaluationOptions { OutputFormat = OutputFormat.List }))).Where(r => !r.Result.IsValid)
            .Select(r => $"{r.File}: {string.Join("; ", r.Result.Details.Where(d => d.HasErrors).Take(3).Select(d => $"{d.InstanceLocation} {string.Join(", ", d.Errors!.Values)}"))}");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("content", "unknown-verdict")]
    [InlineData("procedure", "procedure-unknown-act")]
    [InlineData("procedure", "procedure-misplaced-key")]
    [InlineData("procedure", "procedure-no-period")]
    [InlineData("registers", "register-no-fields")]
    [InlineData("access", "access-unknown-kind")]
    public void Schema_BrokenFile_IsRefused(string schema, string broken)
    {
        var rules = JsonSchema.FromText(Repository.Read($"rulebooks/schema/{schema}.schema.json"));

        Assert.False(rules.Evaluate(Json($"rulebooks/schema/broken/{broken}.yaml")).IsValid);
    }

    private static JsonNode? Json(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Repository.Root, file));
        stream.Load(reader);
        return Of(stream.Documents[0].RootNode);
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Of(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };
}
