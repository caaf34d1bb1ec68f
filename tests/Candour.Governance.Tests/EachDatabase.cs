using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Candour.Governance.Tests;

/// <summary>The databases that everything stored is tested on.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a test on each database. Where PostgreSQL is not installed its half is skipped by name, except in CI: there it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
    [
        new TheoryDataRow<Database>(Database.Sqlite),
        new TheoryDataRow<Database>(Database.Postgres) { Skip = Cluster.IsInstalled || Cluster.IsRequired ? null : Cluster.Missing },
    ]);
}
