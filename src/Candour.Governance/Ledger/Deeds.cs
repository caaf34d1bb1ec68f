using Candour.Governance.Accounts;

namespace Candour.Governance.Ledger;

/// <summary>
/// What pages for auditors show of a ledger: deeds about organisations, people, roles, settings and signing in. What was done about matters is not among them, for no auditor: a list in which
/// entries are missing would tell whoever must not know that there is something. It stands with the matter, for those who may see it, and in the ledger's export, which is made at the server.
/// </summary>
public static class Deeds
{
    /// <summary>Pinned names, with what they are for people.</summary>
    public static IReadOnlyDictionary<string, string> Shown { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["version-adopted"] = "Version of a policy put in force",
        ["setting-changed"] = "Local setting changed",
        ["person-added"] = "Person added",
        ["workforce-imported"] = "Workforce imported",
        ["person-invited"] = "Person invited to sign in",
        ["invitation-used"] = "Invitation used",
        ["person-placed"] = "Place of work entered",
        ["person-left"] = "Leaver recorded",
        ["line-manager-named"] = "Line manager named",
        ["deputy-appointed"] = "Deputy named",
        ["role-granted"] = "Role granted",
        ["role-confirmed"] = "Role confirmed",
        ["role-withdrawn"] = "Role withdrawn",
        [RecordBreakGlass.Deed] = "Break-glass account used",
    };
}
