using Candour.Engine.Rulebooks;

namespace Candour.Governance.People;

/// <summary>Roles that no policy names and every organisation needs to run Candour itself. All others are the rulebook's.</summary>
public static class OwnRole
{
    /// <summary>Stands where a grant names its policy.</summary>
    public const string Policy = "candour";

    /// <summary>Adds people, invites them, grants roles, changes local settings.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads the ledger.</summary>
    public const string Auditor = "auditor";

    public static IReadOnlyList<Role> All { get; } = [new(Administrator, "Administrator of Candour", Administrator), new(Auditor, "Auditor", Auditor)];
}
