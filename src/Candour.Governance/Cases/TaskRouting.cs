using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>To whom a step falls. Whoever must not know of the matter is passed by, as if they were not there: then it goes to the next level up, which is a rule of ours where the policy is silent, and is shown as such.</summary>
internal static class TaskRouting
{
    /// <param name="Role">The role, when it falls to whoever holds it.</param>
    /// <param name="Person">The person, when it falls to one.</param>
    /// <param name="Rerouted">Why it is not where the policy has it; null where it is.</param>
    public sealed record Route(string? Role, Reference? Person, string? Rerouted);

    public const string LineManager = "line-manager";

    public const string ReporterManager = "reporter-manager";

    /// <summary>Finds the way.</summary>
    /// <param name="operation">The operation that opens the step.</param>
    /// <param name="people">Everybody in the case.</param>
    /// <param name="who">A role's id, or <c>you</c>, <c>affected</c>, <c>reporter</c>, <c>line-manager</c>, <c>reporter-manager</c>.</param>
    /// <param name="walled">Who must not know of the matter.</param>
    public static async Task<Route> FindAsync(Operation operation, IReadOnlyList<CasePerson> people, string who, IReadOnlyCollection<Reference> walled)
    {
        var handler = Staff(people, Part.Handler, Part.Reporter).Where(p => !walled.Contains(p)).Cast<Reference?>().FirstOrDefault();
        return who switch
        {
            "you" => handler is null ? await ToRoleAsync(operation, "administrator", walled) : new(null, handler, null),
            "affected" => To(Staff(people, Part.Affected), "They do not work here, or cannot: whoever handles the case does it with them."),
            "reporter" => To(Staff(people, Part.Reporter), "They do not work here, or cannot: whoever handles the case does it with them."),
            LineManager => await ToManagerAsync(operation, Staff(people, Part.Implicated, Part.Affected, Part.Reporter), handler, walled),
            ReporterManager => await ToManagerAsync(operation, Staff(people, Part.Reporter, Part.Affected), handler, walled),
            _ => await ToRoleAsync(operation, who, walled),
        };

        Route To(IEnumerable<Reference> them, string otherwise) =>
            them.Where(p => !walled.Contains(p)).Cast<Reference?>().FirstOrDefault() is { } one ? new(null, one, null) : new(null, handler, otherwise);
    }

    /// <summary>Gives a task back to its role, without the one who steps aside.</summary>
    public static async Task HandBackAsync(Operation operation, CaseTask task, Reference without)
    {
        task.Person = null;
        if (task.Role is null)
        {
            var above = await operation.Db.AboveAsync(without, operation.At.UkDay(), operation.Cancel);
            var walled = await operation.KeptFromAsync(task.Matter);
            task.Person = above.Where(p => !walled.Contains(p)).Cast<Reference?>().FirstOrDefault();
        }
    }

    private static IEnumerable<Reference> Staff(IReadOnlyList<CasePerson> people, params Part[] parts) =>
        parts.SelectMany(part => people.Where(p => p.Part == part && p.Person is not null).Select(p => p.Person!.Value));

    private static async Task<Route> ToManagerAsync(Operation operation, IEnumerable<Reference> whose, Reference? handler, IReadOnlyCollection<Reference> walled)
    {
        foreach (var one in whose)
        {
            var above = await operation.Db.AboveAsync(one, operation.At.UkDay(), operation.Cancel);
            for (var level = 0; level < above.Count; level++)
            {
                if (!walled.Contains(above[level]))
                {
                    return new(null, above[level], level == 0 ? null : "One level up: our rule where the policy is silent.");
                }
            }
        }

        return new(null, handler, "Nobody above them is free to know of it: whoever handles the case goes on. Our rule where the policy is silent.");
    }

    private static async Task<Route> ToRoleAsync(Operation operation, string role, IReadOnlyCollection<Reference> walled)
    {
        var today = operation.At.UkDay();
        var holders = await operation.Db.RoleGrants.On(today).Where(g => g.Role == role || g.Is == role).Select(g => g.Person).Distinct().ToListAsync(operation.Cancel);
        if (holders.Exists(h => !walled.Contains(h)))
        {
            return new(role, null, null);
        }

        foreach (var holder in holders)
        {
            foreach (var manager in await operation.Db.AboveAsync(holder, today, operation.Cancel))
            {
                if (!walled.Contains(manager))
                {
                    return new(null, manager, "Everybody who holds the role is part of the matter: one level up, our rule where the policy is silent.");
                }
            }
        }

        return new(role, null, "Nobody holds this role today. An administrator grants it.");
    }
}
