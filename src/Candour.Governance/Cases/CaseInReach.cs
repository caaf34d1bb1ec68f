using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>A case as an operation finds it, for whoever acts.</summary>
/// <param name="Case">Tracked.</param>
/// <param name="Viewer">Who acts; null for a part of the system.</param>
internal sealed record CaseInReach(Case Case, Viewer? Viewer)
{
    /// <summary>The roles that whoever acts holds, for themselves and for those in whose place they stand.</summary>
    public IReadOnlyList<string> Roles => [.. (Viewer?.Capacities ?? []).SelectMany(c => c.Roles).Distinct()];

    /// <summary>Finds a case that may still be worked on by whoever acts.</summary>
    /// <returns>It, or <c>case.not-found</c>, <c>case.closed</c> or <c>case.merged</c>.</returns>
    public static async Task<Result<CaseInReach>> OpenAsync(Operation operation, AccessPolicy access, Reference matter)
    {
        var found = await FindAsync(operation, access, matter);
        return !found.Failed(out _, out var reach) && reach.Case.MustGoOn() is { } ended ? ended : found;
    }

    /// <summary>Finds a case in any state.</summary>
    /// <returns>It, or <c>case.not-found</c>: the same words whether there is none or whoever acts may not know of it.</returns>
    public static async Task<Result<CaseInReach>> FindAsync(Operation operation, AccessPolicy access, Reference matter)
    {
        var viewer = await operation.ViewerAsync();
        var mine = await operation.MatterAsync(access, viewer, matter);
        var found = mine is null ? null : await operation.Db.Cases.SingleOrDefaultAsync(c => c.Matter == matter, operation.Cancel);
        return found is null ? Case.NotFound(matter) : new CaseInReach(found, viewer);
    }
}
