using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Candour.Governance.Storage;

/// <summary>For the migrations of PostgreSQL.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options, Scope scope) : GovernanceContext(options, scope)
{
    // The migrations' tool makes a context to compare models; it opens no database.
    internal sealed class ForTool : IDesignTimeDbContextFactory<PostgresContext>
    {
        public PostgresContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=unused").Options, Scope.OfInstallation("migrations"));
    }
}
