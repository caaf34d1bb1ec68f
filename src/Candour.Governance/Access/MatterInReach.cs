using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Access;

/// <summary>What an operation may touch: a matter that whoever acts may see.</summary>
internal static class MatterInReach
{
    /// <summary>Who acts, in everything that they are today; null for a part of the system.</summary>
    public static async Task<Viewer?> ViewerAsync(this Operation operation) =>
        operation.Scope.Person is not { } person ? null
        : await Viewer.LoadAsync(operation.Db, person, operation.At.UkDay(), operation.Cancel) ?? new Viewer(person, []);

    /// <summary>The matter, when whoever acts may see it. A part of the system sees each.</summary>
    public static Task<Matter?> MatterAsync(this Operation operation, AccessPolicy access, Viewer? viewer, Reference matter) =>
        (viewer is null ? operation.Db.Matters : access.Matters(operation.Db, viewer)).SingleOrDefaultAsync(m => m.Reference == matter, operation.Cancel);

    /// <summary>The matter, when whoever acts keeps it. A part of the system keeps each.</summary>
    public static async Task<Matter?> KeptMatterAsync(this Operation operation, Reference matter)
    {
        var viewer = await operation.ViewerAsync();
        return await (viewer is null ? operation.Db.Matters : AccessPolicy.Kept(operation.Db, viewer)).SingleOrDefaultAsync(m => m.Reference == matter, operation.Cancel);
    }
}
