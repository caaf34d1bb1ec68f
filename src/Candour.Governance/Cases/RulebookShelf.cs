using Candour.Engine.Procedures;
using Candour.Engine.Rulebooks;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>The rulebooks of the installation, in every version that a case may have begun under.</summary>
/// <param name="find">By id and version; null for one that is not installed.</param>
public sealed class RulebookShelf(Func<string, string, Rulebook?> find)
{
    /// <exception cref="InvalidDataException">The version is not installed any more.</exception>
    public Rulebook Get(string policy, string version) =>
        find(policy, version) ?? throw new InvalidDataException($"Version {version} of `{policy}` is not installed, and cases began under it. Put its compiled file back.");

    /// <summary>The procedure that a case runs.</summary>
    /// <exception cref="InvalidDataException">The version or the procedure is not installed any more.</exception>
    public Procedure ProcedureOf(Case one) =>
        Get(one.Policy, one.Version).Procedures.FirstOrDefault(p => p.Id == one.Procedure) ?? throw new InvalidDataException($"Version {one.Version} of `{one.Policy}` has no procedure `{one.Procedure}`, and case `{one.Matter}` began under it.");

    internal Register? RegisterOf(Registers.RegisterLine entry, string version) => Get(entry.Policy, version).Registers.FirstOrDefault(r => r.Id == entry.Register);
}
