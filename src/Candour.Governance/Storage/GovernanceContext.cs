using System.Linq.Expressions;
using System.Reflection;
using Candour.Governance.Access;
using Candour.Governance.Accounts;
using Candour.Governance.Background;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Retention;
using Candour.Governance.Registers;
using Candour.Governance.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Candour.Governance.Storage;

/// <summary>Everything that is kept, seen from one <see cref="Storage.Scope"/>. Two derived contexts exist only so that each database has its own migrations.</summary>
public abstract class GovernanceContext(DbContextOptions options, Scope scope) : DbContext(options)
{
    /// <summary>The name of the filter that keeps organisations apart.</summary>
    public const string OrganisationFilter = "organisation";

    /// <summary>The name of the filter that keeps matters from those who must not know of them.</summary>
    public const string WallFilter = "wall";

    /// <summary>Whose rows this context reaches.</summary>
    public Scope Scope { get; } = scope;

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<JointPolicy> JointPolicies => Set<JointPolicy>();

    public DbSet<Adoption> Adoptions => Set<Adoption>();

    public DbSet<LocalSetting> LocalSettings => Set<LocalSetting>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();

    public DbSet<Management> Management => Set<Management>();

    public DbSet<Deputy> Deputies => Set<Deputy>();

    public DbSet<Placement> Placements => Set<Placement>();

    public DbSet<Seat> Seats => Set<Seat>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<DirectoryLink> DirectoryLinks => Set<DirectoryLink>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<NamedPerson> NamedPeople => Set<NamedPerson>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseAnswer> CaseAnswers => Set<CaseAnswer>();

    public DbSet<CaseTask> CaseTasks => Set<CaseTask>();

    public DbSet<CasePerson> CasePeople => Set<CasePerson>();

    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();

    public DbSet<CaseLink> CaseLinks => Set<CaseLink>();

    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();

    public DbSet<RegisterLine> RegisterLines => Set<RegisterLine>();

    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<LedgerTree> Ledgers => Set<LedgerTree>();

    public DbSet<SignedCheckpoint> Checkpoints => Set<SignedCheckpoint>();

    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();

    public DbSet<DisposalCertificate> DisposalCertificates => Set<DisposalCertificate>();

    public DbSet<DataRequest> DataRequests => Set<DataRequest>();

    public DbSet<DataReply> DataReplies => Set<DataReply>();

    public DbSet<DataDecision> DataDecisions => Set<DataDecision>();

    public DbSet<SealingKey> SealingKeys => Set<SealingKey>();

    public DbSet<DoneMessage> DoneMessages => Set<DoneMessage>();

    internal DbSet<Wall> Walls => Set<Wall>();

    /// <summary>Only an operation writes: it sets this for its one save.</summary>
    internal bool IsSaving { private get; set; }

    // Read by the filters; a property of the context becomes a parameter of each query.
    private string Here => Scope.Organisation;

    private Reference? Looks => Scope.Person;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Reference>().HaveConversion<ReferenceConverter>().HaveMaxLength(Reference.Length);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GovernanceContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => typeof(Owned).IsAssignableFrom(e.ClrType)).ToArray())
        {
            modelBuilder.Entity(entity.ClrType, row =>
            {
                row.Property(nameof(Owned.Organisation)).HasMaxLength(Scope.OrganisationMaxLength);
                row.HasQueryFilter(OrganisationFilter, IsHere(entity));
            });
        }

        // Whoever is walled off gets no row that belongs to the matter, whatever query is asked. An entry has the matter's reference as its subject.
        modelBuilder.Entity<Matter>().HasQueryFilter(WallFilter, m => Looks == null || !Walls.Any(w => w.Person == Looks && w.Matter == m.Reference));
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => typeof(OfMatter).IsAssignableFrom(t)).ToArray())
        {
            typeof(GovernanceContext).GetMethod(nameof(WallOff), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        }

        modelBuilder.Entity<Entry>().HasQueryFilter(WallFilter, e => Looks == null || !Walls.Any(w => w.Person == Looks && (string)(object)w.Matter == e.Subject));
    }

    private void WallOff<T>(ModelBuilder modelBuilder) where T : OfMatter =>
        modelBuilder.Entity<T>().HasQueryFilter(WallFilter, r => Looks == null || !Walls.Any(w => w.Person == Looks && w.Matter == r.Matter));

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("Nothing is written but by an operation, and those are asynchronous.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!IsSaving)
        {
            throw new InvalidOperationException("Nothing is written but by an operation, which records who, what, when and why. Use Operations.RunAsync.");
        }

        ChangeTracker.DetectChanges();
        foreach (var change in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var mine = change.Entity is Owned owned ? owned.Organisation == Scope.Organisation : Scope.IsInstallation;
            if (!mine)
            {
                throw new InvalidOperationException($"A row of {change.Metadata.ShortName()} belongs to another organisation than this scope, and was not written.");
            }
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private LambdaExpression IsHere(IMutableEntityType entity)
    {
        var row = Expression.Parameter(entity.ClrType, "row");
        var here = Expression.Property(Expression.Constant(this, typeof(GovernanceContext)), nameof(Here));
        return Expression.Lambda(Expression.Equal(Expression.Property(row, nameof(Owned.Organisation)), here), row);
    }
}
