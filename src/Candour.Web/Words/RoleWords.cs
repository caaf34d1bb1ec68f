using Candour.Governance.People;
using Candour.Web.Checking;

namespace Candour.Web.Words;

/// <summary>What roles are called.</summary>
public static class RoleWords
{
    /// <summary>As the policy calls it today; its id where the policy no longer has it.</summary>
    /// <param name="grant">Who holds what.</param>
    /// <param name="desk">Has the rulebooks.</param>
    public static string Name(RoleGrant grant, CheckDesk desk)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(desk);
        var roles = grant.Policy == OwnRole.Policy ? OwnRole.All : desk.Find(grant.Policy)?.Roles ?? [];
        return roles.FirstOrDefault(r => r.Id == grant.Role)?.Name ?? grant.Role;
    }
}
