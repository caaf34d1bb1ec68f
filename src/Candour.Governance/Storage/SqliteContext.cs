using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Candour.Governance.Storage;

/// <summary>For the migrations of SQLite.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options, Scope scope) : GovernanceContext(options, scope)
{
    // The migrations' tool makes a context to compare models; it opens no database.
    internal sealed class ForTool : IDesignTimeDbContextFactory<SqliteContext>
    {
        public SqliteContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite("Data Source=unused").Options, Scope.OfInstallation("migrations"));
    }
}
