using System.Collections.Concurrent;
using System.Text.Json;
using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Requests;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>The rulebooks of the installation, in every version that a case may have begun under.</summary>
/// <param name="find">By id and version; null for one that is not installed.</param>
public sealed class RulebookShelf(Func<string, string, Rulebook?> find)
{
    /// <summary>By id and version; null for one that is not installed.</summary>
    internal Rulebook? Find(string policy, string version) => find(policy, version);

    // Few choices are in use at once, and a rulebook with them in place is made once.
    private readonly ConcurrentDictionary<(Rulebook, string), Rulebook> _local = [];

    /// <summary>The rulebook that a case counts by: the version and the local settings it began under.</summary>
    /// <exception cref="InvalidDataException">The version or the procedure is not installed any more.</exception>
    public Rulebook RulebookOf(Case one)
    {
        ProcedureOf(one);
        var rulebook = Get(one.Policy, one.Version);
        return one.Settings is null ? rulebook : _local.GetOrAdd((rulebook, one.Settings), k => k.Item1.WithLocal(JsonSerializer.Deserialize<Dictionary<string, string>>(k.Item2)!));
    }

    /// <exception cref="InvalidDataException">The version is not installed any more.</exception>
    public Rulebook Get(string policy, string version) =>
        (policy == OwnRulebook.Value.Id && version == OwnRulebook.Value.Version ? OwnRulebook.Value : find(policy, version)) ?? throw new InvalidDataException($"Version {version} of `{policy}` is not installed, and cases began under it. Put its compiled file back.");

    /// <summary>The procedure that a case runs.</summary>
    /// <exception cref="InvalidDataException">The version or the procedure is not installed any more.</exception>
    public Procedure ProcedureOf(Case one) =>
        Get(one.Policy, one.Version).Procedures.FirstOrDefault(p => p.Id == one.Procedure) ?? throw new InvalidDataException($"Version {one.Version} of `{one.Policy}` has no procedure `{one.Procedure}`, and case `{one.Matter}` began under it.");

    internal Register? RegisterOf(Registers.RegisterLine entry, string version) => Get(entry.Policy, version).Registers.FirstOrDefault(r => r.Id == entry.Register);
}
