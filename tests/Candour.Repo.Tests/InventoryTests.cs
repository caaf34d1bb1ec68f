using YamlDotNet.RepresentationModel;

namespace Candour.Repo.Tests;

/// <summary>Compares clauses and examples with the inventories, where they lie beside the project.</summary>
public class InventoryTests
{
    private static readonly string Inventories = Path.Combine(Repository.Root, "..", "shared", "policies");

    public static TheoryData<string, string> Policies =>
        new(Repository.Files("rulebook.yaml", "rulebooks").Where(f => !f.StartsWith("rulebooks/schema", StringComparison.Ordinal)).Select(f => (f.Split('/')[1], Path.GetDirectoryName(f)!)));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Clauses_AreThoseOfTheInventory(string id, string folder)
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Inventories, id + ".yaml")), "The inventories do not lie beside the project.");
        var wanted = Entries(Path.Combine(Inventories, id + ".yaml"), "clauses").ToDictionary(c => Word(c, "id")!, c => c);
        var kept = Repository.Files("*.yaml", folder + "/clauses").SelectMany(f => Entries(Path.Combine(Repository.Root, f), "clauses")).ToDictionary(c => Word(c, "id")!, c => c);

        Assert.Equal(wanted.Keys.Order(), kept.Keys.Order());
        Assert.All(wanted, c => Assert.Equal((Word(c.Value, "section"), Word(c.Value, "says")), (Word(kept[c.Key], "section"), Word(kept[c.Key], "says"))));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Examples_AreThoseOfTheInventory(string id, string folder)
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Inventories, id + ".yaml")), "The inventories do not lie beside the project.");
        var wanted = Entries(Path.Combine(Inventories, id + ".yaml"), "clauses")
            .SelectMany(c => ((YamlSequenceNode)c["try"]).Cast<YamlMappingNode>().Select((t, n) => (Id: $"{Word(c, "id")}#{n + 1}", Given: Word(t, "given"), Expect: Word(t, "expect"))));
        var kept = Repository.Files("*.yaml", folder + "/examples").SelectMany(f => Entries(Path.Combine(Repository.Root, f), "examples"))
            .Select(e => (Id: Word(e, "id")!, Given: Word(e, "given"), Expect: Word(e, "expect")));

        Assert.Equal(wanted.OrderBy(e => e.Id, StringComparer.Ordinal), kept.OrderBy(e => e.Id, StringComparer.Ordinal));
    }

    private static IEnumerable<YamlMappingNode> Entries(string file, string key)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(file);
        stream.Load(reader);
        return ((YamlSequenceNode)((YamlMappingNode)stream.Documents[0].RootNode)[key]).Cast<YamlMappingNode>();
    }

    private static string? Word(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? ((YamlScalarNode)value).Value!.Trim() : null;
}
