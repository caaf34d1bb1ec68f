using System.Text.Json;
using Candour.Engine.Facts;

namespace Candour.Governance.Cases;

/// <summary>Facts of a case as they are kept: JSON, values by name.</summary>
internal static class CaseFacts
{
    public static string Write(FactSet facts) => JsonSerializer.Serialize(facts.All.ToDictionary(f => f.Name, f => f.Values));

    public static FactSet Read(string json)
    {
        var facts = new FactSet();
        foreach (var (name, values) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)!)
        {
            facts.Infer(new(name, values));
        }

        return facts;
    }
}
