using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Access;

/// <summary>Who is kept from a matter, for operations that work round them. Nobody is shown it.</summary>
internal static class Kept
{
    /// <summary>Everybody who is kept from a matter, those of this operation too.</summary>
    public static async Task<HashSet<Reference>> KeptFromAsync(this Operation operation, Reference matter) =>
        [.. await operation.Db.Walls.Where(w => w.Matter == matter).Select(w => w.Person).ToListAsync(operation.Cancel), .. operation.Db.Walls.Local.Where(w => w.Matter == matter).Select(w => w.Person)];

    /// <summary>Everybody who is kept from one of these matters. Ask in the scope of a part of the system: a person's own holds back what they are kept from.</summary>
    public static Task<List<Reference>> KeptFromAnyAsync(this GovernanceContext db, IReadOnlyCollection<Reference> matters, CancellationToken cancel) =>
        db.Walls.Where(w => matters.Contains(w.Matter)).Select(w => w.Person).Distinct().ToListAsync(cancel);

    /// <summary>Keeps somebody from a matter; nothing happens where they are already.</summary>
    public static async Task KeepAsync(this Operation operation, Reference matter, Reference person)
    {
        if (!(await operation.KeptFromAsync(matter)).Contains(person))
        {
            operation.Db.Walls.Add(new() { Organisation = operation.Scope.Organisation, Matter = matter, Person = person, Because = person });
        }
    }

    /// <summary>Rows of matters that somebody may know of: for who looks in that person's place.</summary>
    public static IQueryable<T> KnownTo<T>(this IQueryable<T> rows, GovernanceContext db, Reference person) where T : OfMatter =>
        rows.Where(r => !db.Walls.Any(w => w.Matter == r.Matter && w.Person == person));
}
