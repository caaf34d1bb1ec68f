using Candour.Governance.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Candour.Governance.Storage;

/// <summary>Deletes a matter with everything that belongs to it: whatever table says so by a required foreign key, however far down. A table that comes later is found by itself.</summary>
internal static class MatterRows
{
    /// <summary>How an erasure names a matter whose rows were destroyed.</summary>
    public static string Thing(Reference matter) => $"matter/{matter}";

    /// <summary>The matter that a thing named by an erasure is; null for another thing.</summary>
    public static Reference? MatterOf(string thing) => thing.StartsWith("matter/", StringComparison.Ordinal) ? new Reference(thing["matter/".Length..]) : null;

    /// <summary>The references under which the ledger speaks of a matter and of what belongs to it.</summary>
    public static async Task<IReadOnlyList<Reference>> ReferencesAsync(GovernanceContext db, Reference matter, CancellationToken cancel)
    {
        var (order, of) = Plan(db);
        var found = new List<Reference> { matter };
        foreach (var entity in order)
        {
            if (entity.FindProperty(nameof(Matter.Reference)) is { } own && own.ClrType == typeof(Reference))
            {
                var sql = $"SELECT {Column(own)} AS \"Value\" FROM \"{entity.GetTableName()}\" WHERE {of[entity]}";
                found.AddRange((await db.Database.SqlQueryRaw<string>(sql, db.Scope.Organisation, matter.Text).ToListAsync(cancel)).Select(text => new Reference(text)));
            }
        }

        return [.. found.Distinct()];
    }

    /// <returns>How many rows went.</returns>
    public static async Task<int> DeleteAsync(GovernanceContext db, Reference matter, CancellationToken cancel)
    {
        var (order, of) = Plan(db);
        var count = 0;
        foreach (var entity in order)
        {
            var sql = $"DELETE FROM \"{entity.GetTableName()}\" WHERE {of[entity]}";
            count += await db.Database.ExecuteSqlRawAsync(sql, [db.Scope.Organisation, matter.Text], cancel);
        }

        return count;
    }

    private static (IReadOnlyList<IEntityType> Order, Dictionary<IEntityType, string> Of) Plan(GovernanceContext db)
    {
        var root = db.Model.FindEntityType(typeof(Matter))!;
        var order = new List<IEntityType>();
        Visit(root, [], order);

        // Conditions from the matter downwards, rows from the bottom upwards.
        var of = new Dictionary<IEntityType, string> { [root] = $"{Column(root.FindProperty(nameof(Owned.Organisation))!)} = {{0}} AND {Column(root.FindProperty(nameof(Matter.Reference))!)} = {{1}}" };
        foreach (var entity in order.AsEnumerable().Reverse().Skip(1))
        {
            of[entity] = string.Join(" OR ", Above(entity).Where(k => of.ContainsKey(k.PrincipalEntityType)).Select(k =>
                $"({Columns(k.Properties)}) IN (SELECT {Columns(k.PrincipalKey.Properties)} FROM \"{k.PrincipalEntityType.GetTableName()}\" WHERE {of[k.PrincipalEntityType]})"));
        }

        return (order, of);
    }

    // Depth first: what belongs to a row comes before it in the order of deletion.
    private static void Visit(IEntityType entity, HashSet<IEntityType> met, List<IEntityType> order)
    {
        if (met.Add(entity))
        {
            foreach (var key in entity.GetReferencingForeignKeys().Where(IsPart))
            {
                Visit(key.DeclaringEntityType, met, order);
            }

            order.Add(entity);
        }
    }

    private static IEnumerable<IForeignKey> Above(IEntityType entity) => entity.GetForeignKeys().Where(IsPart);

    private static bool IsPart(IForeignKey key) => key.IsRequired && key.DeclaringEntityType != key.PrincipalEntityType;

    private static string Columns(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(Column));

    private static string Column(IProperty property) => $"\"{property.DeclaringType.GetTableName()}\".\"{property.GetColumnName()}\"";
}
